// How this therapist leaves the editor: sound, vibration, which part is open. Kept by the server, nothing in the browser.

import { post } from "../post.js";

export class Habits {
  constructor(kept, url) {
    Object.assign(this, { sound: false, vibration: false, panel: "", techniques: [], ...kept, url });
  }

  keep(fields) {
    Object.assign(this, fields);
    const sent = Object.entries(fields).map(([name, value]) => [name, value === true ? "1" : value || ""]);
    post(this.url, Object.fromEntries(sent));
  }

  /** The technique used just now comes first from here on; the server learns it from the treatment. */
  used(technique) {
    this.techniques = [technique, ...this.techniques.filter((name) => name !== technique)];
  }
}

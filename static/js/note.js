// The note saves itself: every three seconds while somebody types, and when they leave a field.

import { post, undecided } from "./post.js";
import { clearable } from "./scale.js";
import { conflict } from "./conflict.js";
import { uuid } from "./uuid.js";

const PAUSE = 3000;
const SECTIONS = ["subjective", "objective", "assessment", "plan", "pain_before", "pain_after"];

export class Note {
  #timer = null;
  #busy = false;
  #sent = null;
  #page = uuid(); // with a number for each save: the server knows this page's own order
  #seq = 0;

  constructor(form, { version, url, tell, refuse }) {
    Object.assign(this, { form, version, url, tell, refuse });
    this.#sent = this.values;
    form.addEventListener("input", () => this.#soon());
    form.addEventListener("focusout", () => this.save());
    form.addEventListener("submit", (event) => (event.preventDefault(), this.save()));
    for (const keys of form.querySelectorAll(".scale")) clearable(keys, () => this.save());
    addEventListener("online", () => this.save());
    addEventListener("pagehide", () => this.#leave());
  }

  get values() {
    const data = new FormData(this.form);
    return Object.fromEntries(SECTIONS.map((name) => [name, data.get(name) ?? ""]));
  }

  get changed() {
    const now = this.values;
    return SECTIONS.some((name) => now[name] !== this.#sent[name]);
  }

  /** Sections where another tab wrote something else and nobody has chosen yet. */
  get unresolved() {
    return this.form.querySelectorAll(".theirs").length > 0;
  }

  /** The last words go out with the page; where another text stands and nobody has chosen, they are put aside. */
  #leave() {
    const leaving = this.unresolved ? "aside" : "yes";
    if (this.changed || this.unresolved) post(this.url, { ...this.#fields(), leaving }, { leaving: true });
  }

  async save() {
    clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#busy || !this.changed || this.unresolved) return;
    this.#busy = true;
    const mine = this.values;
    this.tell("saving");
    const { status, body } = await post(this.url, this.#fields());
    this.#busy = false;
    this.#answered(mine, status, body);
  }

  #answered(mine, status, body) {
    if (status === 200) {
      this.version = body.version;
      this.#sent = mine;
      this.tell("saved", body.saved_at);
      if (this.changed) this.#soon();
    } else if (status === 409 && body.theirs) this.#differ(body);
    else if (undecided(status)) {
      this.tell(status === 401 ? "signed-out" : "kept");
      this.#soon();
    } else {
      this.tell("failed");
      this.refuse(body.error ?? "The server would not take this note. It is still here on the page.");
    }
  }

  /** Somebody else saved in between: what only they changed is taken over, what both changed is asked. */
  #differ({ theirs, version }) {
    const base = this.#sent;
    this.version = version;
    this.#sent = {
      ...base,
      ...Object.fromEntries(SECTIONS.map((name) => [name, String(theirs[name] ?? "")])),
    };
    for (const name of SECTIONS)
      conflict(this.form, name, base[name], this.#sent[name], () => this.#chosen());
    if (this.unresolved) this.tell("conflict");
    else this.save();
  }

  #chosen() {
    if (this.unresolved) return;
    this.tell("saved");
    this.save();
  }

  #soon() {
    this.#timer ??= setTimeout(() => this.save(), PAUSE);
  }

  #fields() {
    return { ...this.values, version: this.version, page: this.#page, seq: ++this.#seq };
  }
}

// Sensitive areas that the patient has not agreed to today: what is asked before hands go there.

import { post } from "../post.js";
import { html } from "./dom.js";
import { named } from "./words.js";

const WITHOUT = "The answer could not be kept: there is no connection. Mark the point now and ask again later.";

export class Areas extends EventTarget {
  #later = new Set(); // areas where a point was marked before the patient was asked

  /** unasked: {muscle: the area in words}; names: {muscle: its name on the server}; url: where an answer is kept. */
  constructor({ unasked = {}, areas = {}, urls = {} }) {
    super();
    Object.assign(this, { unasked, names: areas, url: urls.area_consent });
  }

  /** The area in words, while it still has to be asked about before a point goes there; else nothing. */
  open(muscle) {
    return this.#later.has(this.names[muscle]) ? "" : (this.unasked[muscle] ?? "");
  }

  /** go() once the patient agrees or the therapist marks it all the same; stay() for another place. */
  ask(point, muscle, dialog, go, stay) {
    const close = (then) => {
      dialog.close();
      then();
    };
    const later = () => {
      this.#later.add(this.names[point.muscle]);
      close(go);
    };
    const fault = html("p", { class: "invalid-feedback", role: "alert", hidden: true });
    const answer = (said, then) => async () => {
      const keys = dialog.querySelectorAll("button");
      for (const one of keys) one.disabled = true;
      const error = await this.say(point.muscle, said);
      if (!error) return close(then);
      for (const one of keys) one.disabled = false;
      fault.textContent = error;
      fault.hidden = false;
    };
    const key = (words, look, act) => html("button", { type: "button", class: `btn ${look}`, onclick: act }, words);
    const title = html("h2", { id: "despite-title", tabindex: "-1" }, `Ask about the ${lower(this.unasked[point.muscle])}`);
    dialog.replaceChildren(
      html(
        "div",
        { class: "form" },
        title,
        html("p", {}, `${named(point, muscle)} lies in a sensitive area, and the patient has not agreed to it today. Ask aloud before you work there.`),
        fault,
        html(
          "div",
          { class: "form-foot" },
          key("Mark it, ask later", "btn-quiet", later),
          key("Not today", "btn-secondary", answer("not_today", stay)),
          key("Agrees, said aloud", "btn-primary", answer("agreed", go)),
        ),
      ),
    );
    dialog.onkeydown = (event) => event.stopPropagation();
    dialog.oncancel = stay;
    dialog.showModal();
    title.focus();
  }

  /** Keep what the patient said of the muscle's area. Answers why it could not be kept, or nothing. */
  async say(muscle, said) {
    const area = this.names[muscle];
    const { status, body } = await post(this.url, { area, said });
    if (status >= 300 || !status) return body.error ?? WITHOUT;
    if (said === "agreed") this.#agreed(area);
    return "";
  }

  /** What stands in the editor of a point there. */
  row(finding, refused) {
    const words = this.unasked[finding.muscle];
    if (!words) return null;
    const agree = async () => {
      const error = await this.say(finding.muscle, "agreed");
      if (error) refused(error);
    };
    return html(
      "div",
      { class: "area-asks" },
      html("p", { class: "point-limits is-off" }, `${words}: not agreed to today. Ask before you work there.`),
      html("button", { type: "button", class: "btn btn-secondary", "data-act": "agrees", onclick: agree }, "Agrees, said aloud"),
    );
  }

  #agreed(area) {
    const [[, words]] = Object.entries(this.unasked).filter(([muscle]) => this.names[muscle] === area);
    for (const muscle of Object.keys(this.unasked)) if (this.names[muscle] === area) delete this.unasked[muscle];
    // The page's own list of what is still to be asked.
    const asked = document.querySelector(`#tab-prepare input[name=area][value="${area}"]`)?.closest("li");
    asked?.querySelector("form").remove();
    if (asked) asked.querySelector(".grow").textContent = `${words}: agreed aloud`;
    this.dispatchEvent(new Event("change"));
  }
}

const lower = (words) => words.charAt(0).toLowerCase() + words.slice(1);

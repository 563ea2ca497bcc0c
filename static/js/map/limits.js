// Where cautions keep hands off, and the reason that is asked before a point goes there all the same.

import { html } from "./dom.js";
import { named } from "./words.js";

const FEWEST_WORDS = 3;

export class Limits {
  /** data: {off, zones, words, all} as the server sends it, by "muscle|side"; dialog: where the reason is asked. */
  constructor({ off = {}, zones = [], words = {}, all = "" } = {}, dialog) {
    Object.assign(this, { off, zones: new Set(zones), said: words, all, dialog });
  }

  /** Why hands stay off this muscle, or nothing; the midline has both sides' reasons. */
  why({ muscle, side }) {
    return this.#either(this.off, muscle, side);
  }

  /** All that is to be observed at this muscle, in words. */
  words({ muscle, side }) {
    return this.#either(this.said, muscle, side) || this.all;
  }

  /** Whether this zone or this muscle is hatched on that side. */
  shades(zone, muscle, side) {
    return zone ? this.zones.has(`${zone}|${side}`) : `${muscle}|${side}` in this.off;
  }

  /** Go on with null where nothing stands against it; else with the reason, once it is written. */
  ask(point, muscle, go, stay = () => {}) {
    const why = this.why(point);
    if (!why) return go(null);
    const { dialog } = this;
    const field = html("textarea", { class: "form-control", rows: 2, maxlength: 300, required: true });
    const fault = html("p", { class: "invalid-feedback", role: "alert", hidden: true });
    const close = (then) => {
      dialog.close();
      then();
    };
    const submit = (event) => {
      event.preventDefault();
      const reason = field.value.trim().replace(/\s+/g, " ");
      if (reason.split(" ").length < FEWEST_WORDS) {
        fault.textContent = "Write why, in a few words.";
        fault.hidden = false;
        return;
      }
      close(() => go(reason));
    };
    dialog.replaceChildren(
      html(
        "form",
        { class: "form", onsubmit: submit },
        html("h2", { id: "despite-title" }, `${named(point, muscle)} is off limits`),
        html("p", {}, `${why}. Placing it all the same needs a reason, which stays in the record.`),
        html("label", {}, "Why", field),
        fault,
        html(
          "div",
          { class: "form-foot" },
          html("button", { type: "button", class: "btn btn-secondary", onclick: () => close(stay) }, "Choose another place"),
          html("button", { class: "btn btn-primary" }, "Place it"),
        ),
      ),
    );
    // What the keys do on the map they do not do while someone writes.
    dialog.onkeydown = (event) => event.stopPropagation();
    dialog.oncancel = stay;
    dialog.showModal();
    field.focus();
  }

  #either(by, muscle, side) {
    const sides = side === "midline" ? ["left", "right"] : [side];
    return sides.map((one) => by[`${muscle}|${one}`]).find(Boolean) ?? "";
  }
}

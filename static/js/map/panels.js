// What lies a pull away from the scores: four panels, one open at a time, as this therapist left them.

import { html } from "./dom.js";
import { morePanel } from "./more.js";
import { referralPanel } from "./refer.js";
import { signsPanel, signsShort } from "./signs.js";

const NAMES = { treatment: "Treatment", signs: "Signs", referral: "Refers to", more: "More" };

export class Panels {
  draft = { minutes: "10", same: true };

  constructor(parts) {
    Object.assign(this, parts); // acts, points, catalogue, habits, zones, treat, needed, redraw
  }

  /** The name of the open one; empty where all are shut. */
  get open() {
    return this.habits.panel;
  }

  /** The four keys and whatever is open below them. */
  draw(finding) {
    const { open } = this;
    const inside = open ? this.#inside(open, finding).filter(Boolean) : [];
    return [
      html(
        "div",
        { class: "pull-keys", role: "group", "aria-label": "More about this point" },
        ...Object.entries(NAMES).map(([name, words]) => this.#key(name, words, finding)),
      ),
      open
        ? html("div", { class: "pull", id: "editor-panel", role: "region", "aria-label": NAMES[open] }, ...inside)
        : null,
    ];
  }

  #key(name, words, finding) {
    const on = this.open === name;
    const short = this.#short(name, finding);
    return html(
      "button",
      {
        type: "button",
        "aria-expanded": String(on),
        "aria-controls": "editor-panel",
        "data-act": `panel-${name}`,
        onclick: () => this.#turn(on ? "" : name),
      },
      words,
      short ? html("span", { class: "count" }, short) : null,
    );
  }

  #turn(panel) {
    this.habits.keep({ panel });
    if (panel !== "referral" && this.zones.active) this.zones.turn(false);
    this.redraw();
  }

  #short(name, finding) {
    if (name === "treatment") return finding.treatments.length || "";
    if (name === "signs") return signsShort(finding);
    if (name === "referral") return finding.referrals.length || "";
    return "";
  }

  #inside(name, finding) {
    if (name === "treatment") return this.treat.rows(finding);
    if (name === "signs") return signsPanel(finding, this);
    if (name === "referral") return referralPanel(finding, this);
    return morePanel(finding, this);
  }
}

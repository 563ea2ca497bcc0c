// Sensitive areas: before hands are laid on there, the patient is asked aloud, and what they say is kept.

import { html } from "./dom.js";
import { named } from "./words.js";

const ASIDE = "A sensitive area is asked about aloud at every visit; they may say no at any moment.";
const UNSIGNED = "The signed consent is missing or has ended: it has to be signed first.";
const BEFORE = { not_today: "Earlier today they said: not today.", withdrawn: "They took their word back today." };

const touched = ({ before, after, treatments }) => before !== null || after !== null || treatments.length > 0;

export class Areas extends EventTarget {
  #later = new Set(); // areas where hands went on before the patient was asked

  /** areas: {slug, label, said, may_agree, muscles}, not agreed to today. box: an Outbox. dialog: where it is asked. */
  constructor(areas, { url, box, dialog, refuse }) {
    super();
    Object.assign(this, { areas, url, box, dialog, refuse });
  }

  /** The muscle's area, while it still has to be asked about before a point goes there; else nothing. */
  open(muscle) {
    const area = this.#of(muscle);
    return area && !this.#later.has(area.slug) ? area : null;
  }

  /** go() once the patient agrees or the therapist marks it all the same; stay() for another place. */
  ask(point, muscle, go, stay) {
    const area = this.open(point.muscle);
    const later = this.#key("Mark it, ask later", "btn-quiet", () => this.#putOff(area, go));
    this.#show(area, named(point, muscle), { go, no: stay, later, escape: stay });
  }

  /** A point of an earlier visit is there already: it is asked about when it is first pressed again. */
  watch(points, catalogue) {
    points.addEventListener("change", ({ detail: finding }) => {
      const area = finding?.carried && touched(finding) && this.open(finding.muscle);
      if (!area || this.dialog.open) return;
      const putOff = () => this.#putOff(area);
      const later = this.#key("Ask later", "btn-quiet", putOff);
      const words = named(finding, catalogue.get(finding.muscle));
      this.#show(area, words, { go: () => {}, no: putOff, later, escape: putOff });
    });
  }

  /** What stands in the editor of a point there. */
  row({ muscle }) {
    const area = this.#of(muscle);
    if (!area) return null;
    return html(
      "div",
      { class: "area-asks" },
      html("p", { class: "point-limits is-off" }, `${area.label}: not agreed to today. Ask before you work there.`),
      area.may_agree && this.#key("Agrees, said aloud", "btn-secondary", () => this.#say(area, "agreed")),
    );
  }

  #of(muscle) {
    return this.areas.find(({ muscles, said }) => said !== "agreed" && muscles.includes(muscle)) ?? null;
  }

  #show(area, words, { go, no, later, escape }) {
    const { dialog } = this;
    const answer = (said, then) => () => {
      this.#say(area, said);
      then();
    };
    const title = html("h2", { id: "despite-title", tabindex: "-1" }, `${area.label}: do they agree to work there today?`);
    const why = [`${words} lies there.`, ASIDE, area.may_agree ? BEFORE[area.said] : UNSIGNED];
    const agrees = this.#key("Agrees, said aloud", "btn-primary", answer("agreed", go));
    const keys = [later, this.#key("Not today", "btn-secondary", answer("not_today", no)), area.may_agree && agrees];
    dialog.replaceChildren(
      html("div", { class: "form" }, title, html("p", {}, why.filter(Boolean).join(" ")), html("div", { class: "form-foot" }, ...keys)),
    );
    // What the keys do on the map they do not do here.
    dialog.onkeydown = (event) => event.stopPropagation();
    dialog.oncancel = escape;
    dialog.showModal();
    title.focus();
  }

  #key(words, look, act) {
    const pressed = () => {
      if (this.dialog.open) this.dialog.close();
      act();
    };
    return html("button", { type: "button", class: `btn ${look}`, onclick: pressed }, words);
  }

  #putOff(area, then = () => {}) {
    this.#later.add(area.slug);
    this.#changed();
    then();
  }

  /** Holds at once and is sent when it can be; refused, the area is open again. */
  #say(area, said) {
    const before = area.said;
    area.said = said;
    const heard = (status, body) => {
      if (status < 300) return this.#onPage(area);
      area.said = before;
      this.refuse(body.error ?? "What they said was not saved. Ask again.");
      this.#changed();
    };
    this.box.put(`area ${area.slug}`, this.url, { area: area.slug, said }, { answered: heard });
    this.#changed();
  }

  /** In the page's own list of what is still to be asked. */
  #onPage({ slug, label, said }) {
    const asked = document.querySelector(`#tab-prepare input[name=area][value="${slug}"]`)?.closest("li");
    if (!asked || said !== "agreed") return;
    asked.querySelector("form").remove();
    asked.querySelector(".grow").textContent = `${label}: agreed aloud`;
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

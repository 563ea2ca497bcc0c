// Sensitive areas: before hands are laid on there, the patient is asked aloud, and what they say is kept.

import { html } from "./dom.js";
import { askWhy } from "./reason.js";
import { named } from "./words.js";

const ASIDE = "A sensitive area is asked about aloud at every visit; they may say no at any moment.";
const UNSIGNED = "The signed consent is missing or has ended: it has to be signed first.";
const BEFORE = { not_today: "Earlier today they said: not today.", withdrawn: "They took their word back today." };

export class Areas extends EventTarget {
  #later = new Set(); // areas where hands went on before the patient was asked

  /** areas: {slug, label, said, may_agree, muscles}, not agreed to today. box: an Outbox. dialog: where it is asked. */
  constructor(areas, { url, box, dialog, refuse }) {
    super();
    Object.assign(this, { areas, url, box, dialog, refuse });
  }

  /** The muscle's area, while it still has to be asked about before hands go there; else nothing. */
  open(muscle) {
    const area = this.#of(muscle);
    return area && (area.said || !this.#later.has(area.slug)) ? area : null;
  }

  /** They said no to it today, and nobody wrote why it is worked on all the same. */
  refused = ({ muscle, despite }) => Boolean(this.#of(muscle)?.said) && !despite;

  /** go() once the patient agrees, go(why) where they said no and it is written why; stay() for another place. */
  ask(point, muscle, go, stay) {
    const area = this.open(point.muscle);
    const words = named(point, muscle);
    const later = area.said
      ? this.#key("Write why", "btn-quiet", () => this.#why(area, words, go, stay))
      : this.#key("Go on, ask later", "btn-quiet", () => this.#putOff(area, go));
    this.#show(area, words, { go, stay, later });
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

  #show(area, words, { go, stay, later }) {
    const { dialog } = this;
    const answer = (said, then) => () => {
      this.#say(area, said);
      then();
    };
    const title = html("h2", { id: "despite-title", tabindex: "-1" }, `${area.label}: do they agree to work there today?`);
    const why = [`${words} lies there.`, ASIDE, BEFORE[area.said], area.may_agree ? "" : UNSIGNED];
    const agrees = this.#key("Agrees, said aloud", "btn-primary", answer("agreed", go));
    const no = this.#key("Not today", "btn-secondary", area.said ? stay : answer("not_today", stay));
    dialog.replaceChildren(
      html(
        "div",
        { class: "form" },
        title,
        html("p", {}, why.filter(Boolean).join(" ")),
        html("div", { class: "form-foot" }, later, no, area.may_agree && agrees),
      ),
    );
    // What the keys do on the map they do not do here.
    dialog.onkeydown = (event) => event.stopPropagation();
    dialog.oncancel = stay;
    dialog.showModal();
    title.focus();
  }

  #why(area, words, go, stay) {
    askWhy(this.dialog, {
      title: `${area.label}: they said no today`,
      text: `${words} lies there. Working there needs a reason, which stays in the record.`,
      leave: "Leave it alone",
      take: "Go on",
      go,
      stay,
    });
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

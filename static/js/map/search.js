// Finding a muscle by name and putting a point at its teaching place: the map without pointing.

import { html } from "./dom.js";
import { named } from "./words.js";

const MOST = 16;

export class Search {
  #options = [];
  #active = 0;

  /** chosen gets {muscle, side, code, view, x, y}. sides: the patient's sides, the likelier one first. */
  constructor(input, list, { chart, catalogue, sides, chosen, tried }) {
    Object.assign(this, { input, list, chart, catalogue, sides, chosen, tried });
    input.addEventListener("input", () => this.#look());
    input.addEventListener("focus", () => input.value && this.#look());
    input.addEventListener("blur", () => setTimeout(() => this.#left(), 150));
    input.addEventListener("keydown", (event) => this.#key(event));
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.tried?.(null);
  }

  /** Whoever is back already, and typing, keeps what was found. */
  #left() {
    if (document.activeElement !== this.input) this.close();
  }

  #look() {
    this.#options = shared(this.catalogue.search(this.input.value).map((found) => this.#places(found)));
    this.#active = 0;
    if (!this.input.value.trim()) return this.close();
    this.#show();
  }

  /** A muscle's sites on the side that was typed, or on both. */
  #places({ muscle, side, code }) {
    const sides = muscle.sides === "midline" ? ["midline"] : side ? [side] : this.sides();
    if (muscle.own) return sides.map((own) => ({ muscle, side: own, code: null }));
    const codes = code ? [code] : muscle.sites.map((site) => site.code);
    return codes
      .flatMap((wanted) =>
        sides.map((own) => {
          const place = this.chart.canonical(muscle.slug, wanted, own);
          return place && { muscle, side: own, ...place };
        }),
      )
      .filter(Boolean);
  }

  #show() {
    const options = this.#options.map((option, i) =>
      html(
        "li",
        {
          role: "option",
          id: `find-${i}`,
          "aria-selected": String(i === this.#active),
          onpointerdown: (event) => (event.preventDefault(), this.#take(i)),
        },
        html("b", {}, named(option, option.muscle)),
        ` ${option.code ?? ""}`,
        html("span", {}, option.muscle.own ? "At a place of your own" : this.catalogue.site(option.muscle.slug, option.code)),
      ),
    );
    if (!options.length)
      options.push(
        html(
          "li",
          { class: "find-none", role: "option", "aria-disabled": "true" },
          "No muscle by that name.",
        ),
      );
    this.list.replaceChildren(...options);
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.#mark();
  }

  #mark() {
    const rows = [...this.list.children];
    rows.forEach((row, i) => row.setAttribute("aria-selected", String(i === this.#active)));
    if (!this.#options.length) return this.tried?.(null);
    this.input.setAttribute("aria-activedescendant", `find-${this.#active}`);
    rows[this.#active].scrollIntoView({ block: "nearest" });
    this.tried?.(this.#options[this.#active]);
  }

  #take(i) {
    const option = this.#options[i];
    if (!option) return;
    this.input.value = "";
    this.close();
    this.chosen({ ...option, muscle: option.muscle.slug });
  }

  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.#options.length) {
      this.#active = (this.#active + step + this.#options.length) % this.#options.length;
      this.#mark();
    } else if (event.key === "Enter" && !this.list.hidden) this.#take(this.#active);
    else if (event.key === "Escape" && !this.list.hidden) this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/** MOST places, a muscle's own side by side: every muscle's first comes before any one's second. */
function shared(muscles) {
  return muscles
    .flatMap((places, muscle) => places.map((place, turn) => ({ place, muscle, turn })))
    .sort((a, b) => a.turn - b.turn || a.muscle - b.muscle)
    .slice(0, MOST)
    .sort((a, b) => a.muscle - b.muscle || a.turn - b.turn)
    .map(({ place }) => place);
}

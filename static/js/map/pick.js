// Several muscles under one finger: a short list beside it. The likeliest first, near misses below a line.

import { html } from "./dom.js";

const SNAP = 12; // units, 2.2 cm: closer than this to a named site, the point is that site
const MOST = 7;

/** The site's code when the tap was close enough to mean it. */
export const snapped = (site) => (site && site.distance <= SNAP ? site.code : null);

export class Pick {
  constructor(element) {
    this.element = element;
    element.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener(
      "pointerdown",
      (event) => !element.contains(event.target) && this.close(),
      true,
    );
  }

  /** Ask which muscle was meant; chosen gets the hit. x, y: pixels of the screen. */
  open({ here, near }, x, y, chosen) {
    const row = (hit) => this.#row(hit, chosen);
    const list = [...here.slice(0, MOST).map(row)];
    if (near.length)
      list.push(html("p", { class: "pick-near" }, "Close by"), ...near.slice(0, MOST - 3).map(row));
    this.before = document.activeElement;
    this.element.replaceChildren(...list);
    this.element.hidden = false;
    this.#settle(x, y);
    this.element.querySelector("button").focus({ preventScroll: true });
  }

  close() {
    this.element.hidden = true;
  }

  #row(hit, chosen) {
    const code = snapped(hit.site);
    const choose = () => {
      this.close();
      chosen(hit);
    };
    return html(
      "button",
      { type: "button", class: "pick-row", onclick: choose, "data-pick": hit.muscle.slug },
      html("span", { class: "grow" }, html("b", {}, hit.muscle.name), code ? ` ${code}` : ""),
      html("span", { class: "pick-depth" }, hit.muscle.depth),
    );
  }

  /** Beside the finger, inside the map. */
  #settle(x, y) {
    const frame = this.element.parentElement.getBoundingClientRect();
    const { offsetWidth: wide, offsetHeight: high } = this.element;
    const left = x - frame.left + 26 + wide < frame.width ? x - frame.left + 26 : x - frame.left - wide - 26;
    this.element.style.left = `${Math.max(8, Math.min(left, frame.width - wide - 8))}px`;
    this.element.style.top = `${Math.max(8, Math.min(y - frame.top - 30, frame.height - high - 8))}px`;
  }

  #key(event) {
    const rows = [...this.element.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      this.close();
      this.before?.focus?.({ preventScroll: true });
    } else if (step) rows.at((rows.indexOf(document.activeElement) + step) % rows.length).focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

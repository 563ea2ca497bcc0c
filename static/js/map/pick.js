// Several muscles under one finger: a short list beside it. The likeliest first, near misses below a line.

import { html } from "./dom.js";

const SNAP = 12; // units, 2.2 cm: closer than this to a named site, the point is that site
const MOST = 7;
const [BESIDE, EDGE] = [26, 8]; // pixels from the finger, and from the map's edge

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

  /** Inside the map and beside the finger; where neither side has room, above or below it. */
  #settle(x, y) {
    const frame = this.element.parentElement.getBoundingClientRect();
    const { offsetWidth: wide, offsetHeight: high } = this.element;
    const [atX, atY] = [x - frame.left, y - frame.top];
    const left = [atX + BESIDE, atX - wide - BESIDE].find((from) => from >= EDGE && from + wide <= frame.width - EDGE);
    const over = atY - high - BESIDE >= EDGE ? atY - high - BESIDE : atY + BESIDE;
    const within = (from, size, room) => Math.max(EDGE, Math.min(from, room - size - EDGE));
    this.element.style.left = `${within(left ?? atX - wide / 2, wide, frame.width)}px`;
    this.element.style.top = `${within(left === undefined ? over : atY - 30, high, frame.height)}px`;
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

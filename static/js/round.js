// A round over the points that wait: a score that was tapped brings the next point under the thumb.

import { html } from "./map/dom.js";
import { nextPoint } from "./map/next.js";
import { waiting } from "./map/words.js";

// Milliseconds in which a score can still be put right, tapped away or made a ten before the next point comes.
const PAUSE = 600;

const scored = (then, now) =>
  (now.before !== null && now.before !== then.before) ||
  (now.after !== null && now.after !== then.after) ||
  (now.status === "resolved" && then.status !== "resolved");

/** Begins with the first point of an earlier visit; a point that somebody chooses by hand is stayed with. */
export class Round {
  #on = false;
  #mine = null;
  #was = null;
  #timer = null;

  /** next: the page's own button to the next point; before: the element that the round announces itself above. */
  constructor({ points }, { next, before }) {
    this.points = points;
    this.strip = html(
      "p",
      { class: "round", role: "status", hidden: true },
      "One tap a point: a score goes on to the next. Choose a point to stay with it.",
    );
    before.before(this.strip);
    points.addEventListener("select", ({ detail }) => this.#selected(detail));
    points.addEventListener("change", ({ detail }) => this.#changed(detail));
    next.addEventListener("click", () => this.#expect(nextPoint(points)), { capture: true });
  }

  start() {
    const first = this.points.all.find((point) => waiting(point) && !this.points.leaves(point));
    if (first) this.#go(first);
  }

  /** Go on with what is not scored yet, from wherever somebody comes. */
  resume() {
    const next = nextPoint(this.points);
    if (next) this.#go(next);
  }

  #go(point) {
    this.#expect(point);
    this.points.select(point.key);
  }

  #expect(point) {
    this.#mine = point?.key ?? null;
  }

  #selected(point) {
    clearTimeout(this.#timer);
    this.#on = point !== null && point.key === this.#mine;
    this.#mine = null;
    this.strip.hidden = !this.#on || !nextPoint(this.points);
  }

  /** Anything else that is done at the point within the pause stays with it. */
  #changed(now) {
    const then = this.#was;
    this.#was = now;
    clearTimeout(this.#timer);
    if (!this.#on || !now || then?.key !== now.key) return;
    if (scored(then, now)) this.#wait();
  }

  /** What is asked over the page is answered first. */
  #wait() {
    const goOn = () => (document.querySelector("dialog[open]") ? this.#wait() : this.resume());
    this.#timer = setTimeout(goOn, PAUSE);
  }
}

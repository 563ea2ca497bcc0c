// Which part of a view is on screen: the stage's viewBox, always in the proportions of its element.

import { between, fit, holds, within } from "./frame.js";

const CLOSEST = 70; // units across at the closest; about 13 cm of patient
const HOME = { top: 66, bottom: 64, side: 10 }; // pixels that the buttons over the map cover
const CLOSE = { top: 20, bottom: 20, side: 8 };
const GLIDE = 220; // milliseconds
const calm = matchMedia("(prefers-reduced-motion: reduce)");

export class Camera extends EventTarget {
  #home = [0, 0, 500, 1000];
  #frame = 0;
  #wish = null; // what to show as soon as the map is seen
  box = { x: 0, y: 0, w: 500, h: 1000 };

  /** picture: the art behind the stage, which follows in its own way. */
  constructor(stage, picture) {
    super();
    Object.assign(this, { stage, picture });
    new ResizeObserver(() => this.#resized()).observe(stage);
  }

  /** Chart units to one pixel. */
  get unit() {
    return this.#seen ? this.box.w / this.stage.clientWidth : 1;
  }

  /** How large a mark is drawn: a little smaller where the whole body leaves little room. */
  get markScale() {
    return this.unit * Math.min(1, Math.max(0.74, 1.25 - 0.33 * this.unit));
  }

  get zoomed() {
    return this.box.w < this.whole.w * 0.98;
  }

  /** The whole body, clear of the buttons. */
  get whole() {
    return fit(this.#home, this.stage, HOME);
  }

  /** Whether the map is on screen; on another tab it has no size. */
  get #seen() {
    return this.stage.clientWidth > 0;
  }

  home(box) {
    this.#home = box;
    this.#set(this.whole, true);
  }

  /** A zoom box, or the whole body; it glides there unless motion is unwelcome. */
  show(box = null) {
    if (!this.#seen) return void (this.#wish = box);
    const to = box ? fit(box, this.stage, CLOSE) : this.whole;
    if (calm.matches) return this.#set(to);
    const from = { ...this.box };
    const start = performance.now();
    const step = (now) => {
      const part = Math.min(1, (now - start) / GLIDE);
      this.#set(between(from, to, 1 - (1 - part) ** 3));
      if (part < 1) this.#frame = requestAnimationFrame(step);
    };
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(step);
  }

  /** Bring a spot into sight without changing the size of things. */
  reveal({ x, y }) {
    const { box } = this;
    if (!holds(box, { x, y }, 40 * this.unit)) this.#set({ ...box, x: x - box.w / 2, y: y - box.h / 2 });
  }

  /** The chart units under a pixel of the screen. */
  at(clientX, clientY) {
    const frame = this.stage.getBoundingClientRect();
    return {
      x: this.box.x + (clientX - frame.left) * this.unit,
      y: this.box.y + (clientY - frame.top) * this.unit,
    };
  }

  /** Zoom by a factor, above 1 closer, keeping the spot under this pixel where it is. */
  zoom(factor, clientX, clientY) {
    cancelAnimationFrame(this.#frame);
    const frame = this.stage.getBoundingClientRect();
    const x = clientX ?? frame.left + frame.width / 2;
    const y = clientY ?? frame.top + frame.height / 2;
    const spot = this.at(x, y);
    const w = Math.min(this.whole.w, Math.max(CLOSEST, this.box.w / factor));
    const unit = w / frame.width;
    const corner = { x: spot.x - (x - frame.left) * unit, y: spot.y - (y - frame.top) * unit };
    this.#set({ ...corner, w, h: unit * frame.height });
  }

  pan(pixelsX, pixelsY) {
    this.#set({ ...this.box, x: this.box.x - pixelsX * this.unit, y: this.box.y - pixelsY * this.unit });
  }

  #resized() {
    if (!this.#seen) return;
    if (this.#wish) {
      const wish = this.#wish;
      this.#wish = null;
      return this.show(wish);
    }
    const { x, y, w } = this.box;
    const h = (w * this.stage.clientHeight) / this.stage.clientWidth;
    if (this.zoomed) this.#set({ x, y, w, h }, true);
    else this.#set(this.whole, true);
  }

  #set(box, now = false) {
    if (!this.#seen) return;
    this.box = within(box, this.whole);
    const { x, y, w, h } = this.box;
    this.stage.setAttribute("viewBox", `${x} ${y} ${w} ${h}`);
    this.picture.move(this.box, this.unit, now);
    this.dispatchEvent(new Event("change"));
  }
}

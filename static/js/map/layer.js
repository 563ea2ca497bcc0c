// A layer of one's own on the stage, between the regions and the marks; drawn anew when another view is shown.

import { svg } from "./dom.js";

export class Layer {
  #seen = null;

  /** draw gets the empty group of the view on stage; scaled is called when the camera moved. */
  constructor({ stage, camera }, name, draw, scaled = () => {}) {
    Object.assign(this, { stage, camera, name, draw, scaled, on: false });
    camera.addEventListener("change", () => this.on && (stage.view === this.#seen ? scaled(this.home) : this.paint()));
  }

  get home() {
    const marks = this.stage.part("marks");
    const own = marks.parentNode.querySelector(`[data-part="${this.name}"]`);
    if (own) return own;
    marks.before(svg("g", { "data-part": this.name, class: `layer-${this.name}` }));
    return this.home;
  }

  paint() {
    this.#seen = this.stage.view;
    this.home.replaceChildren();
    if (this.on) this.draw(this.home);
  }

  show(on) {
    this.on = on;
    this.paint();
    for (const left of this.stage.element.querySelectorAll(`[data-part="${this.name}"]`)) if (!on) left.replaceChildren();
  }
}

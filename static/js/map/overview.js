// A small body beside a zoomed map: where on it we are. Tapping it shows the whole body again.

import { svg } from "./dom.js";

export class Overview {
  constructor(element, { stage, camera, chart }) {
    Object.assign(this, { element, stage, camera, chart });
    element.addEventListener("click", () => camera.show());
    camera.addEventListener("change", () => this.#frame());
  }

  draw() {
    const { view } = this.stage;
    const { half, outline } = this.chart.drawn(view);
    const { width, height } = this.chart.size(view);
    const turned = view === "right" ? "matrix(-1 0 0 1 500 0)" : null;
    this.window = svg("rect", { class: "overview-window", rx: 14 });
    const picture = svg(
      "svg",
      { viewBox: half ? `70 10 360 ${height - 20}` : `20 10 460 ${height - 20}`, "aria-hidden": "true" },
      svg("path", { d: outline, class: "body-outline", transform: turned }),
      this.window,
    );
    picture.dataset.width = width;
    this.element.replaceChildren(picture);
    this.#frame();
  }

  #frame() {
    this.element.hidden = !this.camera.zoomed;
    if (this.element.hidden || !this.window) return;
    const { x, y, w, h } = this.camera.box;
    for (const [name, value] of Object.entries({ x, y, width: w, height: h }))
      this.window.setAttribute(name, value);
  }
}

// Where a muscle sends its pain: essential zones hatched, spillover dotted, and the muscle itself lit.

import { svg } from "./dom.js";

const MIRROR = "matrix(-1 0 0 1 500 0)";

export class Referral {
  constructor({ stage, camera, chart, catalogue }) {
    Object.assign(this, { stage, camera, chart, catalogue });
    this.patterns = [...stage.element.querySelectorAll("pattern")];
    camera.addEventListener("change", () => this.#rescale());
  }

  /** Shade the zones of {muscle, side}, or clear the map for null. */
  show(point) {
    const home = this.stage.part("zones");
    home.replaceChildren();
    for (const region of this.stage.part("regions").querySelectorAll(".on")) region.classList.remove("on");
    if (!point) return;
    const { essential, spillover } = this.catalogue.referral(point.muscle);
    home.append(
      ...this.#zones(spillover, "spillover", point.side),
      ...this.#zones(essential, "essential", point.side),
    );
    for (const region of this.#regions(point)) region.classList.add("on");
  }

  #regions({ muscle, side }) {
    const own = side === "midline" ? "" : `[data-side="${side}"]`;
    return this.stage.part("regions").querySelectorAll(`[data-muscle="${muscle}"]${own}`);
  }

  #zones(slugs, kind, side) {
    const { view } = this.stage;
    const drawn = this.chart.drawn(view);
    // A muscle of the midline refers to both sides, as far as the view shows them.
    const sides = this.chart.sides(view).filter((one) => side === "midline" || one === side);
    return slugs
      .filter((slug) => drawn.zones[slug])
      .flatMap((slug) => {
        const { d, midline } = drawn.zones[slug];
        return (midline ? sides.slice(0, 1) : sides).map((one) =>
          svg("path", {
            d,
            class: `zone ${kind}`,
            "data-zone": slug,
            transform: !midline && this.chart.mirrored(view, one) ? MIRROR : null,
          }),
        );
      });
  }

  /** The hatch keeps its width in pixels. */
  #rescale() {
    for (const pattern of this.patterns)
      pattern.setAttribute("patternTransform", `rotate(${pattern.dataset.turn}) scale(${this.camera.unit})`);
  }
}

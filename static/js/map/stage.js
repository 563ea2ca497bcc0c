// The map's picture: for one view at a time the art, the regions to tap, referral zones and a place for marks.

import { art, artSoon } from "./art.js";
import { svg } from "./dom.js";

const MIRROR = "matrix(-1 0 0 1 500 0)";

export class Stage {
  #views = new Map();
  layer = "surface";
  view = null;

  /** element: the stage that hands touch; picture: the drawing behind it, apart so that a tap redraws no art. */
  constructor(element, picture, chart, files) {
    Object.assign(this, { element, picture, chart, files });
    this.place = element.querySelector("[data-views]");
  }

  /** A part of the view on stage: zones, regions, marks. */
  part(name) {
    return this.#views.get(this.view).front.querySelector(`[data-part="${name}"]`);
  }

  /** Put a view on the stage; its art follows as soon as it has come. */
  show(view) {
    if (!this.#views.has(view)) this.#views.set(view, this.#build(view));
    this.view = view;
    const { front, back } = this.#views.get(view);
    this.place.replaceChildren(front);
    this.picture.replaceChildren(back);
    this.element.dataset.view = view;
    this.#paint(view);
  }

  setLayer(layer) {
    this.layer = layer;
    this.element.dataset.layer = layer;
    if (this.view) this.#paint(this.view);
  }

  #url(view, below = "") {
    const stored = view === "right" ? "left" : view;
    return this.files[`${this.chart.name}-${this.chart.version}-${stored}${below}.svg`];
  }

  #build(view) {
    const turned = view === "right" ? MIRROR : null;
    const outline = svg("path", { d: this.chart.drawn(view).outline, class: "body-outline" });
    const back = svg("g", { "data-part": "art", transform: turned }, outline);
    const front = svg(
      "g",
      { "data-view": view },
      svg("g", { "aria-hidden": "true", class: "zones", "data-part": "zones" }),
      svg("g", { "aria-hidden": "true", class: "keep-off" }, ...this.#keptOff(view)),
      svg("g", { "aria-hidden": "true", class: "regions", "data-part": "regions" }, ...this.#regions(view)),
      svg("g", { role: "group", "aria-label": "Points on this view", "data-part": "marks" }),
    );
    return { front, back };
  }

  #regions(view) {
    const { regions } = this.chart.drawn(view);
    return regions.flatMap(({ muscle, d }) =>
      this.chart
        .sides(view)
        .map((side) =>
          svg("path", {
            d,
            class: "region",
            "fill-rule": "evenodd",
            "pointer-events": "all",
            "data-muscle": muscle,
            "data-side": side,
            transform: this.chart.mirrored(view, side) ? MIRROR : null,
          }),
        ),
    );
  }

  /** What a caution keeps hands off, hatched: zones, and the muscles that the regions draw. */
  #keptOff(view) {
    const { zones, regions } = this.chart.drawn(view);
    const drawn = Object.entries(zones).map(([zone, shape]) => ({ ...shape, zone }));
    return this.chart.sides(view).flatMap((side) =>
      [...drawn, ...regions]
        .filter(({ zone, muscle }) => this.keepOff?.shades(zone, muscle, side))
        .map(({ d, midline }) =>
          svg("path", { d, transform: !midline && this.chart.mirrored(view, side) ? MIRROR : null }),
        ),
    );
  }

  /** Fill in the art that is missing, then show the layer that is wanted. */
  async #paint(view) {
    const home = this.#views.get(view).back;
    await this.#fill(home, "art", this.#url(view), (drawn) => {
      home.append(...drawn);
      artSoon(this.#url(view === "anterior" ? "posterior" : "anterior"));
    });
    const below = ["intermediate", "deep"].includes(this.layer);
    if (below && home.dataset.art === "here")
      await this.#fill(home, "below", this.#url(view, "-deep"), (drawn) => home.querySelector(".muscles.surface").after(...drawn));
    // Until the deeper muscles have come, those of the surface stay.
    const shown = below && home.dataset.below !== "here" ? "surface" : this.layer;
    for (const layer of home.querySelectorAll(".muscles"))
      layer.setAttribute("display", layer.classList.contains(shown) ? "inline" : "none");
  }

  /** Once; what did not come is asked for again the next time. */
  async #fill(home, part, url, put) {
    if (home.dataset[part]) return;
    home.dataset[part] = "coming";
    try {
      put(await art(url));
      home.dataset[part] = "here";
    } catch {
      home.dataset[part] = "";
    }
  }
}

// Where things lie on a chart. Chart units, origin top left, x to the viewer's right; findings store fractions.

export const VIEWS = ["posterior", "anterior", "left", "right", "plantar", "dorsal"];
const OPPOSITE = { left: "right", right: "left", midline: "midline" };

export const opposite = (side) => OPPOSITE[side];

export class Chart {
  constructor(places) {
    this.views = places.views;
    this.name = places.chart;
    this.version = places.version;
  }

  /** What is stored for a view; the right view is the left one mirrored. */
  drawn(view) {
    return this.views[view === "right" ? "left" : view];
  }

  size(view) {
    const [width, height] = this.drawn(view).size;
    return { width, height };
  }

  /** The patient's sides that the view shows. */
  sides(view) {
    const { half, half_side: stored } = this.drawn(view);
    return half ? [stored, opposite(stored)] : [view];
  }

  /** Whether this side of the view is the mirror image of what is stored. */
  mirrored(view, side) {
    const { half, half_side: stored } = this.drawn(view);
    return half ? side === opposite(stored) : view === "right";
  }

  sideAt(view, x) {
    const { half, half_side: stored } = this.drawn(view);
    if (!half) return view;
    return x >= this.size(view).width / 2 ? stored : opposite(stored);
  }

  /** The named sites of a muscle on one side of a view: [{code, x, y, primary}]. */
  sites(muscle, view, side) {
    const turn = this.mirrored(view, side);
    if (!this.drawn(view).half && side !== "midline" && side !== view) return [];
    return Object.entries(this.drawn(view).sites[muscle] ?? {})
      .filter(([, site]) => !site.only || site.only === side)
      .map(
        ([
          code,
          {
            at: [x, y],
            primary,
          },
        ]) => ({ code, x: turn ? this.size(view).width - x : x, y, primary }),
      );
  }

  /** The muscle's site nearest to a spot, with its distance in units; undefined when the view shows none. */
  nearest(muscle, view, side, x, y) {
    return this.sites(muscle, view, side)
      .map((site) => ({ ...site, distance: Math.hypot(site.x - x, site.y - y) }))
      .sort((a, b) => a.distance - b.distance)[0];
  }

  /** The teaching place of a site, {view, x, y, code}: in its primary view, or in the view asked for. */
  canonical(muscle, code, side, wanted = null) {
    const found = VIEWS.flatMap((view) =>
      this.sites(muscle, view, side).map((site) => ({ ...site, view })),
    ).filter((site) => !code || site.code === code);
    const place =
      found.find((site) => site.view === wanted) ?? found.find((site) => site.primary) ?? found[0];
    return place && { code: place.code, view: place.view, ...this.toFraction(place.view, place.x, place.y) };
  }

  toFraction(view, x, y) {
    const { width, height } = this.size(view);
    const within = (value) => Math.min(1, Math.max(0, Math.round(value * 1e4) / 1e4));
    return { x: within(x / width), y: within(y / height) };
  }

  toUnits(view, { x, y }) {
    const { width, height } = this.size(view);
    return { x: x * width, y: y * height };
  }

  /** The box round the drawn body, [x, y, width, height]. */
  body(view) {
    const [x, y, w, h] = this.drawn(view).body;
    return [view === "right" ? this.size(view).width - x - w : x, y, w, h];
  }

  /** The smallest zoom box round a spot; undefined where there is none. */
  zoomAt(view, { x, y }) {
    return this.zooms(view)
      .map(({ box }) => box)
      .filter(([left, top, w, h]) => x >= left && x <= left + w && y >= top && y <= top + h)
      .sort((a, b) => a[2] * a[3] - b[2] * b[3])[0];
  }

  /** The zoom boxes of a view, those of one side doubled: [{name, box: [x, y, width, height]}]. */
  zooms(view) {
    const { zooms, half } = this.drawn(view);
    const width = this.size(view).width;
    const turned = ([x, y, w, h]) => [width - x - w, y, w, h];
    return Object.entries(zooms).flatMap(([name, box]) => {
      if (!half) return [{ name, box: view === "right" ? turned(box) : box }];
      const side = name.match(/_(left|right)$/)?.[1];
      if (!side) return [{ name, box }];
      return [
        { name, box },
        { name: name.replace(side, opposite(side)), box: turned(box) },
      ];
    });
  }
}

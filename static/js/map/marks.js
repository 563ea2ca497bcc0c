// The points drawn on the map. They keep their size in pixels whatever the zoom.

import { renew, svg } from "./dom.js";
import { glyph } from "./glyph.js";
import { spoken } from "./words.js";

const REACH = 22; // pixels: half of a 44 px target

export class Marks {
  constructor({ stage, camera, points, chart, catalogue, readonly }) {
    Object.assign(this, { stage, camera, points, chart, catalogue, readonly });
    camera.addEventListener("change", () => this.#rescale());
  }

  #resting = new Set(); // who asks for zones: while they are tapped, marks are not

  rest(who, on) {
    if (on) this.#resting.add(who);
    else this.#resting.delete(who);
  }

  draw() {
    const home = this.stage.part("marks");
    const held = document.activeElement?.closest?.(".mark")?.dataset.point;
    const shown = this.#shown();
    const chosen = shown.find(({ key }) => key === this.points.selected);
    renew(home, [...shown.map((finding) => this.#mark(finding)), ...(chosen ? [this.#lifted(chosen)] : [])]);
    if (held) this.focus(held);
  }

  focus(key) {
    this.stage
      .part("marks")
      .querySelector(`[data-point="${CSS.escape(key)}"]`)
      ?.focus({ preventScroll: true });
  }

  /** The key of the mark nearest to a pixel, within reach; small marks side by side each get their own half. */
  nearest(clientX, clientY) {
    if (this.#resting.size) return null;
    const spot = this.camera.at(clientX, clientY);
    const away = (finding) => {
      const { x, y } = this.chart.toUnits(finding.view, finding);
      return Math.hypot(x - spot.x, y - spot.y) / this.camera.unit;
    };
    const found = this.#shown()
      .map((finding) => ({ key: finding.key, away: away(finding) }))
      .filter((mark) => mark.away <= REACH)
      .sort((a, b) => a.away - b.away);
    return found[0]?.key ?? null;
  }

  /** Show a mark somewhere else while it is being dragged. */
  float(key, { x, y }) {
    for (const mark of this.stage.part("marks").querySelectorAll(`[data-point="${CSS.escape(key)}"]`))
      mark.setAttribute("transform", this.#at(x, y));
  }

  /** In the order of their numbers, so that Tab goes through them as through the list. */
  #shown() {
    return this.points.all.filter((finding) => finding.view === this.stage.view);
  }

  #at(x, y) {
    return `translate(${x} ${y}) scale(${this.camera.markScale})`;
  }

  #mark(finding) {
    const { x, y } = this.chart.toUnits(finding.view, finding);
    const chosen = finding.key === this.points.selected;
    const help = this.readonly ? "" : ". Arrow keys move it, digits score it, Delete removes it";
    return svg(
      "g",
      {
        class: chosen ? "mark on" : "mark",
        role: "button",
        tabindex: 0,
        transform: this.#at(x, y),
        "aria-label": spoken(finding, this.catalogue.get(finding.muscle)) + help,
        "aria-pressed": String(chosen),
        "data-point": finding.key,
        "data-finding": finding.id ?? finding.key,
        "data-x": x,
        "data-y": y,
      },
      svg("circle", { r: (REACH * this.camera.unit) / this.camera.markScale, class: "reach" }),
      svg("circle", { r: 19, class: "halo" }),
      glyph(finding),
    );
  }

  /** The selected one once more, on top of those that it shares its place with; for the eye alone. */
  #lifted(finding) {
    const { x, y } = this.chart.toUnits(finding.view, finding);
    return svg(
      "g",
      {
        class: "lifted",
        "aria-hidden": "true",
        transform: this.#at(x, y),
        "data-point": finding.key,
        "data-x": x,
        "data-y": y,
      },
      svg("circle", { r: 19, class: "halo" }),
      glyph(finding),
    );
  }

  #rescale() {
    if (!this.stage.view) return;
    for (const mark of this.stage.part("marks").children)
      mark.setAttribute("transform", this.#at(mark.dataset.x, mark.dataset.y));
  }
}

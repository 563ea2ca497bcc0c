// What stands round the map: views, layers, zoom boxes, zoom keys, left and right.

import { html } from "./dom.js";
import { VIEW_WORDS, ZOOM_WORDS } from "./words.js";

const ENDS = { left: ["Front", "Back"], right: ["Back", "Front"] };
const SIDES = { left: "Left", right: "Right" };
const FEET = ["plantar", "dorsal"];

export class Controls {
  constructor(map, { stage, camera, chart, points, show }) {
    Object.assign(this, { map, stage, camera, chart, points, show });
    this.boxes = map.querySelector(".map-boxes");
    for (const button of map.querySelectorAll("[data-show]"))
      button.addEventListener("click", () => show(button.dataset.show));
    const layers = map.querySelector(".map-layers");
    document.addEventListener(
      "pointerdown",
      ({ target }) => layers.contains(target) || (layers.open = false),
    );
    for (const input of map.querySelectorAll("[name=layer]"))
      input.addEventListener("change", () => stage.setLayer(input.value));
    for (const button of map.querySelectorAll("[data-zoom]"))
      button.addEventListener("click", () => camera.zoom(Number(button.dataset.zoom)));
    camera.addEventListener("change", () => this.#zoomed());
  }

  /** Bring the layer of a depth to the eye, and say so on the layer keys; bare skin stays bare. */
  uncover(depth) {
    const layer = depth === "superficial" ? "surface" : depth;
    const key = this.map.querySelector(`[name=layer][value="${layer}"]`);
    if (!key || key.checked || this.stage.layer === "skin") return;
    key.checked = true;
    this.stage.setLayer(layer);
  }

  /** After another view came on stage. */
  draw() {
    const { view } = this.stage;
    for (const button of this.map.querySelectorAll("[data-show]")) {
      const mine =
        button.dataset.show === view || (FEET.includes(view) && FEET.includes(button.dataset.show));
      button.setAttribute("aria-pressed", String(mine));
    }
    this.boxes.replaceChildren(...(FEET.includes(view) ? this.#feet(view) : this.#zooms(view)));
    this.count();
    this.#zoomed();
  }

  /** How many points wait on each view, so that none hides behind a tab. */
  count() {
    for (const button of this.map.querySelectorAll("[data-show]")) {
      const views = FEET.includes(button.dataset.show) ? FEET : [button.dataset.show];
      const number = this.points.all.filter((finding) => views.includes(finding.view)).length;
      const [count, words] = [button.querySelector(".count"), String(number || "")];
      if (count.textContent !== words) count.textContent = words;
    }
  }

  #feet(view) {
    return FEET.map((foot) =>
      chip(foot === "plantar" ? "Soles" : "Tops", () => this.show(foot), foot === view),
    );
  }

  #zooms(view) {
    const boxes = this.chart
      .zooms(view)
      .map(({ name, box }) => chip(ZOOM_WORDS[name] ?? name, () => this.camera.show(box)));
    return [chip("Whole body", () => this.camera.show()), ...boxes];
  }

  #zoomed() {
    this.map.classList.toggle("is-zoomed", this.camera.zoomed);
    const words = this.#ends();
    this.map.querySelectorAll(".map-end").forEach((end, i) => end.textContent === words[i] || (end.textContent = words[i]));
  }

  /** What lies at the left and at the right edge of what is seen: close to one hand, both are that hand's side. */
  #ends() {
    const { view } = this.stage;
    const { x, w } = this.camera.box;
    return ENDS[view] ?? [x, x + w].map((edge) => SIDES[this.chart.sideAt(view, edge)]);
  }
}

const chip = (words, act, on = null) =>
  html(
    "button",
    { type: "button", class: "map-box", onclick: act, "aria-pressed": on === null ? null : String(on) },
    words,
  );

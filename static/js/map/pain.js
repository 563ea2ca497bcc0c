// From where it hurts: places tapped on the map or told at home, and the muscles that refer there, ranked.

import { post } from "../post.js";
import { html, svg } from "./dom.js";
import { Layer } from "./layer.js";
import { named } from "./words.js";

const MIRROR = "matrix(-1 0 0 1 500 0)";

export class Pain {
  #zones = null; // chosen: Set of "slug.side"
  #asked = 0;

  constructor(map) {
    this.map = map;
    this.layer = new Layer(map, "ask", (home) => this.#draw(home));
    this.place = map.acts.tap;
  }

  async start(body) {
    this.chosen = html("p", { class: "extra-words" });
    this.list = html("ol", { class: "extra-list" });
    body.replaceChildren(this.chosen, this.list);
    this.layer.show(true);
    this.map.acts.tap = this.#tap;
    if (this.#zones) return this.#rank();
    this.#zones = new Set();
    this.chosen.textContent = "Looking at what the patient told.";
    const answer = await fetch(this.map.data.urls.suggest, { credentials: "same-origin", headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok) return this.#tell();
    const told = await answer.json();
    this.#zones = new Set(told.zones);
    this.layer.paint();
    this.#show(told.suggestions);
  }

  stop() {
    this.layer.show(false);
    this.map.acts.tap = this.place;
    this.map.referral.show(this.map.points.current);
  }

  /** A tap on a place chooses it or lets it go; the smallest of those that lie over each other. */
  #tap = (x, y) => {
    const hit = document.elementsFromPoint(x, y).find((element) => element.classList.contains("ask-zone"));
    if (!hit) return;
    const { place } = hit.dataset;
    if (!this.#zones.delete(place)) this.#zones.add(place);
    this.layer.paint();
    this.#rank();
  };

  #draw(home) {
    const { chart, stage } = this.map;
    const { view } = stage;
    const drawn = chart.drawn(view);
    const shapes = Object.entries(drawn.zones).flatMap(([slug, { d, midline }]) => {
      const sides = midline ? ["midline"] : chart.sides(view);
      return sides.map((side) => {
        const place = `${slug}.${side}`;
        const turned = !midline && chart.mirrored(view, side);
        const on = this.#zones?.has(place) ? " on" : "";
        return svg("path", { d, class: `ask-zone${on}`, "data-place": place, "pointer-events": "all", transform: turned ? MIRROR : null });
      });
    });
    home.append(...shapes);
    const size = (shape) => {
      const { width, height } = shape.getBBox();
      return width * height;
    };
    home.append(...shapes.sort((a, b) => size(b) - size(a)));
  }

  async #rank() {
    this.#tell();
    const turn = ++this.#asked;
    const { status, body } = await post(this.map.data.urls.suggest, { zone: [...this.#zones] });
    if (turn === this.#asked && status < 300) this.#show(body.suggestions);
  }

  #tell() {
    const { zones } = this.map.catalogue;
    const words = [...this.#zones].map((place) => {
      const [slug, side] = place.split(".");
      return `${side === "midline" ? "" : `${side} `}${(zones.get(slug) ?? slug).toLowerCase()}`;
    });
    this.chosen.textContent = words.length ? `It hurts: ${words.join(", ")}.` : "Tap where it hurts.";
  }

  #show(suggestions) {
    this.#tell();
    this.list.replaceChildren(...suggestions.flatMap((one) => one.sides.map((side) => this.#row(one, side))));
  }

  #row({ muscle: slug, reasons }, side) {
    const { catalogue, points } = this.map;
    const muscle = catalogue.get(slug);
    const words = named({ side }, muscle);
    const there = points.all.find((finding) => finding.muscle === slug && finding.side === side);
    return html(
      "li",
      {},
      html(
        "button",
        { type: "button", class: "extra-muscle", onclick: () => this.#see(slug, side) },
        html("b", {}, words),
        ...reasons.map((reason) => html("span", {}, reason)),
      ),
      html(
        "button",
        { type: "button", class: "btn btn-secondary", "aria-label": `${there ? "Open" : "Place"} ${words}`, onclick: () => this.#take(slug, side, there) },
        there ? `Point ${there.number}` : "Place",
      ),
    );
  }

  #see(muscle, side) {
    const { chart, camera, referral, show, stage } = this.map;
    const there = chart.canonical(muscle, null, side, stage.view) ?? chart.canonical(muscle, null, side);
    if (there && there.view !== stage.view) show(there.view);
    referral.show({ muscle, side });
    if (there) camera.reveal(chart.toUnits(there.view, there));
  }

  #take(muscle, side, there) {
    const { acts, chart, points } = this.map;
    if (there) return points.select(there.key);
    acts.found({ muscle, side, ...(chart.canonical(muscle, null, side) ?? { code: null }) });
    this.#rank();
  }
}

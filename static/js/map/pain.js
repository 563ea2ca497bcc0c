// From where it hurts: places tapped on the map or told at home, and the muscles that refer there, ranked.

import { post } from "../post.js";
import { html, svg } from "./dom.js";
import { select } from "./keys_row.js";
import { Layer } from "./layer.js";
import { named } from "./words.js";

const MIRROR = "matrix(-1 0 0 1 500 0)";

export class Pain {
  #zones = null; // chosen: Set of "slug|side"
  #found = [];
  #asked = 0;

  constructor(map) {
    this.map = map;
    this.layer = new Layer(map, "ask", (home) => this.#draw(home));
    const { tap, twice } = map.acts;
    this.usual = { tap, twice };
    map.points.addEventListener("change", () => this.layer.on && this.#list());
  }

  async start(body) {
    this.chosen = html("div", { class: "chips", role: "group", "aria-label": "Where it hurts" });
    this.list = html("ol", { class: "extra-list" });
    body.replaceChildren(this.chosen, this.list);
    this.#asks(true);
    if (this.#zones) return this.#rank();
    this.#zones = new Set();
    this.chosen.textContent = "Looking at what the patient told.";
    const answer = await fetch(this.map.data.urls.suggest, { credentials: "same-origin", headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok) return this.#tell();
    const told = await answer.json();
    this.#zones = new Set(told.zones.map((place) => place.replace(".", "|")));
    this.layer.paint();
    this.#show(told.suggestions);
  }

  stop() {
    this.#asks(false);
    this.map.referral.show(this.map.points.current);
  }

  /** While places are asked for, a tap is one, also on a mark; two quick ones are two. */
  #asks(on) {
    const { acts, stage } = this.map;
    this.layer.show(on);
    Object.assign(acts, on ? { tap: this.#tap, twice: this.#tap } : this.usual);
    acts.marks.rest("pain", on);
    stage.element.closest(".map").classList.toggle("is-asking", on);
  }

  /** A tap on a place chooses it or lets it go; the smallest of those that lie over each other. */
  #tap = (x, y) => {
    if (this.map.acts.zones.active) return this.usual.tap(x, y);
    const hit = document.elementsFromPoint(x, y).find((element) => element.classList.contains("ask-zone"));
    if (hit) this.#turn(hit.dataset.place);
  };

  #turn(place) {
    if (!this.#zones.delete(place)) this.#zones.add(place);
    this.layer.paint();
    this.#rank();
  }

  #draw(home) {
    const { chart, stage } = this.map;
    const { view } = stage;
    const drawn = chart.drawn(view);
    const shapes = Object.entries(drawn.zones).flatMap(([slug, { d, midline }]) => {
      const sides = midline ? ["midline"] : chart.sides(view);
      return sides.map((side) => {
        const place = `${slug}|${side}`;
        const turned = !midline && chart.mirrored(view, side);
        const on = this.#zones?.has(place) || this.#zones?.has(`${slug}|midline`) ? " on" : "";
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
    const zone = [...this.#zones].map((place) => place.replace("|", "."));
    const { status, body } = await post(this.map.data.urls.suggest, { zone });
    if (turn === this.#asked && status < 300) this.#show(body.suggestions);
  }

  /** What was chosen, to be taken out again, and the whole list by name: some places are drawn nowhere. */
  #tell() {
    const { catalogue } = this.map;
    const held = this.chosen.contains(document.activeElement);
    const chip = (place) =>
      html("button", { type: "button", class: "chip-key", "aria-pressed": "true", onclick: () => this.#turn(place) }, catalogue.place(place));
    const others = catalogue.places.filter((place) => !this.#zones.has(place));
    const byName = select("Add a place by name", [["", "Tap where it hurts, or choose"], ...others.map((place) => [place, catalogue.place(place)])], {
      value: "",
      act: "pain-by-name",
      chosen: (place) => place && this.#turn(place),
    });
    this.chosen.replaceChildren(...[...this.#zones].map(chip), byName);
    if (held) byName.focus({ preventScroll: true });
  }

  #show(suggestions) {
    this.#found = suggestions;
    this.#tell();
    this.#list();
  }

  /** Anew with every point that is placed or taken away: the keys say which there are. */
  #list() {
    const held = this.list.contains(document.activeElement) ? document.activeElement.dataset.act : null;
    this.list.replaceChildren(...this.#found.flatMap((one) => one.sides.map((side) => this.#row(one, side))));
    if (held) this.list.querySelector(`[data-act="${held}"]`)?.focus({ preventScroll: true });
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
        { type: "button", class: "extra-muscle", "data-act": `see-${slug}-${side}`, onclick: () => this.#see(slug, side) },
        html("b", {}, words),
        ...reasons.map((reason) => html("span", {}, reason)),
      ),
      html(
        "button",
        { type: "button", class: "btn btn-secondary", "data-act": `take-${slug}-${side}`, "aria-label": `${there ? "Open" : "Place"} ${words}`, onclick: () => this.#take(slug, side, there) },
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
  }
}

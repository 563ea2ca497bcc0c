// Earlier visits on the open map: a track over them, their marks faint, a line to where each point lies now.

import { html, svg } from "./dom.js";
import { glyph } from "./glyph.js";
import { Layer } from "./layer.js";

const SAME = 3; // units; nearer than this a point was felt in the same place

export class Earlier {
  #visits = null;
  #lives = {};
  #at = 0;

  constructor(map) {
    this.map = map;
    this.layer = new Layer(map, "past", (home) => this.#draw(home), (home) => this.#scale(home));
    map.points.addEventListener("change", () => {
      if (!this.layer.on) return;
      this.layer.paint();
      this.#tell();
    });
  }

  async start(body) {
    this.body = body;
    body.replaceChildren(html("p", { class: "muted" }, "Earlier visits are on their way."));
    try {
      await this.#load();
    } catch {
      body.replaceChildren(html("p", {}, "Earlier visits did not load. Try again in a moment."));
      return;
    }
    if (!this.#visits.length) return body.replaceChildren(html("p", {}, "There is no earlier visit."));
    this.#at = this.#visits.length;
    this.track = html("input", {
      type: "range",
      class: "past-track",
      min: 1,
      max: this.#visits.length,
      value: this.#at,
      "aria-label": "Earlier visit",
      oninput: () => this.#go(Number(this.track.value)),
    });
    this.words = html("p", { class: "extra-words" });
    this.life = html("p", { class: "extra-life" });
    const all = html("a", { class: "btn btn-quiet", href: this.map.data.urls.past.replace(".json", "/") }, "All points over the visits");
    body.replaceChildren(this.track, this.words, html("div", { class: "extra-foot" }, this.life, all));
    this.layer.on = true;
    this.#go(this.#at);
    this.track.focus({ preventScroll: true });
  }

  stop() {
    this.layer.show(false);
  }

  async #load() {
    if (this.#visits) return;
    const answer = await fetch(this.map.data.urls.past, { credentials: "same-origin", headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const { visits, lives } = await answer.json();
    // The visit on the map is today's; those before it are the past.
    const mine = visits.findIndex(({ session }) => session === this.map.data.id);
    this.#visits = mine < 0 ? visits : visits.slice(0, mine);
    this.#lives = lives;
  }

  #go(number) {
    this.#at = number;
    const visit = this.#visits[number - 1];
    this.track.setAttribute("aria-valuetext", visit.words);
    this.words.textContent = `${visit.words}: ${visit.points.length} point${visit.points.length === 1 ? "" : "s"}. Small numbers: how tender then`;
    this.layer.paint();
    this.#tell();
  }

  /** The selected point's whole life in a sentence. */
  #tell() {
    const point = this.map.points.current?.point;
    this.life.textContent = this.#lives[point] ?? "Choose a point to read its scores over the visits.";
  }

  /** Of the visit that the track shows: its points; of those before it: what was resolved. */
  #shown() {
    const latest = new Map();
    for (const visit of this.#visits.slice(0, this.#at))
      for (const seen of visit.points) latest.set(seen.point, { seen, own: visit === this.#visits[this.#at - 1] });
    return [...latest.values()].filter(({ seen, own }) => own || seen.status === "resolved").map(({ seen }) => seen);
  }

  #draw(home) {
    const { chart, stage, points } = this.map;
    const now = new Map(points.all.map((finding) => [finding.point, finding]));
    for (const seen of this.#shown().filter(({ view }) => view === stage.view)) {
      const then = chart.toUnits(seen.view, seen);
      const finding = now.get(seen.point);
      if (finding?.view === seen.view) {
        const here = chart.toUnits(finding.view, finding);
        if (Math.hypot(here.x - then.x, here.y - then.y) > SAME)
          home.append(svg("line", { class: "past-trail", x1: then.x, y1: then.y, x2: here.x, y2: here.y }));
      }
      const drawn = glyph({ ...seen, before: seen.score, after: null, carried: false });
      for (const number of drawn.querySelectorAll(".number")) number.remove();
      const score = svg("text", { class: "ghost-score", x: 17, y: -13 }, seen.score ?? "–");
      home.append(svg("g", { class: "ghost", "data-x": then.x, "data-y": then.y }, drawn, score));
    }
    this.#scale(home);
  }

  #scale(home) {
    for (const ghost of home.querySelectorAll(".ghost"))
      ghost.setAttribute("transform", `translate(${ghost.dataset.x} ${ghost.dataset.y}) scale(${this.map.camera.markScale})`);
  }
}

// What hands mean on the map: where a point may lie, whose muscle it is, which site it is called.

import { Edits } from "./edits.js";
import { TWICE } from "./gestures.js";
import { musclesAt } from "./hit.js";
import { snapped } from "./pick.js";
import { offer } from "./toast.js";
import { named } from "./words.js";

const CLOSER = 2.2; // where no box of the drawing says how close

const untouched = ({ carried, before, after }) => !carried && before === null && after === null;

/** Beside what Edits needs: stage, camera, marks, pick, queue. */
export class Acts extends Edits {
  #fresh = null; // the point that the last tap placed
  #placedAt = -TWICE;
  placing = false; // in the midst of a tap that puts a point on the map

  /** Milliseconds to wait until it is known that a tap was one tap. */
  get unsettled() {
    return performance.now() - this.#placedAt < TWICE ? TWICE : 0;
  }

  tap = (x, y) => {
    this.#fresh = null;
    if (this.zones?.tap(x, y)) return;
    const { here, near } = this.#hits(x, y);
    const place = (hit) => this.#placeAt(hit, this.camera.at(x, y));
    if (!here.length && !near.length) return this.points.select(null);
    if (here.length === 1) return this.#atOnce(place, here[0]);
    if (!here.length && near.length === 1) return this.#atOnce(place, near[0]);
    this.pick.open({ here, near }, x, y, place);
    this.say(`${here.length || near.length} muscles here. Choose one`);
  };

  /** A double tap: closer to this part of the body, or back to the whole; its first tap placed nothing. */
  twice = (x, y) => {
    if (this.zones?.active) return this.tap(x, y);
    this.pick.close();
    if (this.#fresh && this.points.get(this.#fresh)) this.history.forget();
    this.#fresh = null;
    const { camera, chart, stage } = this;
    const box = chart.zoomAt(stage.view, camera.at(x, y));
    if (box && camera.box.w > box[2] * 1.3) camera.show(box);
    else if (camera.zoomed) camera.show();
    else camera.zoom(CLOSER, x, y);
  };

  select = (key) => this.points.select(key);

  drag = (key, x, y) => this.marks.float(key, this.camera.at(x, y));

  drop = (key, x, y, moved) => {
    const finding = this.points.get(key);
    if (!moved || !finding) return this.marks.draw();
    const spot = this.camera.at(x, y);
    const [hit] = this.#elsewhere(finding, x, y);
    const follows = hit && untouched(finding);
    this.#move(key, spot, follows ? { muscle: hit.muscle.slug, side: hit.side } : {});
    if (hit && !follows) this.#offerMuscle(key, hit);
  };

  /** The muscles there when none of them is the point's own; the drawing does not know where a clinic's own muscle ends. */
  #elsewhere({ muscle, side }, x, y) {
    const { here } = this.#hits(x, y);
    const own = here.some((hit) => hit.muscle.slug === muscle && hit.side === side);
    return own || this.catalogue.get(muscle).own ? [] : here;
  }

  move = (key, dx, dy) => {
    const finding = this.points.get(key);
    const { x, y } = this.chart.toUnits(finding.view, finding);
    this.#move(key, { x: x + dx, y: y + dy }, {});
  };

  /** From the search box: at its teaching place, or the point that is there already. */
  found = ({ muscle, side, code, view, x, y }) => {
    const there = this.taken(muscle, side, code);
    if (there) this.say(`Already there: ${this.spoken(there.key)}`);
    const show = (key) => {
      this.points.select(key);
      this.marks.focus(key);
    };
    if (there) return show(there.key);
    const spot = view ? { code, view, x, y } : { code: null, ...this.catalogue.get(muscle).at[this.chart.name][side] };
    this.#placed({ muscle, side, ...spot, placed_by: "search" }, (key) => {
      show(key);
      if (!view) this.say("The drawing has no place for it. Drag it there, or use the arrow keys.");
    });
  };

  /** At once, though not sent before it is known that no second tap follows. */
  #atOnce(place, hit) {
    const { selected } = this.points;
    this.#placedAt = performance.now();
    this.queue.pause(TWICE);
    place(hit);
    this.#fresh = this.points.selected === selected ? null : this.points.selected;
  }

  #hits(x, y) {
    const { chart, catalogue } = this;
    return musclesAt(x, y, this.camera.at(x, y), { chart, catalogue, view: this.stage.view });
  }

  #placeAt({ muscle, side, site }, spot) {
    const { view } = this.stage;
    const code = snapped(site);
    const free = code && !this.taken(muscle.slug, side, code) ? code : null;
    const at = this.chart.toFraction(view, spot.x, spot.y);
    this.placing = true;
    this.#placed({ muscle: muscle.slug, side, code: free, view, ...at, placed_by: "tap" });
    this.placing = false;
  }

  /** Onto the map, once there is a reason where a caution keeps hands off. */
  #placed(spot, then = () => {}) {
    this.limits.ask(spot, this.catalogue.get(spot.muscle), (despite) => {
      const { key } = this.charting.place({ ...spot, despite });
      then(key);
      this.say(`Placed. ${this.spoken(key)}`);
    });
  }

  #move(key, spot, belongs) {
    const finding = { ...this.points.get(key), ...belongs };
    const site = this.chart.nearest(finding.muscle, finding.view, finding.side, spot.x, spot.y);
    const code = snapped(site);
    const free = code && !this.taken(finding.muscle, finding.side, code, key) ? code : null;
    const at = this.chart.toFraction(finding.view, spot.x, spot.y);
    // What an earlier visit found keeps its name wherever it lies today; sessions/marking.py says the same.
    const name = finding.carried ? {} : { ...belongs, code: free, placed_by: "drag" };
    this.set(key, { ...name, ...at, moved: false }, "Moved");
  }

  /** A point that was scored keeps its muscle when it is dragged off it, unless a person says otherwise. */
  #offerMuscle(key, { muscle, side, site }) {
    const { number, carried } = this.points.get(key);
    const lies = `${named({ side }, muscle)} is where point ${number} lies now`;
    if (carried) return offer(`${lies}; it keeps the name that an earlier visit gave it.`, "Put it back", this.undo);
    offer(`${lies}.`, "Change its muscle", () =>
      this.set(key, { muscle: muscle.slug, side, code: snapped(site) }, named({ side }, muscle)),
    );
  }
}

// Where cautions keep hands off, and the reason that is asked before a point goes there all the same.

import { askWhy } from "./reason.js";
import { named } from "./words.js";

export class Limits {
  /** data: {off, zones, own} as the server sends it, by "muscle|side"; dialog: where the reason is asked. */
  constructor({ off = {}, zones = [], own = {} } = {}, dialog, areas = null) {
    Object.assign(this, { off, zones: new Set(zones), beyond: own, dialog, areas });
  }

  /** Why hands stay off this muscle, or nothing; the midline has both sides' reasons. */
  why({ muscle, side }) {
    return this.#either(this.off, muscle, side);
  }

  /** What is to be observed at this muscle, beyond what holds on the whole body and the list says once. */
  words({ muscle, side }) {
    return this.#either(this.beyond, muscle, side);
  }

  /** Whether this zone or this muscle is hatched on that side. */
  shades(zone, muscle, side) {
    return zone ? this.zones.has(`${zone}|${side}`) : `${muscle}|${side}` in this.off;
  }

  /** Go on with null where nothing stands against it; else with the reason, once it is written. */
  ask(point, muscle, go, stay = () => {}) {
    const asked = (despite) => {
      if (this.areas?.open(point.muscle)) this.areas.ask(point, muscle, () => go(despite), stay);
      else go(despite);
    };
    this.#reason(point, muscle, asked, stay);
  }

  #reason(point, muscle, go, stay) {
    const why = this.why(point);
    if (!why) return go(null);
    askWhy(this.dialog, {
      title: `${named(point, muscle)} is off limits`,
      text: `${why}. Placing it all the same needs a reason, which stays in the record.`,
      leave: "Choose another place",
      take: "Place it",
      go,
      stay,
    });
  }

  #either(by, muscle, side) {
    const sides = side === "midline" ? ["left", "right"] : [side];
    return sides.map((one) => by[`${muscle}|${one}`]).find(Boolean) ?? "";
  }
}

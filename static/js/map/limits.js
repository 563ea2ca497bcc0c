// Where cautions keep hands off, and the reason that is asked before a point goes there all the same.

import { askWhy } from "./reason.js";
import { named } from "./words.js";

export class Limits {
  /** data: {off, zones, words, all} as the server sends it, by "muscle|side"; dialog: where the reason is asked. */
  constructor({ off = {}, zones = [], words = {}, all = "" } = {}, dialog) {
    Object.assign(this, { off, zones: new Set(zones), said: words, all, dialog });
  }

  /** Why hands stay off this muscle, or nothing; the midline has both sides' reasons. */
  why({ muscle, side }) {
    return this.#either(this.off, muscle, side);
  }

  /** All that is to be observed at this muscle, in words. */
  words({ muscle, side }) {
    return this.#either(this.said, muscle, side) || this.all;
  }

  /** Whether this zone or this muscle is hatched on that side. */
  shades(zone, muscle, side) {
    return zone ? this.zones.has(`${zone}|${side}`) : `${muscle}|${side}` in this.off;
  }

  /** Go on with null where nothing stands against it; else with the reason, once it is written. */
  ask(point, muscle, go, stay = () => {}) {
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

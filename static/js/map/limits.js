// Where cautions keep hands off, and the reason that is asked before a point goes there all the same.

import { askWhy } from "./reason.js";
import { named } from "./words.js";

/** A name without a side is meant on both. */
const sided = (name) => (name.includes("|") ? [name] : [`${name}|left`, `${name}|right`]);

export class Limits {
  #here = new Map(); // by "muscle|side": {off, own, cap}

  /** As the server tells it; here: what holds at some muscles; dialog: where the reason is asked. */
  constructor({ here = [], zones = [], everywhere = null } = {}, dialog, areas = null) {
    Object.assign(this, { everywhere, zones: new Set(zones.flatMap(sided)), dialog, areas });
    this.reasons = [...new Set(here.map(({ off }) => off))].filter(Boolean); // why hands stay off anything
    for (const { at, ...told } of here) for (const place of at.flatMap(sided)) this.#here.set(place, told);
  }

  /** Why hands stay off this muscle, or nothing; the midline has both sides' reasons. */
  why({ muscle, side }) {
    return this.#either("off", muscle, side);
  }

  /** What is to be observed at this muscle, beyond what holds on the whole body and the list says once. */
  words({ muscle, side }) {
    return this.#either("own", muscle, side);
  }

  /** {level, why}, or null where pressure is free; the midline has both sides' limits. */
  cap({ muscle, side }) {
    const found = [this.everywhere, ...this.#at(muscle, side).map(({ cap }) => cap)].filter(Boolean);
    const [lowest] = found.sort(([a], [b]) => a - b);
    return lowest ? { level: lowest[0], why: lowest[1] } : null;
  }

  /** Whether this zone or this muscle is hatched on that side. */
  shades(zone, muscle, side) {
    return zone ? this.zones.has(`${zone}|${side}`) : Boolean(this.#here.get(`${muscle}|${side}`)?.off);
  }

  /** Go on with null where nothing stands against it; else with the reason, once it is written. */
  ask(point, muscle, go, stay = () => {}) {
    this.#reason(point, muscle, (despite) => this.hands({ ...point, despite }, muscle, go, stay), stay);
  }

  /** The same for hands on a point that is there: what the patient says of the area is asked, not the cautions. */
  hands(point, muscle, go, stay = () => {}) {
    const despite = point.despite || null;
    if (despite || !this.areas?.open(point.muscle)) return go(despite);
    this.areas.ask(point, muscle, (why = null) => go(why), stay);
  }

  #reason(point, muscle, go, stay) {
    const why = this.why(point);
    if (!why) return go(null);
    askWhy(this.dialog, {
      title: `${named(point, muscle)} is off limits`,
      text: `${why}. Placing it needs a reason, which stays in the record.`,
      leave: "Choose another place",
      take: "Place it",
      go,
      stay,
    });
  }

  #either(what, muscle, side) {
    return this.#at(muscle, side).map((told) => told[what]).find(Boolean) ?? "";
  }

  #at(muscle, side) {
    const sides = side === "midline" ? ["left", "right"] : [side];
    return sides.map((one) => this.#here.get(`${muscle}|${one}`)).filter(Boolean);
  }
}

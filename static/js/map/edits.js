// Changing a point that is there already: its score, status, side and site; taking it away, and back again.

import { opposite } from "./geometry.js";
import { offer, refuse } from "./toast.js";
import { spoken } from "./words.js";

// Saying which point it is, where it lies and how it stands needs no hand on it; sessions/marking.py says the same.
const UNTOUCHED = new Set(["status", "view", "x", "y", "placed_by", "site_type", "relation", "parent", "code", "moved", "despite"]);
const NOT_SAID = new Set([null, "", "not_tested", "not_asked"]);

const laysHandsOn = (fields) =>
  Object.entries(fields).some(([name, value]) => !UNTOUCHED.has(name) && !NOT_SAID.has(value) && value?.length !== 0);

export class Edits {
  constructor(parts) {
    Object.assign(this, parts); // chart, catalogue, points, charting, history, say
  }

  /** instead: of the score just given, not after it. */
  score = (key, before, instead = false) => {
    if (instead) this.history.forget();
    this.set(key, { before }, `${before} before`);
  };

  set = (key, fields, words) => {
    const change = (more) => {
      this.charting.set(key, { ...fields, ...more }, words);
      this.say(`${words}. ${this.spoken(key)}`);
    };
    const was = this.points.get(key);
    const { muscle = was.muscle, side = was.side } = fields;
    const same = muscle === was.muscle && side === was.side;
    if (same && !laysHandsOn(fields)) return change({});
    // Another muscle is another place: where a caution keeps hands off, it needs a reason as well.
    const asks = same ? "hands" : "ask";
    this.limits[asks](
      same ? was : { muscle, side },
      this.catalogue.get(muscle),
      (despite) => change(despite === null || despite === was.despite ? {} : { despite }),
      () => this.points.select(key),
    );
  };

  /** then(point) once hands may go there; the reason, where one is needed, is the point's. */
  hands(key, then) {
    const was = this.points.get(key);
    this.limits.hands(
      was,
      this.catalogue.get(was.muscle),
      (despite) => {
        if (despite && despite !== was.despite) this.charting.set(key, { despite }, "Reason written");
        then(this.points.get(key));
      },
      () => this.points.select(key),
    );
  }

  remove = (key) => {
    if (this.points.get(key)?.carried) {
      return refuse("This point came from an earlier visit and stays on the map. If it is gone, mark it as resolved.");
    }
    const words = this.spoken(key);
    const all = this.points.all;
    const at = all.findIndex((finding) => finding.key === key);
    this.charting.remove(key);
    this.points.select((all[at + 1] ?? all[at - 1])?.key ?? null);
    this.say(`Removed: ${words}`);
    offer(`${words.split(":")[0]} removed.`, "Undo", () => this.undo());
  };

  /** The same place on the other side of the body. */
  turn = (key, side) => {
    const finding = this.points.get(key);
    if (finding.side === side) return;
    const whole = !this.chart.drawn(finding.view).half;
    const known = this.chart.canonical(finding.muscle, finding.code, side);
    const code =
      finding.code && known && !this.taken(finding.muscle, side, finding.code, key) ? finding.code : null;
    const view = whole ? opposite(finding.view) : finding.view;
    this.set(key, { side, code, view, x: Math.round((1 - finding.x) * 1e4) / 1e4 }, `Now on the ${side}`);
    this.points.select(key);
  };

  /** Call the point by a named site, and lay it there; an empty code makes it a place of its own. */
  name = (key, code) => {
    const { muscle, side, view } = this.points.get(key);
    if (code && this.taken(muscle, side, code, key))
      return this.points.select(this.taken(muscle, side, code, key).key);
    const place = code ? this.chart.canonical(muscle, code, side, view) : {};
    this.set(key, code ? place : { code: null }, code ? `Now at ${code}` : "A place of its own");
    this.points.select(key);
  };

  undo = () => this.#turned(this.history.undo(), "Undone");
  redo = () => this.#turned(this.history.redo(), "Done again");

  #turned(words, how) {
    if (words) this.say(`${how}: ${words}`);
  }

  /** The other point that has this site already, if there is one: a site is recorded once a session. */
  taken(muscle, side, code, except = null) {
    return this.points.all.find(
      (finding) =>
        finding.key !== except &&
        code &&
        finding.muscle === muscle &&
        finding.side === side &&
        finding.code === code,
    );
  }

  spoken(key) {
    const finding = this.points.get(key);
    return finding ? spoken(finding, this.catalogue.get(finding.muscle)) : "";
  }
}

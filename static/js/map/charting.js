// What a therapist can do to the points. Each step shows at once, can be undone and saves itself.

import { saidOf, unsaid } from "./criteria.js";
import { named } from "./words.js";

const SENT = ["muscle", "side", "code", "view", "x", "y", "status", "before", "placed_by", "despite", "todo"];

const only = (finding, names) => Object.fromEntries(names.map((name) => [name, finding[name]]));

export class Charting {
  constructor({ points, history, queue, catalogue, treatments }) {
    Object.assign(this, { points, history, queue, catalogue, treatments });
    for (const { key, id } of points.all) queue.knows(key, id);
    queue.addEventListener("done", ({ detail }) => this.#learn(detail));
  }

  /** Put a new point on the map and select it. spot: {muscle, side, code, view, x, y, placed_by}. */
  place(spot) {
    const finding = {
      key: `new-${crypto.randomUUID?.() ?? Date.now()}`,
      id: null,
      number: this.points.nextNumber,
      status: "active",
      ...unsaid(),
      ...spot,
    };
    this.#put(finding);
    this.history.did({
      words: `${this.#name(finding)} placed`,
      undo: () => this.#take(finding.key),
      redo: () => this.#put(finding),
    });
    return finding;
  }

  /** Change some fields of a point: a score, its status, its place. */
  set(key, fields, words = "Changed") {
    const finding = this.points.get(key);
    if (!finding) return;
    const was = only(finding, Object.keys(fields));
    this.#apply(key, fields);
    this.history.did({ words, undo: () => this.#apply(key, was), redo: () => this.#apply(key, fields) });
  }

  remove(key) {
    const finding = this.points.get(key);
    if (!finding) return null;
    const satellites = this.points.all.filter(({ parent }) => parent === key);
    const tie = (fields) => satellites.forEach((one) => this.#apply(one.key, fields));
    const take = () => {
      tie({ relation: "", parent: null });
      this.#take(key);
    };
    take();
    this.history.did({
      words: `${this.#name(finding)} removed`,
      undo: () => {
        this.#put(finding);
        tie({ relation: "satellite", parent: key });
      },
      redo: take,
    });
    return finding;
  }

  #name(finding) {
    return named(finding, this.catalogue.get(finding.muscle));
  }

  #apply(key, fields) {
    this.points.change(key, fields);
    const { moved: _said, ...sent } = fields;
    this.queue.score(key, sent);
  }

  #put(finding) {
    this.points.add(finding);
    this.queue.place(finding.key, only(finding, SENT));
    const more = { ...(finding.after === null ? {} : { after: finding.after }), ...saidOf(finding) };
    if (Object.keys(more).length) this.queue.score(finding.key, more);
    for (const row of finding.treatments) this.treatments.put(finding.key, row);
  }

  #take(key) {
    this.points.remove(key);
    this.queue.remove(key);
  }

  /** The server knows the point's own number and id; what was typed meanwhile stays. */
  #learn({ kind, key, finding }) {
    if (kind === "place" && finding) this.points.change(key, { id: finding.id, number: finding.number });
  }
}

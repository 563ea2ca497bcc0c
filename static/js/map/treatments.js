// What is done at the points. Each step shows at once, can be undone and saves itself.

import { treated, TECHNIQUES } from "./treatment_words.js";

const SENT = [
  "technique", "contact", "pressure", "steps", "hold_seconds", "repetitions", "response", "adverse", "over_cap_why",
];
const only = (row, names) => Object.fromEntries(names.map((name) => [name, row[name]]));

export class Treatments {
  #made = 0;

  constructor({ points, history, queue }) {
    Object.assign(this, { points, history, queue });
    for (const { treatments } of points.all) for (const { key, id } of treatments) queue.knows(key, id);
    queue.addEventListener("done", ({ detail }) => this.#learn(detail));
    queue.addEventListener("refused", ({ detail }) => detail.kind === "treat" && this.#drop(detail.of, detail.key));
  }

  of(key) {
    return this.points.get(key)?.treatments ?? [];
  }

  get(key, own) {
    return this.of(key).find((row) => row.key === own) ?? null;
  }

  get count() {
    return this.points.all.flatMap(({ treatments }) => treatments).length;
  }

  add(key, fields) {
    const row = {
      key: `t-new-${++this.#made}`,
      id: null,
      contact: "",
      pressure: null,
      steps: [],
      hold_seconds: null,
      repetitions: null,
      response: "",
      adverse: "none",
      over_cap_why: "",
      order: this.count + 1,
      ...fields,
    };
    this.put(key, row);
    this.history.did({
      words: `${TECHNIQUES[row.technique]} recorded`,
      undo: () => this.#take(key, row.key),
      redo: () => this.put(key, row),
    });
    return row;
  }

  set(key, own, fields, words) {
    const row = this.get(key, own);
    if (!row) return;
    const was = only(row, Object.keys(fields));
    const apply = (changes) => {
      this.#change(key, own, changes);
      this.queue.change(own, key, changes);
    };
    apply(fields);
    this.history.did({ words, undo: () => apply(was), redo: () => apply(fields) });
  }

  remove(key, own) {
    const row = this.get(key, own);
    if (!row) return;
    this.#take(key, own);
    this.history.did({
      words: `${treated(row)} taken out`,
      undo: () => this.put(key, row),
      redo: () => this.#take(key, own),
    });
  }

  /** Also for a point that comes back with all that was done at it. */
  put(key, row) {
    const others = this.of(key).filter((one) => one.key !== row.key);
    this.points.change(key, { treatments: [...others, row] });
    this.queue.treat(row.key, key, only(row, SENT));
  }

  #take(key, own) {
    this.#drop(key, own);
    this.queue.untreat(own, key);
  }

  #drop(key, own) {
    this.points.change(key, { treatments: this.of(key).filter((row) => row.key !== own) });
  }

  #change(key, own, fields) {
    const rows = this.of(key).map((row) => (row.key === own ? { ...row, ...fields } : row));
    this.points.change(key, { treatments: rows });
  }

  /** Ids of new ones, and the turns of all: those that were moved push the others along. */
  #learn({ kind, key, of, body }) {
    if (kind === "treat" && body.treatment) this.#change(of, key, { id: body.treatment.id });
    if (!body?.orders) return;
    for (const point of this.points.all) {
      const rows = point.treatments.map((row) => ({ ...row, order: body.orders[row.id] ?? row.order }));
      if (rows.some((row, i) => row.order !== point.treatments[i].order))
        this.points.change(point.key, { treatments: rows });
    }
  }
}

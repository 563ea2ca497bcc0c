// The points of this session as the page knows them. Whoever shows them listens for "change" and "select".

import { unsaid } from "./criteria.js";

/** A treatment of which nothing was said; GRANTED_OF_TREATMENT in sessions/point_sheet.py says the same. */
const undone = () => ({
  contact: "",
  pressure: null,
  steps: [],
  hold_seconds: null,
  repetitions: null,
  response: "",
  adverse: "none",
  over_cap_why: "",
});

/** Whole again, and with keys in place of the server's numbers: what is new has none yet. */
function known(told) {
  const finding = { ...unsaid(), ...told };
  return {
    ...finding,
    key: String(finding.id),
    parent: finding.parent && String(finding.parent),
    treatments: finding.treatments.map((row) => ({ ...undone(), ...row, key: `t${row.id}` })),
  };
}

export class Points extends EventTarget {
  #byKey = new Map();
  selected = null;
  /** Whether a point is not to be gone on to: left alone today. */
  leaves = () => false;

  constructor(findings) {
    super();
    for (const finding of findings) this.#byKey.set(String(finding.id), known(finding));
  }

  /** In the order of their numbers, which is the order of the list. */
  get all() {
    return [...this.#byKey.values()].sort((a, b) => a.number - b.number);
  }

  get(key) {
    return this.#byKey.get(key) ?? null;
  }

  get current() {
    return this.get(this.selected);
  }

  get nextNumber() {
    return Math.max(0, ...this.all.map((finding) => finding.number)) + 1;
  }

  /** A new point is the selected one; those who draw hear of both at once. */
  add(finding) {
    this.#byKey.set(finding.key, finding);
    this.select(finding.key);
  }

  change(key, fields) {
    if (!this.#byKey.has(key)) return;
    this.#byKey.set(key, { ...this.#byKey.get(key), ...fields });
    this.#tell("change");
  }

  remove(key) {
    this.#byKey.delete(key);
    if (this.selected === key) this.selected = null;
    this.#tell("change");
  }

  select(key) {
    this.selected = this.#byKey.has(key) ? key : null;
    this.#tell("select");
    this.#tell("change");
  }

  #tell(what) {
    this.dispatchEvent(new CustomEvent(what, { detail: this.current }));
  }
}

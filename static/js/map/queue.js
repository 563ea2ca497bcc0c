// Saving points behind the therapist's back: in order, merged, tried again, never in the way.

import { post, undecided } from "../post.js";
import { uuid } from "../uuid.js";

const NAMES = { before: "tenderness_before", after: "tenderness_after" };
const PLACED_WITH = new Set(["muscle", "side", "code", "view", "x", "y", "status", "before", "placed_by", "despite"]);
const PATIENCE = [1000, 2000, 4000, 8000, 15000, 30000];

const CHANGES = new Set(["score", "change"]);
const AS_TEXT = {
  steps: JSON.stringify,
  rechecks: JSON.stringify,
  referrals: (zones) => zones.join(","),
};

export class Queue extends EventTarget {
  #jobs = [];
  #ids = new Map();
  #failures = 0;
  #busy = false;
  #timer = null;
  #pause = null;
  #lost = new Set(); // points of which the server refused something

  /** first: resolves once the server knows what the points stand on, such as a patient's yes. */
  constructor(urls, first = async () => {}) {
    super();
    Object.assign(this, { urls, first });
    addEventListener("online", () => this.#run());
    addEventListener("pagehide", () => this.#flush());
  }

  knows(key, id) {
    this.#ids.set(key, id);
  }

  place(key, fields) {
    this.#ids.delete(key);
    this.#add({ kind: "place", key, fields: { ...fields, key: uuid() } });
  }

  score(key, fields) {
    const last = this.#jobs.findLast((job) => job.key === key);
    const fits = last?.kind === "score" || Object.keys(fields).every((name) => PLACED_WITH.has(name));
    // What names another point stays behind the placing of that one.
    const alone = "parent" in fields;
    if (last && !last.sent && last.kind !== "remove" && fits && !alone) Object.assign(last.fields, fields);
    else this.#add({ kind: "score", key, fields: { ...fields } });
  }

  remove(key) {
    const never = this.#jobs.some((job) => job.key === key && job.kind === "place" && !job.sent);
    this.#jobs = this.#jobs.filter((job) => (job.key !== key && job.of !== key) || job.sent);
    if (!never) this.#add({ kind: "remove", key, id: this.#ids.get(key), fields: {} });
  }

  /** A treatment, under a key of its own; of: the point it was given at. */
  treat(key, of, fields) {
    this.#ids.delete(key);
    this.#add({ kind: "treat", key, of, fields: { ...fields, key: uuid() } });
  }

  change(key, of, fields) {
    const last = this.#jobs.findLast((job) => job.key === key);
    if (last && !last.sent && last.kind !== "untreat") Object.assign(last.fields, fields);
    else this.#add({ kind: "change", key, of, fields: { ...fields } });
  }

  untreat(key, of) {
    const never = this.#jobs.some((job) => job.key === key && job.kind === "treat" && !job.sent);
    this.#jobs = this.#jobs.filter((job) => job.key !== key || job.sent);
    if (!never) this.#add({ kind: "untreat", key, of, id: this.#ids.get(key), fields: {} });
  }

  /** Resolves when everything was sent and answered. */
  idle() {
    if (!this.#jobs.length) return Promise.resolve();
    return new Promise((done) => this.addEventListener("empty", done, { once: true }));
  }

  /** Send nothing for so many milliseconds: what was done just now may be taken back. */
  pause(milliseconds) {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      this.#pause = null;
      if (this.#jobs.length) this.#run();
    }, milliseconds);
  }

  /** Try at once what waits: the connection or the sign-in is back. */
  again() {
    this.#run();
  }

  #add(job) {
    this.#jobs.push(job);
    if (this.#pause && !this.#failures) this.#say("saving");
    this.#run();
  }

  #url(job) {
    // The page's addresses carry 0 where the number of the finding or the treatment goes.
    if (job.kind === "place") return this.urls.place;
    // What is taken away keeps the number it had, for it may come back under another before this is sent.
    return this.urls[job.kind].replace("/0/", `/${job.id ?? this.#ids.get(this.#named(job))}/`);
  }

  /** Whose number the address of a job needs: a new treatment has none yet, so its point's. */
  #named({ kind, key, of }) {
    return kind === "treat" ? of : key;
  }

  #form(fields) {
    const text = ([name, value]) => {
      const said = name === "parent" ? (this.#ids.get(value) ?? "") : (AS_TEXT[name]?.(value) ?? value);
      return [NAMES[name] ?? name, said];
    };
    return Object.fromEntries(Object.entries(fields).map(text));
  }

  async #run() {
    if (this.#busy || this.#pause) return;
    clearTimeout(this.#timer);
    this.#busy = true;
    while (this.#jobs.length) {
      await this.first();
      const job = this.#jobs[0];
      if (!job) break;
      job.sent = true;
      if (!this.#failures) this.#say("saving");
      const { status, body } = await post(this.#url(job), this.#form(job.fields));
      if (undecided(status)) {
        this.#wait(status);
        break;
      }
      this.#failures = 0;
      this.#jobs.shift();
      this.#settle(job, status, body);
    }
    this.#busy = false;
    if (this.#jobs.length) return;
    this.#say(this.#lost.size ? "failed" : "saved");
    this.dispatchEvent(new Event("empty"));
  }

  #settle(job, status, body) {
    this.#lost.delete(job.key);
    if (status < 300) {
      const row = body.finding ?? body.treatment;
      if (row) this.#ids.set(job.key, row.id);
      this.dispatchEvent(new CustomEvent("done", { detail: { ...job, body, finding: body.finding } }));
      return;
    }
    if (CHANGES.has(job.kind)) this.#lost.add(job.key);
    if (job.kind === "place" || job.kind === "treat")
      this.#jobs = this.#jobs.filter((other) => other.key !== job.key && other.of !== job.key);
    const error = body.error ?? "The server would not take this change.";
    this.dispatchEvent(new CustomEvent("refused", { detail: { ...job, status, error } }));
  }

  #wait(status) {
    const pause = PATIENCE[Math.min(this.#failures++, PATIENCE.length - 1)];
    this.#say(status === 401 ? "signed-out" : "kept");
    this.#timer = setTimeout(() => this.#run(), pause);
  }

  /** The page is leaving: send what can be sent without waiting for answers. */
  #flush() {
    for (const job of this.#jobs)
      if (job.kind === "place" || this.#ids.has(this.#named(job)))
        post(this.#url(job), this.#form(job.fields), { leaving: true });
  }

  #say(state) {
    this.dispatchEvent(new CustomEvent("state", { detail: state }));
  }
}

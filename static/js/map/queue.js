// Saving points behind the therapist's back: in order, merged, tried again, never in the way.

import { post, undecided } from "../post.js";
import { uuid } from "../uuid.js";

const NAMES = { before: "tenderness_before", after: "tenderness_after" };
const PLACED_WITH = new Set(["muscle", "side", "code", "view", "x", "y", "status", "before", "placed_by", "despite"]);
const PATIENCE = [1000, 2000, 4000, 8000, 15000, 30000];

const asForm = (fields) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [NAMES[name] ?? name, value]));

export class Queue extends EventTarget {
  #jobs = [];
  #ids = new Map();
  #failures = 0;
  #busy = false;
  #timer = null;
  #lost = new Set(); // points of which the server refused something

  constructor(urls) {
    super();
    this.urls = urls;
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
    if (last && !last.sent && last.kind !== "remove" && fits) Object.assign(last.fields, fields);
    else this.#add({ kind: "score", key, fields });
  }

  remove(key) {
    const never = this.#jobs.some((job) => job.key === key && job.kind === "place" && !job.sent);
    this.#jobs = this.#jobs.filter((job) => job.key !== key || job.sent);
    if (!never) this.#add({ kind: "remove", key, fields: {} });
  }

  /** Resolves when everything was sent and answered. */
  idle() {
    if (!this.#jobs.length) return Promise.resolve();
    return new Promise((done) => this.addEventListener("empty", done, { once: true }));
  }

  /** Try at once what waits: the connection or the sign-in is back. */
  again() {
    this.#run();
  }

  #add(job) {
    this.#jobs.push(job);
    this.#run();
  }

  #url({ kind, key }) {
    // The page's addresses carry 0 where the finding's number goes.
    return kind === "place" ? this.urls.place : this.urls[kind].replace("/0/", `/${this.#ids.get(key)}/`);
  }

  async #run() {
    if (this.#busy) return;
    clearTimeout(this.#timer);
    this.#busy = true;
    while (this.#jobs.length) {
      const job = this.#jobs[0];
      job.sent = true;
      if (!this.#failures) this.#say("saving");
      const { status, body } = await post(this.#url(job), asForm(job.fields));
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
      if (body.finding) this.#ids.set(job.key, body.finding.id);
      this.dispatchEvent(new CustomEvent("done", { detail: { ...job, finding: body.finding } }));
      return;
    }
    if (job.kind === "score") this.#lost.add(job.key);
    if (job.kind === "place") this.#jobs = this.#jobs.filter((other) => other.key !== job.key);
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
      if (job.kind === "place" || this.#ids.has(job.key))
        post(this.#url(job), asForm(job.fields), { leaving: true });
  }

  #say(state) {
    this.dispatchEvent(new CustomEvent("state", { detail: state }));
  }
}

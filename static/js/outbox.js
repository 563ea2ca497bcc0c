// Small saves, sent in their order and again until they are answered; with the page, when it is closed.

import { post, undecided } from "./post.js";

const AGAIN = 4000; // milliseconds until what did not get through is sent again

export class Outbox {
  #waiting = new Map();
  #busy = false;
  #done = [];

  /** tell: to the autosave mark. */
  constructor(tell) {
    this.tell = tell;
    addEventListener("online", () => this.again());
  }

  /** Send soon; a newer save under the same key takes the place of one that waits. answered(status, body): once. */
  put(key, url, fields, { part = false, answered = () => {} } = {}) {
    this.#waiting.delete(key);
    this.#waiting.set(key, { url, fields, part, answered });
    this.again();
  }

  get empty() {
    return !this.#waiting.size;
  }

  /** Resolves when everything was sent and answered. */
  idle() {
    return this.empty ? Promise.resolve() : new Promise((done) => this.#done.push(done));
  }

  /** The page goes: each save is the same when it comes twice, so those under way are sent as well. */
  leave() {
    for (const { url, fields } of this.#waiting.values()) post(url, fields, { leaving: true });
  }

  async again() {
    if (this.#busy || this.empty) return;
    this.#busy = true;
    const [key, job] = this.#waiting.entries().next().value;
    this.tell("saving");
    const { status, body } = await post(job.url, job.fields, { part: job.part });
    this.#busy = false;
    if (undecided(status)) {
      this.tell(status === 401 ? "signed-out" : "kept");
      setTimeout(() => this.again(), AGAIN);
      return;
    }
    if (this.#waiting.get(key) === job) this.#waiting.delete(key);
    this.tell(status < 300 ? "saved" : "failed");
    job.answered(status, body);
    if (this.empty) for (const done of this.#done.splice(0)) done();
    this.again();
  }
}

// What was done, so that it can be taken back: 50 steps, each {words, undo, redo}.

const STEPS = 50;

export class History extends EventTarget {
  #done = [];
  #undone = [];

  did(step) {
    this.#done.push(step);
    if (this.#done.length > STEPS) this.#done.shift();
    this.#undone = [];
    this.dispatchEvent(new Event("change"));
  }

  /** Take the newest step back as if it had never been done. */
  forget() {
    this.#done.pop()?.undo();
    this.dispatchEvent(new Event("change"));
  }

  get canUndo() {
    return this.#done.length > 0;
  }

  get canRedo() {
    return this.#undone.length > 0;
  }

  /** Take back the newest step; its words, or null when there is none. */
  undo() {
    return this.#turn(this.#done, this.#undone, "undo");
  }

  redo() {
    return this.#turn(this.#undone, this.#done, "redo");
  }

  #turn(from, to, way) {
    const step = from.pop();
    if (!step) return null;
    step[way]();
    to.push(step);
    this.dispatchEvent(new Event("change"));
    return step.words;
  }
}

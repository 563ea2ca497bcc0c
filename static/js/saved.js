// The autosave mark, always bottom left: says "Saved 10:49" only after the server has answered.

const WORDS = {
  saving: "Saving",
  kept: "Kept on this tablet, will be sent",
  "signed-out": "Signed out; this page keeps everything",
  conflict: "Changed elsewhere: choose below",
  failed: "Not saved",
};
const WORST_FIRST = ["failed", "conflict", "signed-out", "kept", "saving"];

export class SavedMark {
  #states = new Map();
  #ahead; // milliseconds from this device's clock to the clinic's wall clock, read as if it were UTC

  /** offline: a banner for as long as nothing can be sent. */
  constructor(element, { offline = {} } = {}) {
    Object.assign(this, { element, offline });
    this.#ahead = Date.parse(`${element.dataset.now}Z`) - Date.now();
    for (const change of ["offline", "online"]) addEventListener(change, () => this.#warn());
  }

  /** Called whenever the server has everything. */
  heard = null;

  /** Something was typed or tapped that no server has. */
  get atRisk() {
    return ["failed", "conflict", "signed-out", "kept"].includes(this.element.dataset.state);
  }

  get #worst() {
    return WORST_FIRST.find((name) => [...this.#states.values()].includes(name));
  }

  /** The clinic's, wherever this device thinks it is. */
  get #clock() {
    return new Date(Date.now() + this.#ahead).toISOString().slice(11, 16);
  }

  #warn() {
    this.offline.hidden = navigator.onLine && this.#worst !== "kept";
  }

  /** What one saver (the note, the points) says of itself; the worst of all is shown. time: by the server, where it said one. */
  tell(saver, state, time = null) {
    this.#states.set(saver, state);
    const worst = this.#worst;
    this.element.dataset.state = worst ?? "saved";
    this.#warn();
    if (worst === "signed-out") document.dispatchEvent(new Event("signed-out"));
    this.element.querySelector("[data-words]").textContent = worst
      ? WORDS[worst]
      : `Saved ${time ?? this.#clock}`;
    // After whoever told it has gone on: they may have more to save.
    if (!worst) queueMicrotask(() => this.heard?.());
  }
}

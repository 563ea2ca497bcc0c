// The map by keyboard: a mark that has focus is moved, scored, removed; brackets walk from point to point.

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const STEP = 2;
const STRIDE = 10;
const SECOND_DIGIT = 500; // milliseconds in which 1 and 0 make 10

export class Keys {
  #digit = { key: null, score: null, at: 0 };

  /** acts: move(key, dx, dy), score(key, score), remove(key), open(key), step(by). */
  constructor(page, acts) {
    this.acts = acts;
    page.addEventListener("keydown", (event) => this.#down(event));
  }

  #down(event) {
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.target.closest("input:not([type=radio]), select, textarea")
    )
      return;
    const holder = event.target.closest("[data-point]");
    const done = holder ? this.#onPoint(event, holder) : this.#anywhere(event);
    if (!done) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #anywhere(event) {
    const by = { "[": -1, "]": 1 }[event.key];
    if (by) this.acts.step(by);
    return Boolean(by);
  }

  #onPoint(event, holder) {
    const key = holder.dataset.point;
    const move = holder.classList.contains("mark") && MOVES[event.key];
    const stride = event.shiftKey ? STRIDE : STEP;
    if (move) this.acts.move(key, move[0] * stride, move[1] * stride);
    else if (/^\d$/.test(event.key)) this.#score(key, Number(event.key), event.timeStamp);
    else if (event.key === "Delete" || event.key === "Backspace") this.acts.remove(key);
    else if (holder.classList.contains("mark") && ["Enter", " "].includes(event.key)) this.acts.open(key);
    else return this.#anywhere(event);
    return true;
  }

  /** 1 and 0 in a row are one score, and one step to take back. */
  #score(key, digit, at) {
    const { key: last, score, at: then } = this.#digit;
    const ten = digit === 0 && score === 1 && last === key && at - then < SECOND_DIGIT;
    this.#digit = { key, score: digit, at };
    this.acts.score(key, ten ? 10 : digit, ten);
  }
}

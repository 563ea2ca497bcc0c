// Landmarks on a photo: tap sets the chosen one, a finger drags it, arrow keys move it by a hair.

import { html, svg } from "../map/dom.js";
import { post, undecided } from "../post.js";
import { SavedMark } from "../saved.js";

const HAIR = 0.002;
const WAYS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const PAUSE = 350;

export function startMarking() {
  const form = document.getElementById("marks");
  if (form) new Marking(form, document.getElementById("photo"), JSON.parse(document.getElementById("photo-data").textContent));
}

class Marking {
  #timers = new Map();
  #order = Promise.resolve();

  constructor(form, photo, { url, aspect, marks }) {
    Object.assign(this, { form, photo, url, aspect });
    this.saved = new SavedMark(document.getElementById("saved"));
    this.marks = new Map(marks.map(([name, label, x, y]) => [name, { name, label, x, y }]));
    this.dots = photo.querySelector("[data-dots]");
    this.dots.replaceChildren();
    for (const mark of this.marks.values()) if (mark.x !== null) this.#draw(mark);
    photo.addEventListener("pointerdown", (event) => this.#down(event));
    form.addEventListener("submit", (event) => (event.preventDefault(), this.#takeAway()));
    form.addEventListener("change", () => this.#light());
    this.#light();
  }

  get chosen() {
    return this.marks.get(new FormData(this.form).get("name"));
  }

  /** A finger on a dot drags it; anywhere else it sets the chosen landmark there, and may drag on. */
  #down(event) {
    event.preventDefault();
    const touched = this.marks.get(event.target.closest?.("[data-mark]")?.dataset.mark);
    if (touched) this.form.elements.name.value = touched.name;
    const mark = this.chosen;
    if (!mark) return;
    if (!touched) this.#move(mark, this.#spot(event));
    const drag = (moved) => this.#move(mark, this.#spot(moved));
    const drop = () => {
      this.photo.removeEventListener("pointermove", drag);
      this.#send(mark);
      this.#light();
      if (!touched) this.#next();
    };
    this.photo.setPointerCapture(event.pointerId);
    this.photo.addEventListener("pointermove", drag);
    this.photo.addEventListener("pointerup", drop, { once: true });
    this.photo.addEventListener("pointercancel", drop, { once: true });
  }

  #spot({ clientX, clientY }) {
    const spot = new DOMPoint(clientX, clientY).matrixTransform(this.photo.getScreenCTM().inverse());
    return [spot.x / (1000 * this.aspect), spot.y / 1000];
  }

  #move(mark, [x, y]) {
    mark.x = Math.min(Math.max(x, 0), 1);
    mark.y = Math.min(Math.max(y, 0), 1);
    this.#draw(mark);
  }

  #draw(mark) {
    const [cx, cy] = [mark.x * 1000 * this.aspect, mark.y * 1000];
    const known = this.dots.querySelector(`[data-mark="${mark.name}"]`);
    const dot = known ?? this.#dot(mark);
    for (const circle of dot.querySelectorAll("circle")) {
      circle.setAttribute("cx", cx);
      circle.setAttribute("cy", cy);
    }
    const words = dot.querySelector("text");
    words.setAttribute("x", cx + 16);
    words.setAttribute("y", cy + 6);
  }

  #dot(mark) {
    const dot = svg(
      "g",
      { "data-mark": mark.name, tabindex: 0, role: "button", "aria-label": `${mark.label}, arrow keys move it` },
      svg("circle", { class: "mark-hit", r: 30 }),
      svg("circle", { class: "mark-dot", r: 8 }),
      svg("text", { class: "mark-name" }, mark.label),
    );
    dot.addEventListener("keydown", (event) => this.#key(event, mark));
    dot.addEventListener("focus", () => ((this.form.elements.name.value = mark.name), this.#light()));
    this.dots.append(dot);
    return dot;
  }

  #key(event, mark) {
    if (event.key === "Delete" || event.key === "Backspace") return event.preventDefault(), this.#takeAway();
    const way = WAYS[event.key];
    if (!way) return;
    event.preventDefault();
    const far = event.shiftKey ? 5 * HAIR : HAIR;
    this.#move(mark, [mark.x + way[0] * far, mark.y + way[1] * far * this.aspect]);
    clearTimeout(this.#timers.get(mark.name));
    this.#timers.set(mark.name, setTimeout(() => this.#send(mark), PAUSE));
  }

  #takeAway() {
    const mark = this.chosen;
    Object.assign(mark, { x: null, y: null });
    this.dots.querySelector(`[data-mark="${mark.name}"]`)?.remove();
    this.#send(mark);
    this.#light();
  }

  /** On to the first landmark that is not set yet. */
  #next() {
    const open = [...this.marks.values()].find(({ x }) => x === null);
    if (open) this.form.elements.name.value = open.name;
    this.#light();
  }

  #light() {
    for (const dot of this.dots.children) dot.classList.toggle("is-chosen", dot.dataset.mark === this.chosen?.name);
    for (const radio of this.form.elements.name) {
      const key = radio.closest(".key");
      key.classList.toggle("is-done", this.marks.get(radio.value).x !== null);
    }
  }

  /** One after another, so that an older place never overtakes a newer one. */
  #send(mark) {
    const fields = { name: mark.name, x: mark.x?.toFixed(4), y: mark.y?.toFixed(4) };
    this.saved.tell(mark.name, "saving");
    this.#order = this.#order.then(() => this.#post(mark, fields));
  }

  async #post(mark, fields) {
    const { status, body } = await post(this.url, fields);
    const error = this.form.querySelector("[data-error]");
    error.hidden = true;
    if (status === 200) {
      this.saved.tell(mark.name, "saved", body.saved_at);
      this.#measured(body);
    } else if (undecided(status)) {
      this.saved.tell(mark.name, status === 401 ? "signed-out" : "kept");
      setTimeout(() => this.#send(mark), 4000);
    } else {
      this.saved.tell(mark.name, "failed");
      error.textContent = body.error ?? "The server would not take this landmark.";
      error.hidden = false;
    }
  }

  #measured({ figures, lines }) {
    const wide = 1000 * this.aspect;
    this.photo.querySelector("[data-lines]").replaceChildren(
      ...lines.map(([x1, y1, x2, y2, kind]) =>
        svg("line", { class: `mark-${kind}`, x1: x1 * wide, y1: y1 * 1000, x2: x2 * wide, y2: y2 * 1000 }),
      ),
    );
    document.getElementById("figures").replaceChildren(
      ...figures.map(({ label, words, meaning }) =>
        html("tr", {}, html("th", { scope: "row" }, label), html("td", {}, words), html("td", { class: "sm muted" }, meaning)),
      ),
    );
  }
}

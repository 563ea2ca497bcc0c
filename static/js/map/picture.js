// The art in motion. Drawing it anew takes many frames on a tablet; shifting and scaling what is drawn takes none.

const STILL = 140; // milliseconds without movement after which the art is drawn sharp again

export class Picture {
  #drawn = null;
  #timer = null;

  constructor(element) {
    this.element = element;
  }

  /** Show this part of the chart; now: draw it at once instead of when it stands still. */
  move(box, unit, now = false) {
    clearTimeout(this.#timer);
    if (now || !this.#drawn) return this.#draw(box);
    const [x, y] = [(this.#drawn.x - box.x) / unit, (this.#drawn.y - box.y) / unit];
    this.element.style.willChange = "transform";
    this.element.style.transform = `translate(${x}px, ${y}px) scale(${this.#drawn.w / box.w})`;
    this.#timer = setTimeout(() => this.#draw(box), STILL);
  }

  #draw(box) {
    this.#drawn = box;
    this.element.setAttribute("viewBox", [box.x, box.y, box.w, box.h].join(" "));
    this.element.style.transform = "";
    // Kept on, the browser would go on showing the art as coarse as it was before the zoom.
    this.element.style.willChange = "";
  }
}

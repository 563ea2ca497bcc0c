// Fingers, pen and mouse on the map: one state machine for tap, drag, pan, pinch and wheel.

const STILL = 8; // pixels a tap may wander
const QUICK = 700; // milliseconds a tap may last
const LONG = 550; // milliseconds after which a finger that holds a mark opens it
export const TWICE = 320; // milliseconds in which a second tap near the first makes a double one
const NEARBY = 30; // pixels
const LIFT = 28; // pixels a dragged mark rides above a finger, so that it can be seen

export class Gestures {
  #fingers = new Map();
  #mode = null; // press, drag, pan, pinch or idle: moved, but nothing of ours
  #start = null;
  #hold = null;
  #tapped = null; // where the last tap was, and when

  /** acts: tap(x, y), twice(x, y), select(key), open(key), drag(key, x, y), drop(key, x, y, moved); marks tell what is nearest. */
  constructor(stage, camera, marks, acts) {
    Object.assign(this, { stage, camera, marks, acts });
    for (const kind of ["pointerdown", "pointermove", "pointerup", "pointercancel"])
      stage.addEventListener(kind, (event) => this[kind](event));
    // Else the click that a browser makes of a touch lands on whatever the tap has just opened under the finger.
    stage.addEventListener("touchend", (event) => event.cancelable && event.preventDefault());
    stage.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
  }

  pointerdown(event) {
    if (event.button > 0) return;
    this.stage.setPointerCapture(event.pointerId);
    this.#fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    clearTimeout(this.#hold);
    if (this.#fingers.size === 2) {
      if (this.#mode === "drag") this.acts.drop(this.#start.key, 0, 0, false);
      this.#mode = "pinch";
      this.#start = this.#span();
      return;
    }
    const { clientX: x, clientY: y } = event;
    this.#mode = "press";
    this.#start = {
      x,
      y,
      time: event.timeStamp,
      key: this.marks.nearest(x, y),
      lift: event.pointerType === "touch" ? LIFT : 0,
    };
    if (this.#start.key) this.#hold = setTimeout(() => this.#held(), LONG);
  }

  pointermove(event) {
    const finger = this.#fingers.get(event.pointerId);
    if (!finger) return;
    const [dx, dy] = [event.clientX - finger.x, event.clientY - finger.y];
    finger.x = event.clientX;
    finger.y = event.clientY;
    if (this.#mode === "pinch") return this.#pinch();
    if (this.#mode === "press" && this.#far(event)) this.#mode = this.#begin();
    if (this.#mode === "pan") this.camera.pan(dx, dy);
    if (this.#mode === "drag")
      this.acts.drag(this.#start.key, event.clientX, event.clientY - this.#start.lift);
  }

  pointerup(event) {
    if (!this.#fingers.delete(event.pointerId)) return;
    clearTimeout(this.#hold);
    const { x, y, time, key, lift } = this.#start ?? {};
    if (this.#mode === "drag") this.acts.drop(key, event.clientX, event.clientY - lift, true);
    if (this.#mode === "press" && event.timeStamp - time < QUICK) this.#tap(x, y, key, event.timeStamp);
    this.#mode = this.#fingers.size ? "idle" : null;
  }

  #tap(x, y, key, at) {
    const { x: x0, y: y0, at: then } = this.#tapped ?? {};
    const twice = at - then < TWICE && Math.hypot(x - x0, y - y0) < NEARBY;
    this.#tapped = twice || key ? null : { x, y, at };
    if (twice) this.acts.twice(x, y);
    else key ? this.acts.select(key) : this.acts.tap(x, y);
  }

  pointercancel(event) {
    this.#fingers.delete(event.pointerId);
    clearTimeout(this.#hold);
    if (this.#mode === "drag") this.acts.drop(this.#start.key, 0, 0, false);
    this.#mode = null;
  }

  #held() {
    if (this.#mode !== "press") return;
    this.#mode = "idle";
    this.acts.open(this.#start.key);
  }

  #far({ clientX, clientY }) {
    return Math.hypot(clientX - this.#start.x, clientY - this.#start.y) > STILL;
  }

  #begin() {
    if (this.#start.key && this.acts.drag) return "drag";
    return this.camera.zoomed ? "pan" : "idle";
  }

  #span() {
    const [a, b] = [...this.#fingers.values()];
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, wide: Math.hypot(a.x - b.x, a.y - b.y) };
  }

  #pinch() {
    const now = this.#span();
    this.camera.pan(now.x - this.#start.x, now.y - this.#start.y);
    this.camera.zoom(now.wide / this.#start.wide, now.x, now.y);
    this.#start = now;
  }

  #wheel(event) {
    // Of the whole body there is nothing farther off, so a page that is read scrolls on; a pinch comes with ctrlKey.
    if (event.deltaY > 0 && !this.camera.zoomed && !event.ctrlKey) return;
    event.preventDefault();
    this.camera.zoom(Math.exp(-event.deltaY * 0.0016), event.clientX, event.clientY);
  }
}

// A hold that counts: started with one tap, seen in large figures, with a cue each 30 s if a person asked for one.

const CUE = 30; // seconds
const MOST = 300;

export class Hold extends EventTarget {
  #timer = null;
  #began = 0;
  #told = 0;
  own = null; // the treatment that is held, and of which point
  of = null;

  constructor(habits) {
    super();
    this.habits = habits;
  }

  get running() {
    return this.#timer !== null;
  }

  get seconds() {
    return this.running ? Math.floor((performance.now() - this.#began) / 1000) : 0;
  }

  start(of, own, pressure) {
    this.stop();
    Object.assign(this, { of, own, changes: [{ pressure, at: 0 }] });
    this.#began = performance.now();
    this.#told = 0;
    // The first sound must come from a tap; browsers stay silent otherwise.
    if (this.habits.sound) this.sound ??= new AudioContext();
    this.#timer = setInterval(() => this.#tick(), 250);
    this.dispatchEvent(new Event("change"));
  }

  /** More or less pressure while it is held: another step of the same hold. */
  press(pressure) {
    this.changes.push({ pressure, at: this.seconds });
  }

  /** {hold_seconds, steps}: steps only where the pressure changed on the way. Null if nothing was held. */
  stop() {
    if (!this.running) return null;
    const total = Math.min(MOST, Math.max(1, this.seconds));
    clearInterval(this.#timer);
    this.#timer = null;
    const ends = [...this.changes.slice(1).map(({ at }) => at), total];
    const steps = this.changes
      .map(({ pressure, at }, i) => ({ pressure, discomfort: null, seconds: ends[i] - at }))
      .filter(({ pressure, seconds }) => pressure && seconds > 0);
    this.dispatchEvent(new Event("change"));
    const whole = steps.length > 1 && steps.reduce((sum, { seconds }) => sum + seconds, 0) === total;
    return { hold_seconds: total, steps: whole ? steps : [] };
  }

  #tick() {
    const { seconds } = this;
    if (seconds >= MOST) return this.dispatchEvent(new Event("full"));
    if (seconds && seconds % CUE === 0 && seconds !== this.#told) {
      this.#told = seconds;
      this.#cue();
    }
    this.dispatchEvent(new Event("tick"));
  }

  #cue() {
    if (this.habits.vibration) navigator.vibrate?.(200);
    if (!this.habits.sound || !this.sound) return;
    const tone = this.sound.createOscillator();
    const loud = this.sound.createGain();
    loud.gain.value = 0.08;
    tone.frequency.value = 660;
    tone.connect(loud).connect(this.sound.destination);
    tone.start();
    tone.stop(this.sound.currentTime + 0.15);
  }
}

export const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

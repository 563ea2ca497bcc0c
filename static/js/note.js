// The note saves itself: every three seconds while somebody types, and when they leave a field.

import { post, undecided } from "./post.js";
import { clearable } from "./scale.js";
import { conflict } from "./conflict.js";
import { uuid } from "./uuid.js";
import { Section } from "./writing/section.js";

const PAUSE = 3000;
const PAINS = ["pain_before", "pain_after"];

export class Note {
  #timer = null;
  #busy = false;
  #sent = null;
  #page = uuid(); // with a number for each save: the server knows this page's own order
  #seq = 0;

  constructor(form, { version, url, tell, refuse }) {
    Object.assign(this, { form, version, url, tell, refuse });
    this.sections = [...form.querySelectorAll("[data-section]")].map(
      (element) => new Section(element, () => this.#soon()),
    );
    this.#sent = this.values;
    form.addEventListener("focusout", () => this.save());
    form.addEventListener("submit", (event) => (event.preventDefault(), this.save()));
    for (const keys of form.querySelectorAll(".scale")) clearable(keys, () => this.save());
    addEventListener("online", () => this.save());
    addEventListener("pagehide", () => this.#leave());
  }

  /** What is the therapist's: their sections with what they were written over, and the whole session's pain. */
  get values() {
    const data = new FormData(this.form);
    const own = this.sections.map((section) => [section.name, section.value]);
    return Object.fromEntries([...own, ...PAINS.map((name) => [name, data.get(name) ?? ""])]);
  }

  /** The text of each section, whoever wrote it, and the pain. */
  get shown() {
    return { ...this.values, ...Object.fromEntries(this.sections.map(({ name, text }) => [name, text])) };
  }

  get changed() {
    const now = this.values;
    return (
      Object.keys(now).some((name) => now[name] !== this.#sent[name]) ||
      this.sections.some((section) => section.own && section.basis !== (section.sentBasis ?? section.basis))
    );
  }

  /** Sections where another tab wrote something else and nobody has chosen yet. */
  get unresolved() {
    return this.form.querySelectorAll(".theirs").length > 0;
  }

  /** The last words go out with the page; where another text stands and nobody has chosen, they are put aside. */
  #leave() {
    const leaving = this.unresolved ? "aside" : "yes";
    if (this.changed || this.unresolved) post(this.url, { ...this.#fields(), leaving }, { leaving: true });
  }

  async save() {
    clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#busy || !this.changed || this.unresolved) return;
    this.#busy = true;
    const mine = this.values;
    const bases = this.sections.map(({ basis }) => basis);
    this.tell("saving");
    const { status, body } = await post(this.url, this.#fields());
    this.#busy = false;
    this.#answered(mine, bases, status, body);
  }

  #answered(mine, bases, status, body) {
    if (status === 200) {
      this.version = body.version;
      this.#sent = mine;
      this.sections.forEach((section, at) =>
        Object.assign(section, { stored: mine[section.name] !== null, sentBasis: bases[at] }),
      );
      this.tell("saved", body.saved_at);
      if (this.changed) this.#soon();
    } else if (status === 409 && body.theirs) this.#differ(body);
    else if (undecided(status)) {
      this.tell(status === 401 ? "signed-out" : "kept");
      this.#soon();
    } else {
      this.tell("failed");
      this.refuse(body.error ?? "The server would not take this note. It is still here on the page.");
    }
  }

  /** Somebody else saved in between: what only they changed is taken over, what both changed is asked. */
  #differ({ theirs, version }) {
    const base = this.#sent;
    const mine = this.values;
    this.version = version;
    const now = (name) => (PAINS.includes(name) ? String(theirs[name] ?? "") : theirs[name]);
    this.#sent = Object.fromEntries(Object.keys(base).map((name) => [name, now(name)]));
    for (const section of this.sections) this.#meet(section, base[section.name], mine[section.name]);
    for (const name of PAINS) conflict(this.form, name, base[name], this.#sent[name], () => this.#chosen());
    if (this.unresolved) this.tell("conflict");
    else this.save();
  }

  /** Theirs where I changed nothing; where both wrote, a person chooses. */
  #meet(section, base, mine) {
    const theirs = this.#sent[section.name];
    section.stored = theirs !== null;
    if (theirs === base || theirs === mine) return;
    if (mine !== base && theirs !== null)
      return conflict(this.form, section.name, base ?? section.fresh.text ?? "", theirs, () => this.#chosen());
    if (mine !== base) return;
    if (theirs === null) section.take();
    else section.write(theirs);
  }

  #chosen() {
    if (this.unresolved) return;
    this.tell("saved");
    this.save();
  }

  /** Something was changed: save it soon. */
  soon() {
    this.#soon();
  }

  #soon() {
    this.#timer ??= setTimeout(() => this.save(), PAUSE);
  }

  #fields() {
    const data = new FormData(this.form);
    const pains = PAINS.map((name) => [name, data.get(name) ?? ""]);
    const order = { version: this.version, page: this.#page, seq: ++this.#seq };
    return Object.assign(Object.fromEntries(pains), ...this.sections.map(({ fields }) => fields), order);
  }
}

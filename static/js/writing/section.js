// One section of the note: the map's text until somebody types, theirs from then on.

import { html } from "../map/dom.js";

export class Section {
  #composing = false;

  constructor(element, changed) {
    this.element = element;
    this.name = element.dataset.section;
    this.field = element.querySelector("textarea");
    this.form = this.field.form;
    this.basisField = this.form.elements[`basis_${this.name}`];
    this.fresh = { text: this.own ? null : this.field.value, basis: this.own ? "" : this.basis };
    this.stored = this.own;
    this.field.addEventListener("input", () => (this.#typed(), changed()));
    this.field.addEventListener("compositionstart", () => (this.#composing = true));
    this.field.addEventListener("compositionend", () => (this.#composing = false));
  }

  get own() {
    return "own" in this.element.dataset;
  }

  get basis() {
    return this.basisField.value;
  }

  get text() {
    return this.field.value;
  }

  /** What is to be saved here: the therapist's text, null where the map writes. */
  get value() {
    return this.own ? this.field.value : null;
  }

  /** Somebody is in the middle of a word; nothing is put under their hands. */
  get busy() {
    return this.#composing || document.activeElement === this.field;
  }

  get fields() {
    const mine = this.own
      ? { [this.name]: this.text, [`basis_${this.name}`]: this.basis }
      : { [this.name]: this.fresh.text, [`basis_${this.name}`]: this.fresh.basis };
    if (this.carried) mine[`carried_${this.name}`] = this.carried;
    return this.own || this.stored ? mine : {};
  }

  /**
   * What the server says the map writes now. The therapist's words stay, and say that the map has moved on.
   * elsewhere: it knows a newer save than this page made, so words of another tab may be news here.
   */
  hear({ text, own, basis, fresh, fresh_basis: freshBasis, carried }, elsewhere) {
    this.fresh = { text: fresh, basis: freshBasis };
    if (!this.own && own && !this.stored && elsewhere && !this.busy) this.write(text, { basis, carried });
    else if (!this.own && !this.busy) this.#show(fresh, freshBasis);
    this.#moved();
  }

  /** Words that are the therapist's now, from wherever they come. */
  write(text, { basis = this.basis, carried = "" } = {}) {
    this.field.value = text;
    this.basisField.value = basis;
    this.carried = carried;
    this.#mark(true);
  }

  /** Back to what the map writes. */
  take() {
    this.#show(this.fresh.text, this.fresh.basis);
    this.carried = "";
    this.#mark(false);
  }

  /** The map has changed, and the own words are right all the same. */
  keep() {
    this.basisField.value = this.fresh.basis;
    this.#moved();
  }

  #typed() {
    const same = this.fresh.text !== null && this.text === this.fresh.text;
    if (same) this.basisField.value = this.fresh.basis;
    this.#mark(!same);
  }

  #show(text, basis) {
    if (this.field.value !== text) this.field.value = text;
    this.basisField.value = basis;
  }

  #mark(own) {
    this.element.toggleAttribute("data-own", own);
    const day = this.carried && new Date(this.carried).toLocaleDateString("en-GB", { dateStyle: "medium" });
    if (this.carried !== undefined)
      this.element.querySelector("[data-carried]").textContent = day ? `, carried from ${day}` : "";
    this.#moved();
  }

  #moved() {
    const moved = this.own && this.fresh.text !== null && !["", this.fresh.basis].includes(this.basis);
    this.element.toggleAttribute("data-moved", moved);
    if (moved) this.#difference();
  }

  #difference() {
    const have = new Set(this.text.split("\n").map((line) => line.trim()));
    const rows = this.fresh.text.split("\n").filter(Boolean);
    const row = (line) => html("p", {}, have.has(line.trim()) ? line : html("mark", {}, line));
    const none = html("p", {}, "The map says nothing here now.");
    this.#newText.replaceChildren(...(rows.length ? rows.map(row) : [none]));
  }

  /** Where the map's new text is shown; most sections never need it. */
  get #newText() {
    if (!this.element.querySelector(".note-moved"))
      this.field.before(document.getElementById("note-moved").content.cloneNode(true));
    return this.element.querySelector("[data-fresh]");
  }
}

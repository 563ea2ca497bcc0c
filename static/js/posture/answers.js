// Each finding is a form that saves itself: at once when a key is tapped, after a pause while somebody types.

import { post, undecided } from "../post.js";
import { SavedMark } from "../saved.js";
import { clearable } from "../scale.js";
import { chooseBetween } from "./both.js";

const PAUSE = 700;
const AGAIN = 4000;
const page = document.getElementById("assess");

export function startAnswers() {
  if (!page) return;
  const mark = new SavedMark(document.getElementById("saved"));
  for (const form of page.querySelectorAll("form[data-answer]")) new Answer(form, mark);
}

const valuesOf = (form) => {
  const fields = Object.fromEntries(new FormData(form));
  delete fields.csrfmiddlewaretoken;
  return fields;
};
const told = ({ version: _, ...fields }) => JSON.stringify(fields);

class Answer {
  #timer = null;
  #busy = false;

  constructor(form, mark) {
    Object.assign(this, { form, mark, name: form.action + (form.elements.sign?.value ?? "") + form.dataset.side });
    this.error = form.querySelector("[data-error]");
    this.sent = told(valuesOf(form));
    for (const keys of form.querySelectorAll("fieldset.keys")) clearable(keys, () => this.#soon(0));
    form.addEventListener("input", ({ target }) => this.#soon(target.type === "radio" ? 0 : PAUSE));
    form.addEventListener("change", () => this.#soon(0));
    form.addEventListener("submit", (event) => (event.preventDefault(), this.save(true)));
    addEventListener("online", () => this.save());
    addEventListener("pagehide", () => this.changed && !this.asking && post(form.action, valuesOf(form), { leaving: true }));
    addEventListener("beforeunload", (event) => this.asking && event.preventDefault());
  }

  get changed() {
    return told(valuesOf(this.form)) !== this.sent;
  }

  get asking() {
    return this.form.querySelector(".theirs") !== null;
  }

  #soon(pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), pause);
  }

  async save(anyway = false) {
    if (this.#busy) return this.#soon(PAUSE);
    if (this.asking || (!anyway && !this.changed)) return;
    this.#busy = true;
    const fields = valuesOf(this.form);
    this.mark.tell(this.name, "saving");
    const { status, body } = await post(this.form.action, fields);
    this.#busy = false;
    this.#answered(fields, status, body);
  }

  #answered(fields, status, body) {
    this.#say("");
    if (status === 200) this.#kept(fields, body);
    else if (status === 409 && body.theirs) this.#differ(body);
    else if (undecided(status)) {
      this.mark.tell(this.name, status === 401 ? "signed-out" : "kept");
      this.#soon(AGAIN);
    } else {
      this.sent = told(fields);
      this.mark.tell(this.name, "failed");
      this.#say(body.error ?? "The server would not take this. It is still here on the page.");
    }
  }

  #kept(fields, body) {
    this.sent = told(fields);
    if (this.form.elements.version) this.form.elements.version.value = body.version;
    this.mark.tell(this.name, "saved", body.saved_at);
    if ("present" in body) show(this.form, body);
    if (this.changed) this.#soon(0);
  }

  /** Saved in another window meanwhile: both are shown, and a person chooses what stays. */
  #differ(body) {
    this.mark.tell(this.name, "conflict");
    this.form.elements.version.value = body.version;
    chooseBetween(this.form, body, (stays) => {
      this.sent = stays === "theirs" ? told(valuesOf(this.form)) : null;
      this.mark.tell(this.name, "saved");
      this.save();
    });
  }

  #say(sentence) {
    this.error.textContent = sentence;
    this.error.hidden = !sentence;
  }
}

/** What the page says around the row: marks, patterns, how many are still to be confirmed. */
function show(form, { present, patterns, carried }) {
  form.classList.toggle("is-present", present);
  form.classList.remove("is-carried");
  form.querySelector(".pf-carried")?.remove();
  for (const pattern of page.querySelectorAll("[data-pattern]")) pattern.hidden = !patterns.includes(pattern.dataset.pattern);
  document.getElementById("patterns").hidden = !patterns.length;
  const left = page.querySelector("[data-carried]");
  if (left) left.textContent = carried;
  if (left && !carried) left.closest("form").remove();
  page.dispatchEvent(new CustomEvent("answered"));
}

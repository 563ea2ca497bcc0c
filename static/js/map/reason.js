// Asking why: a written reason of a few words, before something goes past a caution.

import { html } from "./dom.js";

const FEWEST_WORDS = 3;

/** go(reason) once it is written; stay() when the person thinks better of it. */
export function askWhy(dialog, { title, text, leave, take, go, stay = () => {} }) {
  const field = html("textarea", { class: "form-control", rows: 2, maxlength: 300, required: true });
  const fault = html("p", { class: "invalid-feedback", role: "alert", hidden: true });
  const close = (then) => {
    dialog.close();
    then();
  };
  const submit = (event) => {
    event.preventDefault();
    const reason = field.value.trim().replace(/\s+/g, " ");
    if (reason.split(" ").length < FEWEST_WORDS) {
      fault.textContent = "Write why, in a few words.";
      fault.hidden = false;
      return;
    }
    close(() => go(reason));
  };
  dialog.replaceChildren(
    html(
      "form",
      { class: "form", onsubmit: submit },
      html("h2", { id: "despite-title" }, title),
      html("p", {}, text),
      html("label", {}, "Why", field),
      fault,
      html(
        "div",
        { class: "form-foot" },
        html("button", { type: "button", class: "btn btn-secondary", onclick: () => close(stay) }, leave),
        html("button", { class: "btn btn-primary" }, take),
      ),
    ),
  );
  // What the keys do on the map they do not do while someone writes.
  dialog.onkeydown = (event) => event.stopPropagation();
  dialog.oncancel = stay;
  dialog.showModal();
  field.focus();
}

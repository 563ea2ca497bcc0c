// Two texts for one section of the note: both are shown, and a person chooses what stays.

import { html } from "./map/dom.js";

/** Settle one field: base is what both began with, theirs what is saved now. chosen: after somebody has chosen. */
export function conflict(form, name, base, theirs, chosen) {
  const field = form.elements[name];
  if (!field || theirs === base || field.value === theirs) return;
  if (field.value === base) write(form, name, theirs);
  else if (field instanceof HTMLTextAreaElement) ask(field, theirs, chosen);
}

function write(form, name, value) {
  const field = form.elements[name];
  if (field instanceof RadioNodeList && value === "") for (const radio of field) radio.checked = false;
  else field.value = value;
}

function ask(field, theirs, chosen) {
  field.parentElement.querySelector(".theirs")?.remove();
  const choose = (value) => () => {
    if (value !== null) field.value = value;
    box.remove();
    chosen();
  };
  const button = (words, value) =>
    html("button", { type: "button", class: "btn btn-secondary", onclick: choose(value) }, words);
  const box = html(
    "div",
    { class: "theirs", role: "alert" },
    html(
      "p",
      { class: "theirs-head" },
      "This section was changed elsewhere meanwhile. Both texts are kept; choose what stays.",
    ),
    html("blockquote", {}, theirs || "(empty)"),
    html(
      "div",
      { class: "line-x" },
      button("Keep mine", null),
      button("Use the other", theirs),
      button("Keep both", `${theirs}\n\n${field.value}`),
    ),
  );
  field.after(box);
  box.scrollIntoView({ block: "nearest" });
}

// Two answers to one thing: both are shown, and a person chooses what stays.

import { html } from "../map/dom.js";

/** chosen hears "mine" or "theirs"; theirs is written into the form before. */
export function chooseBetween(form, { error, theirs }, chosen) {
  const choose = (stays) => () => {
    if (stays === "theirs") write(form, theirs);
    box.remove();
    chosen(stays);
  };
  const button = (words, stays) =>
    html("button", { type: "button", class: "btn btn-secondary", onclick: choose(stays) }, words);
  const box = html(
    "div",
    { class: "theirs", role: "alert" },
    html("p", {}, error),
    html("blockquote", {}, theirs.shown || "(empty)"),
    html("div", { class: "line-x" }, button("Keep mine", "mine"), button("Use the other", "theirs")),
  );
  form.append(box);
}

function write(form, theirs) {
  for (const [name, value] of Object.entries(theirs)) {
    const field = form.elements[name];
    if (!field || (name === "measure" && !value)) continue;
    if (field instanceof RadioNodeList) for (const radio of field) radio.checked = radio.value === value;
    else if (field.type === "radio") field.checked = field.value === value;
    else field.value = value;
  }
}

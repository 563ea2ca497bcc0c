// Rows of keys for the editor: one of several, tapped again to take it back.

import { html } from "./dom.js";

/** Keys for {value: words}. chosen(value) gets empty when the pressed one was tapped again. */
export function choices(label, options, { value, empty = "", act, chosen, disabled = false, wide = false }) {
  return html(
    "div",
    { class: wide ? "chips" : "seg", role: "group", "aria-label": label },
    ...Object.entries(options).map(([name, words]) =>
      html(
        "button",
        {
          type: "button",
          class: wide ? "chip-key" : null,
          "aria-pressed": String(String(value) === name),
          "data-act": `${act}-${name}`,
          disabled,
          onclick: () => chosen(String(value) === name ? empty : name, words),
        },
        words,
      ),
    ),
  );
}

/** A list to choose from; options as [value, words] pairs. */
export function select(label, options, { value, act, chosen }) {
  return html(
    "select",
    { class: "form-select", "aria-label": label, "data-act": act, onchange: ({ target }) => chosen(target.value) },
    ...options.map(([name, words]) =>
      html("option", { value: name, selected: String(value ?? "") === String(name) }, words),
    ),
  );
}

/** A small number with less and more beside it; empty is not said. */
export function stepper(label, { value, unit = "", least, most, step, start, act, chosen, disabled = false }) {
  const by = (change) => () =>
    chosen(value === null ? start : Math.min(most, Math.max(least, value + change)));
  const typed = ({ target }) => {
    const number = Math.round(Number(target.value));
    chosen(target.value === "" || Number.isNaN(number) ? null : Math.min(most, Math.max(least, number)));
  };
  const button = (words, sign, change) =>
    html(
      "button",
      { type: "button", "aria-label": `${words} ${label.toLowerCase()}`, "data-act": `${act}-${words}`, disabled, onclick: by(change) },
      sign,
    );
  return html(
    "div",
    { class: "stepper", role: "group", "aria-label": label },
    button("Less", "−", -step),
    html("input", {
      type: "text",
      inputmode: "numeric",
      "aria-label": label,
      "data-act": act,
      placeholder: "–",
      value: value === null ? "" : String(value),
      disabled,
      onchange: typed,
    }),
    unit ? html("span", { "aria-hidden": "true" }, unit) : null,
    button("More", "+", step),
  );
}

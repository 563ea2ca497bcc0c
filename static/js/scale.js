// The pain scale: eleven keys from 0 to 10, no slider, for an oily thumb cannot stop one. Tap again clears.

import { html } from "./map/dom.js";

/** Keys as buttons. chosen(score) gets the new value, null when the chosen key was tapped again. */
export function scale({ label, value, last = null, when, disabled = false, chosen }) {
  const key = (score) => {
    const on = score === value;
    return html(
      "button",
      {
        type: "button",
        class: `p${score}${score === last ? " last" : ""}`,
        "aria-pressed": String(on),
        disabled,
        "data-score": score,
        "data-when": when,
        "data-act": `${when}-${score}`,
        "aria-label": score === last ? `${score}, the score last time` : null,
        onclick: () => chosen(on ? null : score),
      },
      String(score),
    );
  };
  return html(
    "div",
    { class: "scale", role: "group", "aria-label": label },
    ...Array.from({ length: 11 }, (_, i) => key(i)),
  );
}

/** Radio keys of a form: the chosen one can be tapped again to clear it. */
export function clearable(fieldset, changed) {
  let was = fieldset.querySelector(":checked");
  fieldset.addEventListener("click", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    if (target === was) target.checked = false;
    was = target.checked ? target : null;
    changed();
  });
}

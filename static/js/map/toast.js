// A toast of the page's own with a button on it. The shell lets it go after some seconds.

import { html } from "./dom.js";

/** Say what was done, with one thing to do about it. */
export function offer(text, label, act) {
  const box = document.getElementById("toasts");
  const item = html("div", { class: "toast toast-done", "data-toast": "" }, html("p", {}, text));
  item.append(
    html("button", { type: "button", class: "btn btn-quiet", onclick: () => (item.remove(), act()) }, label),
  );
  for (const old of box?.querySelectorAll("[data-own]") ?? []) old.remove();
  item.dataset.own = "";
  box?.append(item);
}

/** Tell of something refused; it stays until it is closed. */
export const refuse = (text) =>
  document.dispatchEvent(new CustomEvent("toast", { detail: { said: text, level: "refused" } }));

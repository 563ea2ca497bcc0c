// Theme and density change at once; the server keeps the choice in a cookie for the next page.
import { post } from "./requests.js";

const root = document.documentElement;

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-appearance]");
  const button = event.submitter;
  if (!form || !button) return;
  event.preventDefault();
  show(button.name, button.value);
  for (const other of form.querySelectorAll(`[name="${button.name}"]`)) {
    other.setAttribute("aria-pressed", String(other === button));
  }
  post(form.action, new FormData(form, button));
});

function show(name, value) {
  root.dataset[name] = value;
  if (name !== "theme") return;
  if (value !== "auto") root.dataset.bsTheme = value;
  root.dispatchEvent(new Event("theme"));
}

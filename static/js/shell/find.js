// The search box: results come by htmx; the arrow keys walk from the box through them and back.
const box = () => document.querySelector("[data-find] input[name=words]");
const found = () => document.getElementById("found");

export function focus() {
  box()?.focus();
  box()?.select();
  return Boolean(box());
}

export function clear() {
  const open = Boolean(found()?.childElementCount);
  const inside = document.activeElement?.closest("[data-find]");
  if (!open && !inside) return false;
  found().replaceChildren();
  if (open) box().focus();
  else document.activeElement.blur();
  return true;
}

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.elt !== box() || box().value.trim().length > 1) return;
  event.preventDefault();
  found().replaceChildren();
});

document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const area = event.target.closest("[data-find], [data-find-who]");
  if (!step || !area) return;
  const stops = [...area.querySelectorAll("input[name=words], .found a, .found button")];
  const next = stops[stops.indexOf(document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
});

document.addEventListener("focusin", (event) => {
  if (found()?.childElementCount && !event.target.closest("[data-find]")) found().replaceChildren();
});
document.addEventListener("click", (event) => {
  if (found()?.childElementCount && !event.target.closest("[data-find]")) found().replaceChildren();
});

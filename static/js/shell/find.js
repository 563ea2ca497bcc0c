// The search box: results come by htmx, and before a word is typed whom one had open lately; the arrow keys walk
// from the box through them and back, Enter opens, Esc closes.
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
  shut();
  if (open) back();
  else document.activeElement.blur();
  return true;
}

// An answer still on its way would open the list again.
function shut() {
  window.htmx.trigger(box(), "htmx:abort");
  found().replaceChildren();
}

let returning = false;
function back() {
  returning = true;
  box().focus();
  returning = false;
}

// One Latin letter is half the register; one Han character is a name.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.elt !== box() || !/^[ -~\u00c0-\u024f]$/.test(box().value.trim())) return;
  event.preventDefault();
  found().replaceChildren();
});

document.addEventListener("focusin", (event) => {
  if (event.target !== box() || returning || box().value.trim() || found().childElementCount) return;
  window.htmx.trigger(box(), "lately");
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

for (const elsewhere of ["focusin", "click"]) {
  document.addEventListener(elsewhere, (event) => {
    if (found() && !event.target.closest("[data-find]")) shut();
  });
}

// The side panel: opened by what htmx puts into it, closed by its button or Esc; focus goes in and comes back.
let opener = null;
const panel = () => document.getElementById("panel");
const isOpen = () => Boolean(panel()?.childElementCount);

export function close() {
  if (!isOpen()) return false;
  panel().replaceChildren();
  document.querySelector(".ap.is-chosen")?.classList.remove("is-chosen");
  if (opener?.isConnected) opener.focus();
  opener = null;
  document.dispatchEvent(new Event("panel:closed"));
  return true;
}

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.target?.id !== "panel" || panel().contains(detail.elt)) return;
  opener = detail.elt;
});

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target?.id !== "panel") return;
  document.querySelector(".ap.is-chosen")?.classList.remove("is-chosen");
  if (opener?.matches(".ap")) opener.classList.add("is-chosen");
  if (!panel().contains(document.activeElement)) enter();
});

// What was done in the panel brings the page again: whoever works by keys goes on from where they opened it.
const RETURN = "return";
addEventListener("pagehide", () => {
  if (isOpen() && opener?.id && document.querySelector(":focus-visible")) sessionStorage.setItem(RETURN, opener.id);
});
const left = sessionStorage.getItem(RETURN);
sessionStorage.removeItem(RETURN);
if (left) document.getElementById(left)?.focus({ preventScroll: true });

function enter() {
  const first = panel().querySelector("[autofocus], .is-invalid") ?? panel();
  first.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close-panel]")) close();
});

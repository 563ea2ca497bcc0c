// A toast stays 8 seconds, longer while it is hovered or focused; refusals stay until they are closed. What can be
// undone is out of sight then, but Ctrl Z still finds it until a minute is over.
const SECONDS = 8;
const UNDO_SECONDS = 60;
const box = () => document.getElementById("toasts");
const gone = new WeakMap();

// said: a text, or an element of the server's whose content it is, with the names in it marked as such.
export function toast(said, level = "info") {
  const item = document.createElement("div");
  item.className = `toast toast-${level}`;
  item.dataset.toast = "";
  const words = document.createElement("p");
  words.append(...(said.childNodes ?? [said]));
  for (const same of box().children) if (same.querySelector("p")?.textContent === words.textContent) same.remove();
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn btn-quiet";
  close.dataset.closeToast = "";
  close.textContent = "Close";
  item.append(words, close);
  box().append(item);
}

setInterval(() => {
  for (const item of document.querySelectorAll("[data-toast]")) age(item);
}, 1000);

function age(item) {
  if (item.classList.contains("toast-refused") || item.matches(":hover, :focus-within")) return;
  const seconds = (gone.get(item) ?? 0) + 1;
  gone.set(item, seconds);
  item.hidden = seconds >= SECONDS;
  if (seconds >= (item.querySelector("[data-undo]") ? UNDO_SECONDS : SECONDS)) item.remove();
}

document.addEventListener("click", (event) => {
  const item = event.target.closest("[data-close-toast]")?.closest("[data-toast]");
  if (!item?.querySelector("[data-undo]")) return item?.remove();
  gone.set(item, Math.max(gone.get(item) ?? 0, SECONDS));
  item.hidden = true;
});

// What was done on the page before can be undone for the rest of its minute.
for (const form of document.querySelectorAll("[data-undo-for]")) {
  setTimeout(() => form.remove(), form.dataset.undoFor * 1000);
}

document.addEventListener("toast", ({ detail }) => toast(detail.said, detail.level));
// As the server made them, each with its way to take it back.
document.addEventListener("toasts", ({ detail }) => {
  box().append(...new DOMParser().parseFromString(detail.html, "text/html").querySelectorAll("[data-toast]"));
});

// The newest undo first, as people expect; inside a text field Ctrl Z stays the field's own.
export function undo() {
  const button = [...document.querySelectorAll("[data-undo]")].at(-1);
  button?.click();
  return Boolean(button);
}

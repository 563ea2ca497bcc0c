// Says, on whatever page is open, that a file is ready. Only where one was asked for is there anything to ask.
const EVERY = 3000;
const AWAY = 30_000;
const place = document.querySelector("[data-exports]");

async function ask() {
  if (document.hidden) return later(EVERY);
  try {
    const token = document.querySelector('meta[name="csrf-token"]').content;
    const answer = await fetch(place.dataset.exports, { method: "POST", headers: { "X-CSRFToken": token, Accept: "application/json" } });
    if (!answer.ok) return later(AWAY);
    const { html, more } = await answer.json();
    if (html) document.dispatchEvent(new CustomEvent("toasts", { detail: { html } }));
    if (more) later(EVERY);
  } catch {
    later(AWAY);
  }
}

const later = (wait) => setTimeout(ask, wait);

if (place) later(EVERY / 2);

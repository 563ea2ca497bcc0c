// Quick-book: picking a person fills in the rest; the chosen time is named on the button and outlined on the board.
const panel = () => document.getElementById("panel");
const KEPT = ["therapist", "location", "features", "day", "at", "room", "dead_gaps"];
const STEP = 5;

document.addEventListener("click", (event) => {
  const row = event.target.closest("#found-who [data-number]");
  if (row) pick(row.dataset.number);
});

// Enter picks the first who was found for just these words, and waits for them if need be: the first of an earlier
// answer is somebody else. It never leaves the page with a half-made booking.
let waiting = false;
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-find-who]")) return;
  event.preventDefault();
  const box = event.target.elements.words;
  if (pickFirst(box) || !typed(box)) return;
  waiting = true;
  window.htmx.trigger(box, "now");
});
document.addEventListener("input", () => (waiting = false));
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (!waiting || detail.target?.id !== "found-who") return;
  waiting = false;
  pickFirst(document.querySelector("[data-find-who]").elements.words);
});

const typed = (box) => box.value.normalize("NFC").split(/\s+/).filter(Boolean).join(" ");

function pickFirst(box) {
  const found = document.querySelector("#found-who [data-words]");
  const first = found?.dataset.words === typed(box) && found.querySelector("[data-number]");
  if (first) pick(first.dataset.number);
  return Boolean(first);
}

function pick(number) {
  const form = document.querySelector("form[data-book]");
  const said = new FormData(form);
  const asked = new URLSearchParams({ patient: number });
  for (const name of KEPT) for (const one of said.getAll(name)) if (one) asked.append(name, one);
  const url = `${form.dataset.book}?${asked}`;
  if (panel().contains(form)) window.htmx.ajax("GET", url, { target: "#panel" });
  else window.location.assign(url);
}

document.addEventListener("change", (event) => {
  if (!event.target.matches("input[name=offer]")) return;
  event.target.focus({ preventScroll: true }); // so that Enter books it, however it was chosen
  say(event.target);
});

// Enter on an offer books it: of the form's buttons the first, which a browser would press, asks for later times.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("input[name=offer], #book-note")) return;
  event.preventDefault();
  event.target.form.querySelector("[data-says-here]").click();
});

// How much of a series is cancelled: where the script cannot say so, the button's own words hold for any choice.
document.addEventListener("change", ({ target }) => {
  if (target.matches("[name=scope][data-says]")) target.form.querySelector("[data-says-here]").textContent = target.dataset.says;
});

document.addEventListener("htmx:afterSettle", () => say(document.querySelector("input[name=offer]:checked")));
document.addEventListener("panel:closed", unmark);

function say(offer) {
  unmark();
  if (!offer) return;
  const button = offer.form.querySelector("[data-says-here]");
  if (button) button.textContent = offer.dataset.says;
  mark(offer.dataset);
}

function mark({ day, therapist, time, minutes }) {
  const board = document.querySelector(`[data-board][data-day="${day}"]`);
  const column = board?.querySelector(`[data-therapist="${therapist}"]`);
  if (!column) return;
  const [hour, minute] = time.split(":").map(Number);
  const ghost = document.createElement("div");
  ghost.id = "board-ghost";
  ghost.dataset.own = "";
  ghost.className = `board-ghost from-${(hour * 60 + minute - board.dataset.first) / STEP} for-${minutes / STEP}`;
  const words = document.createElement("b");
  words.textContent = [time, panel().querySelector(".picked b")?.textContent].filter(Boolean).join(" ");
  ghost.append(words);
  column.append(ghost);
}

function unmark() {
  document.querySelector(".board-ghost")?.remove();
}

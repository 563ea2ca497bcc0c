// A time that is chosen is named on the button and outlined on the board.
const panel = () => document.getElementById("panel");
const STEP = 5;

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

// Where the place that was pressed is not free none is chosen for whoever has no script; here the button names it.
function choose() {
  const offers = [...document.querySelectorAll("form[data-book] input[name=offer]")];
  if (offers.length && !offers.some((one) => one.checked)) offers[0].checked = true;
}

choose();
document.addEventListener("htmx:afterSettle", () => {
  choose();
  say(document.querySelector("input[name=offer]:checked"));
});
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

// The board opens at the visit that was just booked or changed, else at the present hour, and its red line keeps up with
// the clinic's clock.
const STEP = 5;
let opened = performance.now();

function start(board) {
  const line = board.querySelector(".board-now");
  if (!line) return;
  if (!location.hash) line.scrollIntoView({ block: "center", inline: "nearest" });
  setInterval(() => move(board, line), 30_000);
}

function move(board, line) {
  const now = Number(board.dataset.now) + Math.floor((performance.now() - opened) / 60_000);
  line.className = `board-now from-${Math.floor((now - board.dataset.first) / STEP)}`;
  const hours = String(Math.floor(now / 60)).padStart(2, "0");
  line.querySelector("time").textContent = `${hours}:${String(now % 60).padStart(2, "0")}`;
}

// News brought the present with it.
document.addEventListener("live:swapped", () => (opened = performance.now()));

// By then the browser has found its card, and a reload shows the day alone.
addEventListener("load", () => {
  const { pathname, search } = location;
  const day = pathname + search.replace(/[?&](booked|changed)=\d+/, "");
  document.querySelector("tr:target a")?.focus({ preventScroll: true });
  if (day !== pathname + search) history.replaceState(null, "", day);
});

const board = document.querySelector("[data-board]");
if (board) start(board);

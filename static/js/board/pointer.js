// Dragging, with a mouse at once and with a finger after holding still for a moment, so that a swipe still scrolls.
import { back, columns, drop, inHand, lift, moveTo, sizeTo } from "./hand.js";

const STEP = 5;
const NEAR = 6; // pixels a mouse goes before it means it
const STILL = 10; // pixels a finger may tremble
const HOLD = 350; // milliseconds
const EDGE = 44; // pixels in which the board scrolls by itself
const HANDLE = { mouse: 8, touch: 18, pen: 12 };
const board = document.querySelector("[data-board]");
let press = null;

if (board) {
  board.addEventListener("pointerdown", down);
  document.addEventListener("pointermove", moved);
  document.addEventListener("pointerup", up);
  document.addEventListener("pointercancel", cancelled);
  document.addEventListener("keydown", (event) => event.key === "Escape" && press?.lifted && (event.preventDefault(), cancelled()), true);
  document.addEventListener("click", (event) => press?.clicked && (event.preventDefault(), event.stopPropagation()), true);
  board.addEventListener("dragstart", (event) => event.target.closest(".ap") && event.preventDefault());
  board.addEventListener("contextmenu", (event) => press?.kind === "touch" && event.preventDefault());
  // While a finger holds a card it does not scroll; passive listeners could not say so.
  board.addEventListener("touchmove", (event) => press?.lifted && event.preventDefault(), { passive: false });
}

function down(event) {
  const card = event.target.closest(".ap[data-hold]");
  if (!card || event.button !== 0 || !event.isPrimary || inHand()) return;
  const box = card.getBoundingClientRect();
  const handle = Math.min(HANDLE[event.pointerType] ?? HANDLE.mouse, box.height / 3);
  const what = event.clientY > box.bottom - handle || !("moves" in card.dataset) ? "size" : "move";
  press = { card, what, kind: event.pointerType, id: event.pointerId, x: event.clientX, y: event.clientY, grip: event.clientY - box.top, over: event.clientY - box.bottom };
  press.at = { x: press.x, y: press.y };
  if (press.kind === "touch") press.timer = setTimeout(take, HOLD);
}

function take() {
  press.lifted = lift(press.card, press.what);
  if (!press.lifted) return (press = null);
  navigator.vibrate?.(10);
  requestAnimationFrame(scroll);
}

function moved(event) {
  if (!press || event.pointerId !== press.id) return;
  press.at = { x: event.clientX, y: event.clientY };
  const far = Math.hypot(event.clientX - press.x, event.clientY - press.y);
  if (!press.lifted && press.kind === "touch" && far > STILL) return forget();
  if (!press.lifted && press.kind !== "touch" && far > NEAR) take();
  if (press?.lifted) follow();
}

function follow() {
  const { x, y } = press.at;
  const { to } = inHand();
  const column = columns().find((one) => x >= one.getBoundingClientRect().left && x < one.getBoundingClientRect().right) ?? to.column;
  const height = Number.parseFloat(getComputedStyle(board).getPropertyValue("--step"));
  const top = column.getBoundingClientRect().top + Number.parseFloat(getComputedStyle(column).paddingTop);
  if (press.what === "move") moveTo(column, (y - press.grip - top) / height);
  else sizeTo((y - press.over - top) / height - to.row);
}

function scroll() {
  if (!press?.lifted) return;
  const box = board.getBoundingClientRect();
  const { x, y } = press.at;
  const pull = (place, from, to) => (place < from + EDGE ? -1 : place > to - EDGE ? 1 : 0) * 9;
  const heads = board.querySelector(".board-heads").offsetHeight;
  const [across, along] = [pull(x, box.left, box.right), pull(y, box.top + heads, box.bottom)];
  if (across || along) {
    board.scrollBy(press.what === "move" ? across : 0, along);
    follow();
  }
  requestAnimationFrame(scroll);
}

function up(event) {
  if (!press || event.pointerId !== press.id) return;
  if (!press.lifted) return forget();
  drop();
  ended();
}

function cancelled() {
  if (press?.lifted) {
    back();
    ended();
  } else forget();
}

// The click that follows a drag opens nothing.
function ended() {
  const done = { clicked: true };
  press = done;
  setTimeout(() => press === done && (press = null));
}

function forget() {
  clearTimeout(press?.timer);
  press = null;
}

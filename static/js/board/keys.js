// The keyboard's twin of dragging: M takes the card in focus, arrows carry it, Enter puts it down, Escape puts it back;
// Shift and an arrow draw it longer or shorter.
import { back, columns, drop, facts, inHand, lift, moveTo, say, sizeBy, words } from "./hand.js";

const STEP = 5;
const UP_DOWN = { ArrowUp: -1, ArrowDown: 1 };
const LEFT_RIGHT = { ArrowLeft: -1, ArrowRight: 1 };

document.querySelector("[data-board]")?.addEventListener("keydown", (event) => {
  const card = event.target.closest(".ap");
  if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = inHand() ? carry(event) : take(event, card);
  if (!act) return;
  event.preventDefault();
  act();
});

function take({ key, shiftKey }, card) {
  if (shiftKey && key in UP_DOWN) return () => lift(card, "size") ? size(UP_DOWN[key]) : say("This one keeps its length.");
  if (key.toLowerCase() !== "m" || shiftKey) return null;
  return () => say(lift(card, "move") ? `In hand: ${words()}. Arrows carry it, Enter puts it down, Escape puts it back.` : "This one cannot be moved any more.");
}

function carry({ key, shiftKey }) {
  if (key === "Escape") return back;
  if (key === "Enter") return drop;
  const { kind, to } = inHand();
  if (kind === "size") return shiftKey && key in UP_DOWN ? () => size(UP_DOWN[key]) : key === "Tab" ? back : () => {};
  if (key in UP_DOWN) return () => go(to.column, to.row + (UP_DOWN[key] * facts().grid) / STEP);
  if (key in LEFT_RIGHT) return () => go(beside(to.column, LEFT_RIGHT[key]), to.row);
  return key === "Tab" ? back : () => {};
}

function go(column, row) {
  moveTo(column, row);
  shown();
}

function size(places) {
  sizeBy(places);
  shown();
}

function shown() {
  inHand().ghost.scrollIntoView({ block: "nearest", inline: "nearest" });
  say(words());
}

function beside(column, places) {
  const all = columns();
  return all[Math.max(0, Math.min(all.length - 1, all.indexOf(column) + places))];
}

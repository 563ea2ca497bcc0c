// The keyboard's twin of dragging: M takes the card in focus, arrows carry it, Enter puts it down, Escape puts it back;
// Shift and an arrow draw it longer or shorter. With nothing in hand arrows go from card to card.
import { back, columns, drop, facts, inHand, lift, moveTo, say, sizeBy, words } from "./hand.js";

const STEP = 5;
const UP_DOWN = { ArrowUp: -1, ArrowDown: 1 };
const LEFT_RIGHT = { ArrowLeft: -1, ArrowRight: 1 };

document.querySelector("[data-board]")?.addEventListener("keydown", (event) => {
  const card = event.target.closest(".ap");
  if (event.key in LEFT_RIGHT && event.target.closest(".head-away")) beside(aways(), event.target, LEFT_RIGHT[event.key]).focus();
  if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = inHand() ? carry(event) : take(event, card);
  if (!act) return;
  event.preventDefault();
  act();
});

function take({ key, shiftKey }, card) {
  if (shiftKey && key in UP_DOWN) return () => lift(card, "size") ? size(UP_DOWN[key]) : say("This one keeps its length.");
  const to = !shiftKey && next(card, key);
  if (to) return () => to.focus();
  if (key.toLowerCase() !== "m" || shiftKey) return null;
  return () => say(lift(card, "move") ? `In hand: ${words()}. Arrows carry it, Enter puts it down, Escape puts it back.` : "This one cannot be moved any more.");
}

const cards = (column) => [...column.querySelectorAll(".ap")].sort((one, other) => top(one) - top(other));
const top = (card) => card.getBoundingClientRect().top;

// The one before or after it; to the side the one nearest in time, past columns that have none.
function next(card, key) {
  const column = card.closest(".board-col");
  if (key in UP_DOWN) return cards(column)[cards(column).indexOf(card) + UP_DOWN[key]];
  if (!(key in LEFT_RIGHT)) return null;
  const all = columns().filter((one) => one === column || one.querySelector(".ap"));
  const aside = all[all.indexOf(column) + LEFT_RIGHT[key]];
  const far = (one) => Math.abs(top(one) - top(card));
  return aside && cards(aside).reduce((near, one) => (far(one) < far(near) ? one : near));
}

// V goes to the next who is expected, from wherever one is; I to the way of handing over a therapist's day, of the
// column one is in.
const GO = { v: expected, i: away };
document.addEventListener("keydown", (event) => {
  const go = GO[event.key.toLowerCase()];
  const free = go && !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented;
  if (!free || event.target.matches("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]")) return;
  go()?.focus();
});

function expected() {
  const every = columns().flatMap(cards).filter((card) => card.matches(".st-proposed, .st-booked, .st-confirmed"));
  return every.sort((one, other) => top(one) - top(other))[0];
}

const aways = () => [...document.querySelectorAll("[data-board] .head-away")];
function away() {
  const all = aways();
  return all[columns().indexOf(document.activeElement.closest(".board-col"))] ?? all[0];
}

function carry({ key, shiftKey }) {
  if (key === "Escape") return back;
  if (key === "Enter") return drop;
  const { kind, to } = inHand();
  if (kind === "size") return shiftKey && key in UP_DOWN ? () => size(UP_DOWN[key]) : key === "Tab" ? back : () => {};
  if (key in UP_DOWN) return () => go(to.column, to.row + (UP_DOWN[key] * facts().grid) / STEP);
  if (key in LEFT_RIGHT) return () => go(beside(columns(), to.column, LEFT_RIGHT[key]), to.row);
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

function beside(all, one, places) {
  return all[Math.max(0, Math.min(all.length - 1, all.indexOf(one) + places))];
}

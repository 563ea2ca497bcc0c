// An appointment in hand: its outline goes where it would stand, the card itself stays until the server has said yes.
import { hold, letGo, refresh } from "../live/live.js";
import { send } from "./send.js";

const STEP = 5;
let held = null;

export const inHand = () => held;
export const columns = () => [...document.querySelectorAll("[data-board] .board-col")];

// kind: move, or size where only its end is drawn.
export function lift(card, kind) {
  if (held || !(kind === "move" ? "moves" in card.dataset : card.dataset.lengths)) return false;
  const place = { column: card.closest(".board-col"), ...placeOf(card) };
  held = { card, kind, from: place, to: { ...place }, ghost: outline(card) };
  card.classList.add("is-held");
  hold();
  draw();
  return true;
}

// row: steps of five minutes from the board's first; brought onto the clinic's grid and the board.
export function moveTo(column, row) {
  const { first, last, grid } = facts();
  const raw = first + row * STEP;
  const onGrid = Math.round(raw / grid) * grid;
  const minute = Math.max(first, Math.min(last - held.to.steps * STEP, onGrid));
  held.to = { ...held.to, column, row: (minute - first) / STEP };
  draw();
}

// The offered length nearest to so many steps.
export function sizeTo(steps) {
  const near = (best, one) => (Math.abs(one - steps) < Math.abs(best - steps) ? one : best);
  held.to = { ...held.to, steps: lengths().reduce(near) };
  draw();
}

export function sizeBy(places) {
  const all = lengths();
  const beyond = places > 0 ? all.find((one) => one > held.to.steps) : all.findLast((one) => one < held.to.steps);
  if (beyond) sizeTo(beyond);
}

export function back() {
  if (!held) return false;
  const { card, ghost } = held;
  held = null;
  ghost.remove();
  card.classList.remove("is-held");
  letGo();
  say("Put back.");
  return true;
}

export async function drop() {
  const { card, kind, from, to, ghost } = held;
  if (to.column === from.column && to.row === from.row && to.steps === from.steps) return back();
  ghost.classList.add("is-sent");
  await send(`${card.getAttribute("href")}${kind === "move" ? "drop" : "resize"}/`, asked(card, kind, to));
  held = null;
  letGo();
  await refresh();
  ghost.remove();
  card.classList.remove("is-held");
  document.getElementById(card.id)?.focus({ preventScroll: true });
}

export const words = () => `${time(held.to.row)} to ${time(held.to.row + held.to.steps)}, ${held.to.column.getAttribute("aria-label")}`;

export function say(sentence) {
  const region = document.querySelector("[data-live]");
  if (region) region.textContent = sentence;
}

function asked(card, kind, { column, row, steps }) {
  const body = new FormData();
  body.set("version", card.dataset.hold);
  if (kind === "size") body.set("minutes", steps * STEP);
  else {
    const { day } = column.dataset.day ? column.dataset : document.querySelector("[data-board]").dataset;
    body.set("at", `${day}T${time(row)}`);
    for (const whose of ["therapist", "room"]) if (column.dataset[whose]) body.set(whose, column.dataset[whose]);
  }
  return body;
}

function outline(card) {
  const ghost = document.createElement("div");
  ghost.id = "board-hand";
  ghost.dataset.own = "";
  const who = document.createElement("b");
  who.textContent = card.querySelector("b").textContent.trim();
  ghost.append(document.createElement("span"), who);
  return ghost;
}

function draw() {
  const { ghost, to } = held;
  ghost.className = `board-ghost board-hand from-${to.row} for-${to.steps}${clashes() ? " is-clash" : ""}`;
  ghost.firstElementChild.textContent = `${time(to.row)} to ${time(to.row + to.steps)}`;
  if (ghost.parentElement !== to.column) to.column.append(ghost);
}

// Only a hint for the eye; whether it may stand there is the server's to say.
function clashes() {
  const { card, to } = held;
  const taken = [...to.column.querySelectorAll(".ap:not(.st-cancelled, .st-noshow), .board-off")].filter((one) => one !== card);
  return taken.map(placeOf).some((one) => one.row < to.row + to.steps && to.row < one.row + one.steps);
}

function placeOf(element) {
  const [, row] = element.className.match(/\bfrom-(\d+)/);
  const [, steps] = element.className.match(/\bfor-(\d+)/);
  return { row: Number(row), steps: Number(steps) };
}

const lengths = () => held.card.dataset.lengths.split(" ").map((minutes) => minutes / STEP);

export function facts() {
  const { first, last, grid } = document.querySelector("[data-board]").dataset;
  return { first: Number(first), last: Number(last), grid: Number(grid) };
}

function time(row) {
  const minute = facts().first + row * STEP;
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

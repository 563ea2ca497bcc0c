// An open page follows the clinic: it asks for itself again with the mark of what it shows, and is told 304 until
// something has changed. It rests while nobody looks, asks less often while there is no connection, and waits while
// somebody holds a card.
import { morph } from "./morph.js";
import { look, tell } from "./news.js";

// From one question to the next, so that what happened while a slow answer was made is not asked for late.
const EVERY = () => Number(region().dataset.every ?? 700);
const BREATH = 250;
const LONGEST = 30_000;
const region = () => document.querySelector("[data-live]");
const away = () => document.querySelector("[data-live-away]");
const HERE = location.href;
let wait = 0;
let timer = 0;
let asking = false;
let held = 0;

export function hold() {
  held += 1;
}

export function letGo() {
  held -= 1;
}

// At once, and to the end: what somebody did here themselves is not news to them.
export const refresh = () => ask({ quietly: true });

async function ask({ quietly = false } = {}) {
  clearTimeout(timer);
  if (asking && !quietly) return;
  asking = true;
  const began = performance.now();
  try {
    await once(quietly);
    connected(true);
  } catch {
    connected(false);
  }
  asking = false;
  later(performance.now() - began);
}

async function once(quietly) {
  const answer = await fetch(HERE, {
    headers: { "If-None-Match": `"${region().dataset.live}"` },
    cache: "no-store",
    redirect: "manual",
  });
  if (answer.status === 304) return;
  if (answer.type === "opaqueredirect" || answer.status === 401) return location.reload();
  if (!answer.ok) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!held || quietly) swap(page, quietly);
}

function swap(page, quietly) {
  const before = look();
  const focused = document.activeElement?.id;
  const chosen = document.querySelector(".is-chosen")?.id;
  for (const part of [".topbar-page", "main"]) morph(within(document, part), within(page, part, part === "main"));
  window.htmx?.process(document.getElementById("main"));
  if (chosen) document.getElementById(chosen)?.classList.add("is-chosen");
  if (focused && document.activeElement === document.body) {
    (document.getElementById(focused) ?? document.getElementById("main")).focus({ preventScroll: true });
  }
  if (!quietly) tell(before, region());
  document.dispatchEvent(new Event("live:swapped"));
}

// The page's own main keeps its attributes, whatever the frame in which the news came.
function within(tree, part, bare) {
  const found = tree.querySelector(part);
  if (bare) for (const { name, value } of document.querySelector(part).attributes) found.setAttribute(name, value);
  return found;
}

function connected(well) {
  wait = well ? EVERY() : Math.min(Math.max(wait, EVERY()) * 2, LONGEST);
  const note = away();
  if (!note) return;
  if (!well && note.hidden) note.querySelector("time").textContent = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  if (note.hidden !== well) region().textContent = well ? "Connected again." : note.textContent;
  note.hidden = well;
}

function later(took = 0) {
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(() => (held ? later() : ask()), Math.max(BREATH, wait - took));
}

if (region()) {
  wait = EVERY();
  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : ask()));
  addEventListener("online", () => ask());
  later();
}

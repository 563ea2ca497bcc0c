// Single keys press what carries data-key, off while typing; ? lists those of this page.
import { dialog } from "./confirm.js";
import * as find from "./find.js";
import * as menus from "./menus.js";
import * as panel from "./panel.js";
import { undo } from "./toasts.js";

const ALWAYS = [["/", "Find a patient"], ["Ctrl K", "Find a patient"], ["Ctrl Z", "Undo what was just done"], ["Esc", "Close what is open"], ["?", "This list"]];
const TYPING = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.altKey) return;
  const press = action(event);
  if (press?.()) event.preventDefault();
});

function action(event) {
  const typing = event.target.closest?.(TYPING);
  if (event.ctrlKey || event.metaKey) {
    if (event.key === "Enter") return () => !document.querySelector("dialog[open]") && pressed("ctrl enter");
    if (event.key.toLowerCase() === "k") return find.focus;
    return event.key.toLowerCase() === "z" && !event.shiftKey && !typing ? undo : null;
  }
  if (document.querySelector("dialog[open]")) return null;
  if (event.key === "Escape") return () => find.clear() || menus.close() || panel.close();
  if (typing) return null;
  if (ahead !== null) return () => typeAhead(event.key);
  if (event.key === "/") return find.focus;
  if (event.key === "?") return list;
  return () => pressed(event.key.toLowerCase());
}

// What is typed while a panel is on its way is meant for the panel: for the field that it begins with, or else as its
// keys. It waits until htmx has settled: before that the field asks for nothing.
let ahead = null;
document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (pressing && detail.target?.id === "panel") ahead = "";
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (!detail.successful && detail.target?.id === "panel") ahead = null;
});
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (ahead === null || detail.target?.id !== "panel") return;
  const typed = ahead;
  ahead = null;
  const field = document.activeElement.closest(TYPING);
  if (!field?.closest("#panel")) {
    for (const key of typed) pressed(key.toLowerCase());
  } else if (typed) {
    field.value = typed + field.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
});

function typeAhead(key) {
  if (key.length === 1) ahead += key;
  return true;
}

let pressing = false;
// What is in the panel comes before what lies under it.
function pressed(key) {
  const named = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].filter(seen);
  const target = named.find((element) => element.closest("#panel")) ?? named[0];
  pressing = true;
  target?.click();
  pressing = false;
  return Boolean(target);
}

const seen = (element) => element.checkVisibility() && !element.disabled;

function list() {
  const here = [...document.querySelectorAll("[data-key]")].filter(seen);
  const own = here.map((element) => [shown(element.dataset.key), label(element)]);
  const body = document.createElement("dl");
  body.className = "keys-list";
  const more = [...document.querySelectorAll("[data-keys-more] dt")].map((key) => [key.textContent, key.nextElementSibling.textContent]);
  // One key may do two things: M in the panel, and M on the card in focus.
  const told = new Map([...own, ...more, ...ALWAYS].map((pair) => [pair.join(), pair]));
  for (const [key, words] of told.values()) body.append(row("dt", "kbd", key), row("dd", "span", words));
  dialog("Keys on this page", body, { yes: "Close" });
  return true;
}

const shown = (key) => key.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());

function label(element) {
  const words = element.cloneNode(true);
  for (const drawn of words.querySelectorAll("kbd")) drawn.remove();
  return element.dataset.keyLabel ?? (words.textContent.trim() || element.ariaLabel);
}

function row(outer, inner, text) {
  const cell = document.createElement(outer);
  const content = document.createElement(inner);
  content.textContent = text;
  cell.append(content);
  return cell;
}

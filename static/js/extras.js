// What the map can do besides charting: earlier visits, and from where it hurts. One panel, one thing at a time.

import { html, icon } from "./map/dom.js";
import { Earlier } from "./map/history.js";
import { Pain } from "./map/pain.js";

const KINDS = { past: Earlier, pain: Pain };
const made = new Map();
let open = null;

function close() {
  if (!open) return;
  open.tool.stop();
  open.button.setAttribute("aria-pressed", "false");
  open.button.focus({ preventScroll: true });
  document.getElementById("map-extra").hidden = true;
  open = null;
}

document.addEventListener("map-extra", ({ detail: { what, button, map } }) => {
  const again = open?.what === what;
  close();
  if (again) return;
  const panel = document.getElementById("map-extra");
  const body = html("div", { class: "extra-body" });
  const away = html("button", { type: "button", class: "btn btn-quiet btn-icon", "aria-label": "Close", onclick: close }, icon("x"));
  panel.replaceChildren(html("header", { class: "extra-head" }, html("h2", {}, button.dataset.title), away), body);
  panel.dataset.what = what;
  panel.hidden = false;
  button.setAttribute("aria-pressed", "true");
  if (!made.has(what)) made.set(what, new KINDS[what](map));
  open = { what, button, tool: made.get(what) };
  open.tool.start(body);
  // Where the page is one column, from the top: the map first, and this below it.
  panel.closest(".session-tab")?.scrollTo({ top: 0 });
});
document.addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && close());

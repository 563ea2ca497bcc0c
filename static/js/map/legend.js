// What the marks and the shading mean, drawn as they are drawn on the map.

import { html, svg } from "./dom.js";
import { glyph } from "./glyph.js";

const MARKS = {
  Active: { status: "active" },
  Latent: { status: "latent" },
  "Tender spot": { status: "tender_spot" },
  Satellite: { status: "active", relation: "satellite" },
  Attachment: { status: "active", site_type: "attachment" },
  "To re-score": { status: "active", carried: true },
  Resolved: { status: "resolved" },
};
const NET = "M0 12 L12 0 M8 14 L20 2 M0 2 L12 14 M8 0 L20 12";
const HATCH = "M2 14 L14 0 M8 14 L20 2 M-2 10 L8 0";
const DOTS = [[4, 4], [10, 4], [16, 4], [7, 10], [13, 10]];

const unscored = { number: "", before: null, after: null, carried: false };
const row = (words, viewBox, ...shapes) => html("li", {}, svg("svg", { viewBox, "aria-hidden": "true" }, ...shapes), words);
const area = (words, ...shapes) => row(words, "0 0 20 14", ...shapes);
const hatched = (words, fill, line, d) =>
  area(words, svg("rect", { width: 20, height: 14, rx: 3, class: fill }), svg("path", { d, class: line }));

/** lists: beside the whole body, where there is no room for reasons, and under the layers. reasons: why hands stay off something. */
export function legend(lists, reasons) {
  for (const list of lists) list.replaceChildren(...rows(list.closest("details") ? reasons : reasons.slice(0, 1).fill("Keep off")));
}

function rows(off) {
  const dots = DOTS.map(([cx, cy]) => svg("circle", { cx, cy, r: 1.4 }));
  return [
    ...Object.entries(MARKS).map(([words, point]) => row(words, "-26 -18 52 36", glyph({ ...unscored, ...point }))),
    hatched("Refers here", "key-hatch", "key-hatch-line", HATCH),
    area("May spread", svg("g", { class: "key-dots" }, ...dots)),
    ...off.map((words) => hatched(words, "key-off", "key-off-line", NET)),
  ];
}

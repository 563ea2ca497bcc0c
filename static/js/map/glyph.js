// The shape of a point: what it is by shape, how tender by fill, which by number; never by colour alone.

import { svg } from "./dom.js";
import { latest, waiting } from "./words.js";

const R = 14; // pixels

const shapes = {
  active: () => [svg("circle", { r: R, class: "body" })],
  latent: () => [svg("circle", { r: R, class: "ring-gap" }), svg("circle", { r: R - 3, class: "ring" })],
  tender_spot: () => [
    svg("path", { d: "M0 -14.5 L15 11.5 L-15 11.5 Z", class: "body", "stroke-linejoin": "round" }),
  ],
  waiting: () => [svg("circle", { r: R - 1, class: "dashed" })],
  resolved: () => [
    svg("circle", { r: R, class: "quiet" }),
    svg("path", { d: "M-8 -8 L8 8 M8 -8 L-8 8", class: "cross" }),
  ],
};

// A satellite or an attachment point is told by its outline, whatever its status; a latent one stays hollow.
const OUTLINES = { satellite: "M0 -17 L17 0 L0 17 L-17 0 Z", attachment: "M-13 -13 H13 V13 H-13 Z" };

function outlined(finding, kind) {
  const d = OUTLINES[finding.relation === "satellite" ? "satellite" : finding.site_type];
  if (!d || !["active", "latent"].includes(kind)) return null;
  const whole = svg("path", { d, class: kind === "active" ? "body" : "ring-gap", "stroke-linejoin": "round" });
  return kind === "active" ? [whole] : [whole, svg("path", { d, class: "ring", transform: "scale(.8)" })];
}

/** The glyph of a finding, drawn round 0 0 in pixels. */
export function glyph(finding) {
  const kind = waiting(finding) ? "waiting" : finding.status;
  const score = latest(finding);
  const drawn = svg(
    "g",
    { class: `glyph glyph-${kind} ${score === null ? "g-none" : `g${score}`}${finding.moved ? " is-moved" : ""}` },
    ...(outlined(finding, kind) ?? shapes[kind]()),
  );
  const low = kind === "tender_spot" ? 4 : 0;
  if (kind === "resolved") drawn.append(svg("text", { x: 15, y: -9, class: "number small" }, finding.number));
  else drawn.append(svg("text", { y: low, class: "number" }, finding.number));
  return drawn;
}

/** The same glyph as a small picture for the list and the editor. */
export const badge = (finding) =>
  svg("svg", { class: "badge-glyph", viewBox: "-18 -18 36 36", "aria-hidden": "true" }, glyph(finding));

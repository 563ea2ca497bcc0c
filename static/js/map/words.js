// Points in words, for eyes, ears and buttons.

import { treated } from "./treatment_words.js";

export const STATUS = {
  active: "Active",
  latent: "Latent",
  tender_spot: "Tender spot",
  resolved: "Resolved",
};

export const VIEW_WORDS = {
  posterior: "Back",
  anterior: "Front",
  left: "Left",
  right: "Right",
  plantar: "Soles",
  dorsal: "Feet",
};

export const ZOOM_WORDS = {
  head_neck: "Head, neck",
  shoulders_chest: "Shoulders",
  shoulders: "Shoulders",
  pelvis: "Pelvis",
  thighs: "Thighs",
  low_back_pelvis: "Low back",
  legs: "Legs",
  arm_left: "Left arm",
  arm_right: "Right arm",
  hand_left: "Left hand",
  hand_right: "Right hand",
  arm: "Arm",
  trunk_hip: "Trunk, hip",
  thigh: "Thigh",
  leg_foot: "Leg, foot",
};

const lower = (name) => name.charAt(0).toLowerCase() + name.slice(1);
const upper = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** Left levator scapulae; the midline is not said. */
export const named = ({ side }, muscle) =>
  side === "midline" ? muscle.name : `${upper(side)} ${lower(muscle.name)}`;

/** A carried point that nobody has pressed again today. */
export const waiting = ({ carried, before, after, status }) =>
  carried && before === null && after === null && status !== "resolved";

/** The tenderness taken last, today or, while waiting, not at all. */
export const latest = ({ before, after }) => after ?? before;

/** The line under a point's name. */
export function line(finding, site, parent = null) {
  if (waiting(finding)) {
    const was = finding.last === null ? "not scored then" : `was ${finding.last}`;
    return `From ${finding.last_on ?? "last time"}, ${was}. Tap to re-score${where(finding)}`;
  }
  const last = [...finding.treatments].sort((a, b) => a.order - b.order).at(-1);
  const of = parent ? `satellite of ${parent.number}` : "";
  const is = [STATUS[finding.status], of || (last ? "" : site)].filter(Boolean).join(", ") + where(finding);
  return last ? `${is}. ${treated(last)}` : is;
}

/** Where the drawing cannot be taken at its word. */
const where = ({ moved, view }) => (view ? (moved ? ". Moved to the new chart" : "") : ". Not on this drawing");

/** What a screen reader says: "Point 3: left levator scapulae LS2, active, pain 7 of 10". */
export function spoken(finding, muscle) {
  const name = lower(named(finding, muscle)) + (finding.code ? ` ${finding.code}` : "");
  const state = waiting(finding) ? "to re-score" : STATUS[finding.status].toLowerCase();
  const score = latest(finding);
  const pain =
    score === null ? "no score yet" : `pain ${score} of 10${finding.after === null ? "" : " after"}`;
  return `Point ${finding.number}: ${name}, ${state}, ${pain}${where(finding).toLowerCase().replace(".", ",")}`;
}

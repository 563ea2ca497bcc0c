// Arithmetic of what is on screen. A box is {x, y, w, h} in chart units, of the same proportions as its element.

/** The smallest box that shows a rectangle [x, y, width, height] clear of the margins, which are pixels. */
export function fit([x, y, w, h], { clientWidth: wide, clientHeight: high }, { top, bottom, side }) {
  const unit = Math.max(w / Math.max(40, wide - 2 * side), h / Math.max(40, high - top - bottom));
  const middle = y + h / 2 + ((bottom - top) / 2) * unit;
  return { x: x + w / 2 - (wide * unit) / 2, y: middle - (high * unit) / 2, w: wide * unit, h: high * unit };
}

/** The box moved so that it stays within another, and never larger. */
export function within(box, whole) {
  if (box.w >= whole.w) return whole;
  const hold = (value, least, size, room) => Math.min(least + room - size, Math.max(least, value));
  return { ...box, x: hold(box.x, whole.x, box.w, whole.w), y: hold(box.y, whole.y, box.h, whole.h) };
}

/** Whether a spot lies in the box with this margin round it. */
export const holds = ({ x, y, w, h }, spot, margin) =>
  spot.x > x + margin && spot.x < x + w - margin && spot.y > y + margin && spot.y < y + h - margin;

/** Part of the way, 0 to 1, from one box to another. */
export const between = (from, to, part) =>
  Object.fromEntries(Object.keys(to).map((name) => [name, from[name] + (to[name] - from[name]) * part]));

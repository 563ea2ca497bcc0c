// Whatever people do to the page, and which act it asks for.

import { Gestures } from "./gestures.js";
import { Keys } from "./keys.js";
import { Search } from "./search.js";

const find = (id) => document.getElementById(id);

/** Fingers, mouse and keyboard on the map and the list. */
export function listen({ acts, points, readonly, camera, marks }) {
  const step = (by) => {
    const { all } = points;
    const at = all.findIndex(({ key }) => key === points.selected);
    points.select(all.at((at + by + all.length) % all.length)?.key ?? null);
    marks.focus(points.selected ?? "");
  };
  const open = (key) => {
    points.select(key);
    find("editor").querySelector("[data-score]")?.focus();
  };
  acts.open = open;
  /** The focus goes to the next point, where it was: on the map or in the list. */
  const remove = (key) => {
    const listed = document.activeElement.closest(".point-row");
    acts.remove(key);
    if (listed) find("points").querySelector(".on button")?.focus();
    else marks.focus(points.selected ?? "");
    // Where Ctrl+Z is heard, and Enter does the same.
    if (document.activeElement === document.body) find("undo").focus();
  };
  const hands = readonly ? { tap: () => points.select(null), twice: acts.twice, select: acts.select, open } : acts;
  new Gestures(find("stage"), camera, marks, hands);
  const still = { move() {}, score() {}, remove() {} };
  new Keys(document.body, readonly ? { ...still, open, step } : { ...acts, open, step, remove });
  // Screen readers press a mark with a click that no finger made.
  find("stage").addEventListener("click", ({ detail, target }) => {
    const mark = target.closest?.("[data-point]");
    if (detail === 0 && mark) open(mark.dataset.point);
  });
}

/** The box that finds a muscle by name; what it offers is shaded while it is looked at. */
export function search({ acts, points, referral, ...shared }) {
  const sides = () => (points.current?.side === "right" ? ["right", "left"] : ["left", "right"]);
  const tried = (option) =>
    referral.show(option ? { muscle: option.muscle.slug, side: option.side } : points.current);
  new Search(find("find-muscle"), find("found-muscles"), { ...shared, sides, chosen: acts.found, tried });
}

export function undoButtons(history, acts) {
  const [undo, redo] = [find("undo"), find("redo")];
  undo.addEventListener("click", acts.undo);
  redo.addEventListener("click", acts.redo);
  const settle = () => {
    undo.disabled = !history.canUndo;
    redo.disabled = !history.canRedo;
  };
  history.addEventListener("change", settle);
  settle();
  document.addEventListener("keydown", (event) => {
    const again = (event.ctrlKey || event.metaKey) && event.shiftKey && event.key.toLowerCase() === "z";
    if (!again || event.target.closest("input, textarea")) return;
    event.preventDefault();
    acts.redo();
  });
}

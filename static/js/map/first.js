// What the map shows when the page opens.

import { VIEWS } from "./geometry.js";

const ROOM = 130; // units left free round the points
const [LEAST_WIDE, LEAST_HIGH] = [270, 300];

/** The view with most points, or the back. */
export function firstView(points) {
  const count = (view) => points.all.filter((finding) => finding.view === view).length;
  return VIEWS.reduce((best, view) => (count(view) > count(best) ? view : best));
}

/** Open close to the points that wait, so that they do not crowd; the whole body when there are none. */
export function closeUp({ points, stage, camera, chart }) {
  const spots = points.all
    .filter(({ view, status }) => view === stage.view && status !== "resolved")
    .map((finding) => chart.toUnits(finding.view, finding));
  if (!spots.length) return;
  const xs = spots.map((spot) => spot.x);
  const ys = spots.map((spot) => spot.y);
  const [x, w] = span(xs, LEAST_WIDE);
  const [y, h] = span(ys, LEAST_HIGH);
  camera.show([x, y, w, h]);
}

/** Where a row of values begins and how far it reaches, with room round it. */
function span(values, least) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const wide = Math.max(least, high - low + ROOM);
  return [(low + high - wide) / 2, wide];
}

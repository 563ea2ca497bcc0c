// The silhouette: a landmark shows what can be found there; arrow keys go from landmark to landmark.

const page = document.getElementById("assess");

export function startSpots() {
  const spots = [...document.querySelectorAll(".sil-spot")];
  if (!spots.length) return;
  for (const spot of spots) {
    spot.addEventListener("click", (event) => (event.preventDefault(), choose(spot, spots)));
    spot.addEventListener("keydown", (event) => step(event, spot, spots));
  }
  document.querySelector("[data-all]").addEventListener("click", () => all(spots));
  page.addEventListener("answered", () => count(spots));
}

/** Only this landmark's findings, on its side where they have one. */
function choose(spot, spots) {
  const { spot: name, side } = spot.dataset;
  mark(spots, spot);
  for (const group of page.querySelectorAll(".pf-group")) {
    group.hidden = group.dataset.spot !== name;
    for (const row of group.querySelectorAll(".pf"))
      row.hidden = side !== "midline" && row.dataset.side !== "midline" && row.dataset.side !== side;
  }
  const shown = document.getElementById("shown");
  shown.hidden = false;
  shown.querySelector("[data-words]").textContent = spot.getAttribute("aria-label").split(":")[0];
  page.dataset.chosen = name;
  shown.scrollIntoView({ block: matchMedia("(max-width: 799px)").matches ? "start" : "nearest" });
}

function all(spots) {
  mark(spots, null);
  delete page.dataset.chosen;
  document.getElementById("shown").hidden = true;
  for (const part of page.querySelectorAll(".pf-group, .pf")) part.hidden = false;
}

function mark(spots, chosen) {
  for (const spot of spots) {
    spot.classList.toggle("is-chosen", spot === chosen);
    if (spot === chosen) spot.setAttribute("aria-current", "true");
    else spot.removeAttribute("aria-current");
  }
}

function count(spots) {
  for (const spot of spots) {
    const { spot: name, side } = spot.dataset;
    const rows = page.querySelectorAll(`[data-spot="${name}"] .pf.is-present:not(.is-carried)`);
    const here = [...rows].filter((row) => side === "midline" || ["midline", side].includes(row.dataset.side)).length;
    spot.classList.toggle("is-found", here > 0);
    spot.querySelector("text").textContent = here || "";
    const label = spot.getAttribute("aria-label").split(":")[0];
    spot.setAttribute("aria-label", here ? `${label}: ${here} found` : label);
  }
}

const WAYS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

/** To the nearest landmark in the direction of the key. */
function step(event, spot, spots) {
  const way = WAYS[event.key];
  if (!way) return;
  event.preventDefault();
  const at = ({ dataset }) => [Number(dataset.x), Number(dataset.y)];
  const [x, y] = at(spot);
  const far = (other) => {
    const [dx, dy] = [at(other)[0] - x, at(other)[1] - y];
    const along = dx * way[0] + dy * way[1];
    return along > 0 ? along + 2 * Math.abs(dx * way[1] + dy * way[0]) : Infinity;
  };
  const nearest = spots.filter((other) => far(other) < Infinity).sort((a, b) => far(a) - far(b))[0];
  nearest?.focus();
}

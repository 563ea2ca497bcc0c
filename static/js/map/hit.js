// Which muscles lie under a finger: always a list, never one answer, for muscles lie over each other.

const UNDER = 7; // pixels: what a fingertip covers on any hand
const NEAR = 14; // pixels: how far a tap may miss a muscle and still mean it
const PROBES = 12;

/** Muscles of the shown view at this pixel, as Map of "muscle|side" to {muscle, side}. */
function at(x, y) {
  const found = new Map();
  for (const element of document.elementsFromPoint(x, y)) {
    const { muscle, side } = element.dataset ?? {};
    if (muscle && element.classList.contains("region")) found.set(`${muscle}|${side}`, { muscle, side });
  }
  return found;
}

function around(x, y, radius) {
  const found = new Map();
  for (let i = 0; i < PROBES; i++) {
    const angle = (2 * Math.PI * i) / PROBES;
    for (const [id, hit] of at(x + radius * Math.cos(angle), y + radius * Math.sin(angle))) found.set(id, hit);
  }
  return found;
}

/**
 * The muscles a tap may have meant: {here, near}, each ordered by the distance in units to the muscle's nearest
 * named site, because that put the intended muscle first far more often than depth did. spot: the tap in units.
 */
export function musclesAt(x, y, spot, { chart, catalogue, view }) {
  // A midline muscle has a region on either half, and is one muscle all the same.
  const whose = ({ muscle, side }) => (catalogue.get(muscle).sides === "midline" ? "midline" : side);
  const once = (hits) => new Map([...hits].map((hit) => [`${hit.muscle}|${whose(hit)}`, { ...hit, side: whose(hit) }]));
  const ranked = (hits) =>
    [...hits]
      .map(({ muscle, side }) => {
        const site = chart.nearest(muscle, view, side, spot.x, spot.y);
        return { muscle: catalogue.get(muscle), side, site, distance: site?.distance ?? 1e3 };
      })
      .filter(({ muscle }) => !muscle.hidden)
      .sort((a, b) => a.distance - b.distance);
  const direct = once(at(x, y).values());
  // One muscle is an answer already; looking round it would only cost time.
  if (direct.size === 1) return { here: ranked(direct.values()), near: [] };
  const covered = once(around(x, y, UNDER).values());
  // Between two muscles the finger still lies on what it covers.
  const here = direct.size ? direct : covered;
  const near = new Map([...covered, ...once(around(x, y, NEAR).values())].filter(([id]) => !here.has(id)));
  return { here: ranked(here.values()), near: ranked(near.values()) };
}

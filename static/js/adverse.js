// An adverse response is recorded with a treatment: writing down the incident is one tap away.

import { offer } from "./map/toast.js";
import { ADVERSE } from "./map/treatment_words.js";

/** url: the page on which an incident of this session is written down. */
export function adverse(points, url) {
  const kinds = ({ treatments }) => new Map(treatments.map(({ key, adverse: kind }) => [key, kind]));
  const known = new Map(points.all.map((finding) => [finding.key, kinds(finding)]));
  points.addEventListener("change", ({ detail: finding }) => {
    if (!finding) return;
    const before = known.get(finding.key) ?? new Map();
    const now = kinds(finding);
    known.set(finding.key, now);
    for (const [key, kind] of now)
      if (kind !== "none" && kind !== before.get(key))
        offer(`${ADVERSE[kind]} at point ${finding.number}.`, "Write down the incident", () =>
          location.assign(`${url}?kind=${kind}`),
        );
  });
}

// What a reader would miss of the points, as sentences; sessions/gaps.py says the same of what is stored.

import { lacks } from "./criteria.js";

const listed = (numbers) =>
  numbers.length < 2
    ? `point ${numbers[0]}`
    : `points ${numbers.slice(0, -1).join(", ")} and ${numbers.at(-1)}`;

export function gaps(findings, needed) {
  const those = (lacking) => findings.filter(lacking).map(({ number }) => number);
  const told = (lacking, say) => {
    const numbers = those(lacking);
    return numbers.length ? say(listed(numbers)) : null;
  };
  return [
    told(
      (one) => lacks(one, needed).length,
      (which) => `Criteria not met yet: ${which}. Test the signs and ask, or call it a tender spot.`,
    ),
    told(
      ({ referrals, quality }) => referrals.length && !quality,
      (which) => `What the referred sensation feels like is not said: ${which}.`,
    ),
    told(
      ({ treatments }) => treatments.some(({ response }) => !response),
      (which) => `Treated, but the response is not said: ${which}.`,
    ),
    told(
      ({ treatments, after }) => treatments.length && after === null,
      (which) => `Treated and not pressed again: ${which}.`,
    ),
  ].filter(Boolean);
}

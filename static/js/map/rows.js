// The rows of the point editor.

import { scale } from "../scale.js";
import { html } from "./dom.js";
import { STATUS } from "./words.js";

const SETTLED = "Side and site are those of the earlier visit. If it is another point, mark this one as resolved and place the other.";

/** A row: its name, under it a smaller word where there is one, then the control. */
export function row(label, control, more = "") {
  return html(
    "div",
    { class: "editor-row" },
    html("span", { class: "editor-label" }, label, more ? html("span", {}, more) : null),
    control,
  );
}

/** The eleven keys for one of the two scores. */
export function tenderness(finding, when, { acts, readonly }) {
  return scale({
    label: `Tenderness ${when}, 0 to 10`,
    when,
    value: finding[when],
    last: when === "before" ? finding.last : null,
    disabled: readonly,
    chosen: (score) =>
      acts.set(finding.key, { [when]: score }, score === null ? `Score ${when} cleared` : `${score} ${when}`),
  });
}

export function status(finding, { acts, readonly }) {
  return html(
    "div",
    { class: "seg", role: "group", "aria-label": "Status" },
    ...Object.entries(STATUS).map(([name, words]) =>
      html(
        "button",
        {
          type: "button",
          "aria-pressed": String(finding.status === name),
          "data-status": name,
          "data-act": name,
          disabled: readonly,
          onclick: () => acts.set(finding.key, { status: name }, words),
        },
        words,
      ),
    ),
  );
}

/** Side and named site, those that the drawing has there; of an earlier visit's point they are settled. */
export function place(finding, { acts, catalogue }) {
  if (finding.carried) return html("p", { class: "editor-settled" }, SETTLED);
  const muscle = catalogue.get(finding.muscle);
  const sides = ["left", "right"].map((side) =>
    html(
      "button",
      {
        type: "button",
        "aria-pressed": String(finding.side === side),
        "data-act": `side-${side}`,
        onclick: () => acts.turn(finding.key, side),
      },
      side === "left" ? "Left" : "Right",
    ),
  );
  const option = (code, words) =>
    html("option", { value: code, selected: (finding.code ?? "") === code }, words);
  return html(
    "div",
    { class: "editor-place" },
    muscle.sides === "midline"
      ? null
      : html("div", { class: "seg", role: "group", "aria-label": "Side" }, ...sides),
    html(
      "select",
      {
        class: "form-select",
        "aria-label": "Site",
        "data-act": "site",
        onchange: (event) => acts.name(finding.key, event.target.value),
      },
      option("", "A place of its own"),
      ...muscle.sites
        .filter(({ code }) => acts.chart.canonical(muscle.slug, code, finding.side))
        .map(({ code, words }) => option(code, `${code}, ${words}`)),
    ),
  );
}

/** The zones in words, so that the shading is never the only way to know them. */
export function referral(finding, catalogue) {
  const { essential, spillover } = catalogue.referral(finding.muscle);
  const words = (slugs) => slugs.map((slug) => (catalogue.zones.get(slug) ?? slug).toLowerCase()).join(", ");
  if (!essential.length && !spillover.length) return null;
  const part = (label, slugs) =>
    slugs.length ? html("p", {}, html("b", {}, label), ` ${words(slugs)}.`) : null;
  return html(
    "div",
    { class: "editor-referral" },
    part("Refers to", essential),
    part("May spread to", spillover),
  );
}

/** What the protocol that placed the point says is done there. */
export const asked = ({ todo }) => (todo ? html("p", { class: "point-line point-todo" }, html("b", {}, "Protocol:"), ` ${todo}`) : null);

/** What the cautions ask for at this muscle, and why the point is there all the same. */
export function limited(finding, limits) {
  const words = limits.words(finding);
  if (!words && !finding.despite) return null;
  return html(
    "p",
    { class: `point-limits${limits.why(finding) ? " is-off" : ""}` },
    words,
    finding.despite ? html("span", {}, ` Charted all the same: ${finding.despite}`) : null,
  );
}

// The list of points: the map's equal, for eyes and for screen readers.

import { html, icon, renew } from "./dom.js";
import { badge } from "./glyph.js";
import { asked, limited } from "./rows.js";
import { line, named, waiting } from "./words.js";

export class List {
  constructor(element, { points, catalogue, heading, opened, limits }) {
    Object.assign(this, { element, points, catalogue, heading, opened, limits });
    // What is pulled open in the editor leaves the list less room.
    new ResizeObserver(() => this.reveal()).observe(element);
  }

  /** Asks nothing where it is on the page: that would lay it out anew in the middle of a tap. It keeps its scroll. */
  draw() {
    const { all } = this.points;
    const held = document.activeElement?.closest?.(".point-row")?.dataset.point;
    const none = html("li", { class: "points-none" }, "No points yet. Tap a muscle on the map, or find it by name.");
    renew(this.element, all.length ? all.map((finding) => this.#row(finding)) : [none]);
    if (held)
      this.element.querySelector(`[data-point="${CSS.escape(held)}"] button`)?.focus({ preventScroll: true });
    this.heading.textContent = count(all);
  }

  /** Bring the selected row into sight within the list; the page stays where it is. */
  reveal() {
    const row = this.element.querySelector(".on");
    if (!row) return;
    const [top, bottom] = [
      row.offsetTop - this.element.offsetTop,
      row.offsetTop - this.element.offsetTop + row.offsetHeight,
    ];
    if (top < this.element.scrollTop) this.element.scrollTop = top;
    else if (bottom > this.element.scrollTop + this.element.clientHeight)
      this.element.scrollTop = bottom - this.element.clientHeight;
  }

  #row(finding) {
    const muscle = this.catalogue.get(finding.muscle);
    const on = finding.key === this.points.selected;
    const below = line(finding, this.catalogue.site(finding.muscle, finding.code), this.points.get(finding.parent));
    return html(
      "li",
      {
        class: on ? "point-row on" : "point-row",
        "data-point": finding.key,
        "data-finding": finding.id ?? finding.key,
      },
      html(
        "button",
        {
          type: "button",
          class: "point-open",
          "aria-current": on ? "true" : null,
          onclick: () => this.opened(finding.key),
        },
        badge(finding),
        html(
          "span",
          { class: "point-words" },
          html(
            "span",
            { class: "point-name" },
            html("span", { class: "visually-hidden" }, `Point ${finding.number}: `),
            html("b", {}, named(finding, muscle)),
            finding.code ? html("span", { class: "point-code" }, ` ${finding.code}`) : null,
          ),
          html("span", { class: "point-line" }, below),
          asked(finding),
          limited(finding, this.limits),
        ),
        html(
          "span",
          { class: "pair" },
          pain(finding.before, "before"),
          icon("arrow-right"),
          pain(finding.after, "after"),
        ),
        html(
          "span",
          { class: `point-state${done(finding) ? " is-done" : ""}`, "aria-hidden": "true" },
          state(finding, on),
        ),
      ),
    );
  }
}

function state(finding, on) {
  if (on) return icon("pencil");
  return icon(done(finding) ? "circle-check" : "chevron-right");
}

const done = ({ before, after, status }) => (before !== null && after !== null) || status === "resolved";

/** A score as a chip; a dash in a dashed box when it was not taken. */
function pain(score, word) {
  const said = html("span", { class: "visually-hidden" }, `${word}: ${score === null ? "not taken" : ""}`);
  if (score !== null) return html("span", { class: `pain p${score}` }, said, String(score));
  return html("span", { class: "pain pain-none" }, said, html("span", { "aria-hidden": "true" }, "–"));
}

function count(all) {
  const open = all.filter(waiting).length;
  if (!all.length) return "";
  return open ? `${all.length}, ${open} to re-score` : String(all.length);
}

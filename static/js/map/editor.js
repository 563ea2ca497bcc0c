// The selected point, a thumb's reach away: status, tenderness before and after, side and site.

import { html, icon } from "./dom.js";
import { asked, limited, referral, row, status, tenderness } from "./rows.js";
import { badge } from "./glyph.js";
import { named } from "./words.js";

export class Editor {
  /** acts: set(key, fields, words), turn(key, side), name(key, code), remove(key). */
  constructor(element, { points, catalogue, chart, acts, readonly, limits, panels }) {
    Object.assign(this, { element, points, catalogue, chart, acts, readonly, limits, panels });
    this.hint = [...element.childNodes];
  }

  draw() {
    const held = this.element.contains(document.activeElement) ? document.activeElement.dataset.act : null;
    const finding = this.points.current;
    this.element.classList.toggle("is-empty", !finding);
    this.element.parentElement.classList.toggle("is-pulled", Boolean(finding && this.panels?.open));
    if (!finding) return this.element.replaceChildren(...this.hint);
    this.element.replaceChildren(this.#head(finding), ...this.#rows(finding));
    if (held) this.#again(held)?.focus({ preventScroll: true });
  }

  /** What had the focus; once it is gone, what came in its place, or the key of the open panel. */
  #again(act) {
    const places = [`[data-act="${CSS.escape(act)}"]`, '[data-act^="shown-"][aria-pressed="true"]', '[aria-expanded="true"]'];
    return places.map((place) => this.element.querySelector(place)).find(Boolean);
  }

  /** Where the page is one column, bring the keys to the thumb. */
  reveal() {
    const room = this.element.closest(".session-tab")?.clientHeight ?? innerHeight;
    this.element.scrollIntoView({ block: this.element.offsetHeight > room - 16 ? "start" : "nearest" });
  }

  #head(finding) {
    const site = this.catalogue.site(finding.muscle, finding.code);
    const where = [finding.code, site].filter(Boolean).join(", ");
    return html(
      "header",
      { class: "editor-head" },
      badge(finding),
      html(
        "h2",
        { class: "grow cut" },
        named(finding, this.catalogue.get(finding.muscle)),
        " ",
        html("span", { class: "editor-where" }, where),
      ),
      this.readonly
        ? null
        : html(
            "button",
            {
              type: "button",
              class: "btn btn-secondary btn-icon",
              "aria-label": `Remove point ${finding.number}`,
              "data-act": "remove",
              onclick: () => this.acts.remove(finding.key),
            },
            icon("trash-2"),
          ),
    );
  }

  #rows(finding) {
    return [
      this.limits.areas?.row(finding),
      asked(finding),
      row("Status", status(finding, this)),
      row(
        "Before",
        tenderness(finding, "before", this),
        finding.last === null ? "" : `last time ${finding.last}`,
      ),
      row("After", tenderness(finding, "after", this)),
      ...(this.readonly ? said(finding) : this.panels.draw(finding)),
      limited(finding, this.limits),
      this.panels?.habits.panel ? null : referral(finding, this.catalogue),
    ].filter(Boolean);
  }
}

/** What was found and done, in the words of the note. */
const said = (finding) =>
  (finding.said ?? []).map((words) => html("p", { class: "editor-said" }, words));

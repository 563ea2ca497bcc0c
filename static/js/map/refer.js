// Where a point refers, found by pressing it: zones tapped on the map, or named in a list; never filled in unasked.

import { html, svg } from "./dom.js";
import { choices, select } from "./keys_row.js";
import { row } from "./rows.js";
import { QUALITIES } from "./treatment_words.js";

const MIRROR = "matrix(-1 0 0 1 500 0)";

export class Zones {
  active = false;

  constructor(parts) {
    Object.assign(this, parts); // stage, chart, catalogue, points, marks, acts, pick, say
    this.map = this.stage.element.closest(".map");
    this.banner = html("div", { class: "zone-banner", hidden: true });
    this.map?.querySelector(".map-low").prepend(this.banner);
    addEventListener("keydown", ({ key }) => key === "Escape" && this.active && this.turn(false));
  }

  words(pair) {
    return this.catalogue.place(pair);
  }

  /** Turn tapping on or off; marks do not answer meanwhile. */
  turn(on) {
    this.active = on;
    this.marks.rest("referral", on);
    this.map.classList.toggle("is-referring", on);
    this.banner.hidden = !on;
    this.banner.replaceChildren(
      html("span", {}, "Where did it go? Tap the zones."),
      html("button", { type: "button", class: "btn btn-secondary", onclick: () => this.turn(false) }, "Done"),
    );
    this.say(on ? "Tap the zones it referred to. Escape ends." : "Zones done.");
    this.redraw();
  }

  toggle(pair) {
    const { key, referrals } = this.points.current;
    const there = referrals.includes(pair);
    const zones = there ? referrals.filter((one) => one !== pair) : [...referrals, pair];
    this.acts.set(key, { referrals: zones }, `${this.words(pair)} ${there ? "taken out" : "added"}`);
  }

  /** A tap that was meant for a zone; false where taps mean points. */
  tap(x, y) {
    if (!this.active || !this.points.current) return false;
    const hits = document.elementsFromPoint(x, y).filter((one) => one.classList?.contains("zone-pick"));
    const size = (path) => path.getBBox().width * path.getBBox().height;
    const pairs = [...new Set(hits.sort((a, b) => size(a) - size(b)).map((path) => path.dataset.pair))];
    if (pairs.length === 1) this.toggle(pairs[0]);
    else if (pairs.length) this.pick.open({ here: pairs.map((pair) => this.#hit(pair)), near: [] }, x, y, ({ pair }) => this.toggle(pair));
    return true;
  }

  /** As the list of muscles shows its rows. */
  #hit(pair) {
    const chosen = this.points.current.referrals.includes(pair);
    return { pair, site: null, muscle: { slug: pair, name: this.words(pair), depth: chosen ? "found" : "" } };
  }

  /** On top of the shading: what was found, filled; while tapping, every zone of the view. */
  draw() {
    const finding = this.points.current;
    if (!finding && this.active) return this.turn(false);
    if (!finding) return;
    const found = new Set(finding.referrals);
    const shapes = this.#shapes().filter(({ pair }) => this.active || found.has(pair));
    this.stage.part("zones").append(
      ...shapes.map(({ pair, d, turned }) =>
        svg("path", {
          d,
          class: `zone ${found.has(pair) ? "zone-found" : ""} ${this.active ? "zone-pick" : ""}`,
          "data-pair": pair,
          transform: turned ? MIRROR : null,
        }),
      ),
    );
  }

  #shapes() {
    const { view } = this.stage;
    return Object.entries(this.chart.drawn(view).zones).flatMap(([zone, { d, midline }]) => {
      const handling = this.catalogue.sidesOf.get(zone);
      if (midline) return [{ pair: `${zone}|${this.#middle(handling, view)}`, d, turned: view === "right" }];
      return this.chart.sides(view).map((side) => ({
        pair: `${zone}|${handling === "midline" ? "midline" : side}`,
        d,
        turned: this.chart.mirrored(view, side),
      }));
    });
  }

  /** A zone drawn across the middle stands for the middle, unless it only comes in halves. */
  #middle(handling, view) {
    return handling === "sided" ? this.chart.sides(view)[0] : "midline";
  }

  /** What this muscle is known to refer to, on the point's own side and not said yet; from the midline to both. */
  suggested(finding) {
    const { essential, spillover } = this.catalogue.referral(finding.muscle);
    return [...essential, ...spillover]
      .flatMap((zone) => {
        const possible = this.catalogue.sides(zone);
        const sides = possible.includes(finding.side) ? [finding.side] : possible;
        return sides.map((side) => `${zone}|${side}`);
      })
      .filter((pair) => !finding.referrals.includes(pair))
      .slice(0, 6);
  }
}

export function referralPanel(finding, { acts, zones }) {
  const chip = (pair, on) =>
    html(
      "button",
      {
        type: "button",
        class: on ? "chip-key" : "chip-key is-offer",
        "aria-pressed": String(on),
        "data-act": `zone-${pair}`,
        onclick: () => zones.toggle(pair),
      },
      zones.words(pair),
    );
  const others = zones.catalogue.places.filter((pair) => !finding.referrals.includes(pair));
  const offers = zones.suggested(finding);
  return [
    row(
      "Goes to",
      html(
        "div",
        { class: "chips" },
        html(
          "button",
          {
            type: "button",
            class: "chip-key is-act",
            "aria-pressed": String(zones.active),
            "data-act": "tap-zones",
            onclick: () => zones.turn(!zones.active),
          },
          "Tap on the map",
        ),
        ...finding.referrals.map((pair) => chip(pair, true)),
      ),
    ),
    offers.length ? row("Often", html("div", { class: "chips" }, ...offers.map((pair) => chip(pair, false)))) : null,
    row(
      "By name",
      select("Add a zone by name", [["", "Choose a zone"], ...others.map((pair) => [pair, zones.words(pair)])], {
        value: "",
        act: "zone-by-name",
        chosen: (pair) => pair && zones.toggle(pair),
      }),
    ),
    row(
      "Feels like",
      choices("What the referred sensation feels like", QUALITIES, {
        value: finding.quality,
        act: "quality",
        wide: true,
        chosen: (value, words) => acts.set(finding.key, { quality: value }, value ? words : "Quality not said"),
      }),
    ),
  ];
}

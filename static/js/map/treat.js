// The panel of treatment: technique, pressure, hold, response; a tap on a technique records it.

import { html, icon } from "./dom.js";
import { clock } from "./hold.js";
import { choices, select, stepper } from "./keys_row.js";
import { row } from "./rows.js";
import { details } from "./treat_more.js";
import { CONTACTS, PRESSURES, RESPONSES, TECHNIQUES, treated, warnings } from "./treatment_words.js";

const OFFERED = 3;

export class TreatPanel {
  #shown = new Map(); // which treatment of each point is in hand
  more = false;

  constructor(parts) {
    Object.assign(this, parts); // treatments, bounds, habits, hold, points, say, redraw, acts
    this.hold.addEventListener("change", () => this.redraw());
    this.hold.addEventListener("tick", () => this.#tick());
    this.hold.addEventListener("full", () => this.#stop());
  }

  rows(finding) {
    const own = this.#current(finding);
    return [
      row("Technique", this.#techniques(finding, own)),
      ...(own ? this.#about(finding, own) : []),
      this.hold.running && this.hold.own !== own?.key ? this.#elsewhere() : null,
    ];
  }

  /** Change the treatment in hand; a limit that is passed asks for its reason first. */
  set(finding, own, fields, words) {
    const go = (more) => {
      this.treatments.set(finding.key, own.key, { ...fields, ...more }, words);
      this.say(words);
    };
    const limited = ["technique", "contact", "pressure", "steps"].some((name) => name in fields);
    if (!limited) return go({});
    this.bounds.ask({ ...own, ...fields }, finding, go, { was: own, stay: () => this.redraw() });
  }

  #current(finding) {
    const rows = [...finding.treatments].sort((a, b) => a.order - b.order);
    return rows.find(({ key }) => key === this.#shown.get(finding.key)) ?? rows.at(-1) ?? null;
  }

  /** Once hands may go there. */
  #add(finding, technique) {
    this.acts.hands(finding.key, (laid) => this.#give(laid, technique));
  }

  #give(finding, technique) {
    const fields = { technique, contact: "", pressure: null, steps: [] };
    this.bounds.ask(fields, finding, (more) => {
      const { key } = this.treatments.add(finding.key, { technique, ...more });
      this.#shown.set(finding.key, key);
      this.habits.used(technique);
      this.say(`${TECHNIQUES[technique]} recorded`);
      this.redraw();
    });
  }

  #techniques(finding, own) {
    const rows = [...finding.treatments].sort((a, b) => a.order - b.order);
    const used = new Set(rows.map(({ technique }) => technique));
    const offers = this.habits.techniques.filter((name) => !used.has(name));
    const given = (one) =>
      key(TECHNIQUES[one.technique], {
        act: `shown-${one.key}`,
        on: one.key === own.key,
        mark: icon("check"),
        label: `${one.order}: ${treated(one)}`,
        go: () => (this.#shown.set(finding.key, one.key), this.redraw()),
      });
    const offer = (name) =>
      key(TECHNIQUES[name], {
        act: `add-${name}`,
        banned: this.bounds.ban(name, finding),
        go: () => this.#add(finding, name),
      });
    const every = this.habits.techniques.map((name) => [name, TECHNIQUES[name]]);
    return html(
      "div",
      { class: "chips" },
      ...rows.map(given),
      ...offers.slice(0, Math.max(1, OFFERED - rows.length)).map(offer),
      select("Another technique", [["", "…"], ...every], {
        value: "",
        act: "add-technique",
        chosen: (name) => name && this.#add(finding, name),
      }),
    );
  }

  #about(finding, own) {
    const cap = this.bounds.cap(finding);
    return [
      row("Pressure", this.#pressure(finding, own, cap)),
      row("Hold", this.#hold(finding, own)),
      row(
        "Response",
        choices("Response", RESPONSES, {
          value: own.response,
          act: "response",
          wide: true,
          chosen: (value, words) => this.set(finding, own, { response: value }, value ? words : "Response not said"),
        }),
      ),
      ...warnings(own).map((words) => html("p", { class: "quiet" }, words)),
      own.over_cap_why ? html("p", { class: "quiet" }, `Past the limit because: ${own.over_cap_why}`) : null,
      details(finding, own, this),
    ];
  }

  #pressure(finding, own, cap) {
    const level = (value) => {
      const on = own.pressure === value;
      const over = cap && value > cap.level;
      return html(
        "button",
        {
          type: "button",
          class: over ? "is-over" : null,
          "aria-pressed": String(on),
          "aria-label": `${value}, ${PRESSURES[value].toLowerCase()}${over ? `, over the limit: ${cap.why}` : ""}`,
          "data-act": `pressure-${value}`,
          onclick: () => this.#press(finding, own, on && !this.hold.running ? null : value),
        },
        over ? icon("lock") : null,
        String(value),
      );
    };
    return html(
      "div",
      { class: "treat-line" },
      html("div", { class: "seg pressure-keys", role: "group", "aria-label": "Pressure, 1 touch to 5 deep" }, ...[1, 2, 3, 4, 5].map(level)),
      html("span", { class: "faint sm" }, own.pressure ? PRESSURES[own.pressure] : ""),
      select("Contact", Object.entries(CONTACTS), {
        value: own.contact,
        act: "contact",
        chosen: (value) => this.set(finding, own, { contact: value }, value ? CONTACTS[value] : "Contact not said"),
      }),
    );
  }

  /** While this treatment is held, more or less pressure is its next step. */
  #press(finding, own, value) {
    const held = this.hold.running && this.hold.own === own.key;
    const go = (more) => {
      if (held && value !== null) this.hold.press(value);
      this.treatments.set(finding.key, own.key, { pressure: value, ...more }, value ? `Pressure ${value}` : "Pressure not said");
      this.say(value ? `Pressure ${value}` : "Pressure not said");
    };
    this.bounds.ask({ ...own, pressure: value }, finding, go, { was: own, stay: () => this.redraw() });
  }

  #hold(finding, own) {
    const mine = this.hold.running && this.hold.own === own.key;
    const stepped = own.steps.length > 0;
    return html(
      "div",
      { class: "treat-line" },
      html(
        "button",
        {
          type: "button",
          class: mine ? "btn btn-primary hold-key" : "btn btn-secondary hold-key",
          "data-act": "hold",
          onclick: () => (mine ? this.#stop() : this.#start(finding, own)),
        },
        mine ? "Stop " : "Start hold",
        mine ? html("b", { "data-clock": "" }, clock(this.hold.seconds)) : null,
      ),
      stepper("Hold in seconds", {
        value: own.hold_seconds, unit: "s", least: 1, most: 300, step: 5, start: 30, act: "hold-seconds",
        disabled: stepped || mine,
        chosen: (value) => this.set(finding, own, { hold_seconds: value }, value ? `Held ${value} s` : "Hold not said"),
      }),
      stepper("Repetitions", {
        value: own.repetitions, unit: "×", least: 1, most: 20, step: 1, start: 2, act: "repetitions",
        chosen: (value) => this.set(finding, own, { repetitions: value }, value ? `${value} times` : "Repetitions not said"),
      }),
    );
  }

  #start(finding, own) {
    if (this.hold.running) this.#stop();
    this.hold.start(finding.key, own.key, own.pressure);
    this.say("Hold started");
  }

  #stop() {
    const { of, own } = this.hold;
    const held = this.hold.stop();
    if (!held || !this.treatments.get(of, own)) return;
    this.treatments.set(of, own, held, `Held ${held.hold_seconds} s`);
    this.say(`Held ${held.hold_seconds} seconds`);
  }

  #tick() {
    for (const face of document.querySelectorAll("[data-clock]")) face.textContent = clock(this.hold.seconds);
  }

  #elsewhere() {
    const number = this.points.get(this.hold.of)?.number;
    return html(
      "p",
      { class: "quiet" },
      `A hold is running at point ${number}: `,
      html("b", { "data-clock": "" }, clock(this.hold.seconds)),
      " ",
      html("button", { type: "button", class: "btn btn-quiet", "data-act": "stop-other", onclick: () => this.#stop() }, "Stop it"),
    );
  }
}

function key(words, { act, on = false, mark = null, label = null, banned = "", go }) {
  return html(
    "button",
    {
      type: "button",
      class: banned ? "chip-key is-banned" : "chip-key",
      "aria-pressed": String(on),
      "aria-label": banned ? `${words}, against a caution: ${banned}` : label,
      title: banned || null,
      "data-act": act,
      onclick: go,
    },
    on ? mark : banned ? icon("ban") : null,
    words,
  );
}

// What is seldom said of a treatment: steps of pressure, an adverse effect, its turn, sound while holding.

import { html, icon } from "./dom.js";
import { select, stepper } from "./keys_row.js";
import { row } from "./rows.js";
import { ADVERSE, PRESSURES } from "./treatment_words.js";

const LEVELS = Object.entries(PRESSURES).map(([level, words]) => [level, `${level} ${words.toLowerCase()}`]);
const FELT = [["", "Discomfort"], ...Array.from({ length: 11 }, (_, n) => [String(n), `Discomfort ${n}`])];

/** Folded away until it is wanted; stays as it is left. */
export function details(finding, own, panel) {
  const box = html(
    "details",
    { class: "treat-more", ontoggle: ({ target }) => (panel.more = target.open), open: panel.more },
    html("summary", { "data-act": "treat-more" }, more(own)),
    row("Adverse", adverse(finding, own, panel)),
    row("Steps", steps(finding, own, panel)),
    row("Turn", turn(finding, own, panel)),
    row("Cue", cue(panel), "each 30 s"),
  );
  return box;
}

function more({ adverse: effect, steps: list, order }) {
  const said = [effect !== "none" && ADVERSE[effect].toLowerCase(), list.length && `${list.length} steps`].filter(Boolean);
  return `Treatment ${order}: steps, adverse effect, order${said.length ? ` (${said.join(", ")})` : ""}`;
}

function adverse(finding, own, panel) {
  return select("Adverse effect", Object.entries(ADVERSE), {
    value: own.adverse,
    act: "adverse",
    chosen: (value) => panel.set(finding, own, { adverse: value }, ADVERSE[value]),
  });
}

function steps(finding, own, panel) {
  const save = (list) => {
    const total = list.reduce((sum, { seconds }) => sum + seconds, 0);
    if (total > 300) return panel.redraw();
    const fields = list.length ? { steps: list, hold_seconds: total } : { steps: [] };
    panel.set(finding, own, fields, list.length ? `${list.length} steps, ${total} s` : "No steps");
  };
  const change = (i, fields) => save(own.steps.map((step, n) => (n === i ? { ...step, ...fields } : step)));
  const line = (step, i) =>
    html(
      "div",
      { class: "treat-line" },
      select(`Pressure of step ${i + 1}`, LEVELS, {
        value: step.pressure,
        act: `step-${i}`,
        chosen: (value) => change(i, { pressure: Number(value) }),
      }),
      stepper(`Seconds of step ${i + 1}`, {
        value: step.seconds, unit: "s", least: 1, most: 300, step: 5, start: 10, act: `step-${i}-s`,
        chosen: (value) => change(i, { seconds: value ?? 1 }),
      }),
      select(`Discomfort of step ${i + 1}`, FELT, {
        value: step.discomfort,
        act: `step-${i}-d`,
        chosen: (value) => change(i, { discomfort: value === "" ? null : Number(value) }),
      }),
      html(
        "button",
        {
          type: "button",
          class: "btn btn-quiet btn-icon",
          "aria-label": `Take out step ${i + 1}`,
          "data-act": `step-${i}-out`,
          onclick: () => save(own.steps.filter((_, n) => n !== i)),
        },
        icon("trash-2"),
      ),
    );
  const add = () => {
    const last = own.steps.at(-1);
    const first = { pressure: own.pressure ?? 1, discomfort: null, seconds: own.hold_seconds ?? 10 };
    const cap = panel.bounds.cap(finding)?.level ?? 5;
    save([...own.steps, last ? { ...last, pressure: Math.min(cap, last.pressure + 1), discomfort: null, seconds: 10 } : first]);
  };
  return html(
    "div",
    { class: "treat-steps" },
    ...own.steps.map(line),
    html("button", { type: "button", class: "btn btn-secondary", "data-act": "step-add", onclick: add }, "Add a step"),
  );
}

function turn(finding, own, panel) {
  return html(
    "div",
    { class: "treat-line" },
    stepper("Turn in the session", {
      value: own.order, least: 1, most: panel.treatments.count, step: 1, start: 1, act: "turn",
      chosen: (value) => value && panel.set(finding, own, { order: value }, `Now number ${value}`),
    }),
    html("span", { class: "faint sm grow" }, "Key points usually come before their satellites."),
    html(
      "button",
      {
        type: "button",
        class: "btn btn-quiet",
        "data-act": "untreat",
        onclick: () => panel.treatments.remove(finding.key, own.key),
      },
      "Take out",
    ),
  );
}

function cue({ habits, redraw }) {
  const on = { sound: "Sound", vibration: "Vibration" };
  const chosen = (name) => () => {
    habits.keep({ [name]: !habits[name] });
    redraw();
  };
  return html(
    "div",
    { class: "chips" },
    ...Object.entries(on).map(([name, words]) =>
      html(
        "button",
        { type: "button", class: "chip-key", "aria-pressed": String(habits[name]), "data-act": `cue-${name}`, onclick: chosen(name) },
        words,
      ),
    ),
  );
}

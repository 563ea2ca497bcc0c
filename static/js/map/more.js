// The panel of the rest: side and site, what the point belongs to, algometer, pressing again later.

import { html, icon } from "./dom.js";
import { select } from "./keys_row.js";
import { place, row } from "./rows.js";
import { named } from "./words.js";

const MINUTES = ["5", "10", "15", "20", "30", "45", "60"];
const SCORES = Array.from({ length: 11 }, (_, n) => [String(n), String(n)]);

export function morePanel(finding, { acts, catalogue, points, draft }) {
  return [
    row("Place", place(finding, { acts, catalogue })),
    row("Relation", relation(finding, { acts, catalogue, points })),
    row("Threshold", html("div", { class: "treat-line" }, ppt(finding, "before", acts), ppt(finding, "after", acts), html("span", { class: "faint sm" }, "kgf/cm²")), "algometer"),
    row("Again", rechecks(finding, acts, draft), "later on"),
  ];
}

/** A satellite names its point; points that are its own satellites are not offered. */
function relation(finding, { acts, catalogue, points }) {
  const under = (one) => {
    for (let above = one; above; above = points.get(above.parent)) if (above.key === finding.key) return true;
    return false;
  };
  const others = points.all.filter((one) => !under(one));
  const value = finding.relation === "satellite" ? `of ${finding.parent}` : finding.relation;
  const options = [
    ["", "Not said"],
    ["key", "Key point"],
    ["independent", "Independent"],
    ...others.map((one) => [`of ${one.key}`, `Satellite of ${one.number}, ${named(one, catalogue.get(one.muscle))}`]),
  ];
  const chosen = (said) => {
    const parent = said.startsWith("of ") ? said.slice(3) : null;
    const fields = { relation: parent ? "satellite" : said, parent };
    const words = options.find(([name]) => name === said)[1];
    acts.set(finding.key, fields, said ? words : "Relation not said");
  };
  return select("Relation to another point", options, { value, act: "relation", chosen });
}

function ppt(finding, when, acts) {
  const name = `ppt_${when}`;
  const typed = ({ target }) => {
    const text = target.value.trim().replace(",", ".");
    const number = Number(text);
    const fits = text === "" || (/^\d{1,2}(\.\d)?$/.test(text) && number >= 0.1 && number <= 20);
    target.setAttribute("aria-invalid", String(!fits));
    if (!fits) return;
    const value = text === "" ? null : number.toFixed(1);
    acts.set(finding.key, { [name]: value }, value ? `Threshold ${when} ${value}` : `Threshold ${when} not taken`);
  };
  return html(
    "label",
    { class: "ppt" },
    when === "before" ? "Before" : "After",
    html("input", {
      class: "form-control",
      type: "text",
      inputmode: "decimal",
      maxlength: 5,
      placeholder: "–",
      "data-act": name,
      "aria-label": `Pressure threshold ${when}, 0.1 to 20.0 kilograms per square centimetre`,
      value: finding[name] ?? "",
      onchange: typed,
    }),
  );
}

/** Pressed again later: after how long, what it was then, and whether with the same pressure. */
function rechecks(finding, acts, draft) {
  const set = (list, words) => acts.set(finding.key, { rechecks: list }, words);
  const said = finding.rechecks.map((one, i) =>
    html(
      "span",
      { class: "recheck" },
      `after ${one.minutes} min: ${one.tenderness}${one.same_pressure ? "" : ", other pressure"}`,
      html(
        "button",
        {
          type: "button",
          class: "btn btn-quiet btn-icon",
          "aria-label": `Take out the pressing after ${one.minutes} minutes`,
          "data-act": `recheck-${i}-out`,
          onclick: () => set(finding.rechecks.filter((_, n) => n !== i), "Pressing taken out"),
        },
        icon("trash-2"),
      ),
    ),
  );
  const add = (score) => {
    const row = { minutes: Number(draft.minutes), tenderness: Number(score), same_pressure: draft.same };
    set([...finding.rechecks, row], `${score} after ${row.minutes} minutes`);
  };
  return html(
    "div",
    { class: "chips" },
    ...said,
    select("Pressed again after", MINUTES.map((n) => [n, `after ${n} min`]), {
      value: draft.minutes,
      act: "recheck-minutes",
      chosen: (value) => (draft.minutes = value),
    }),
    select("With which pressure", [["same", "same pressure"], ["other", "other pressure"]], {
      value: draft.same ? "same" : "other",
      act: "recheck-same",
      chosen: (value) => (draft.same = value === "same"),
    }),
    select("Tenderness then", [["", "Tenderness"], ...SCORES], {
      value: "",
      act: "recheck-score",
      chosen: (score) => score !== "" && add(score),
    }),
  );
}

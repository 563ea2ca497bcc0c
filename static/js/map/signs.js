// The panel of signs: what was felt, tri-state, and whether the pain was recognised.

import { html } from "./dom.js";
import { lacks, SIGNS } from "./criteria.js";
import { choices } from "./keys_row.js";
import { row } from "./rows.js";

const YES_NO = { yes: "Yes", no: "No" };
const RECOGNITION = { yes: "Yes", partly: "Partly", no: "No" };
const SITE = { central: "Central", attachment: "Attachment" };

/** Eight signs; neither key pressed is not tested. */
export function signsPanel(finding, { acts, needed }) {
  const set = (name, words) => (value, said) => {
    const cleared = value === "not_tested" ? "not tested" : said.toLowerCase();
    acts.set(finding.key, { [name]: value }, `${words}: ${cleared}`);
  };
  const sign = ([name, words]) =>
    html(
      "div",
      { class: "sign-row" },
      html("span", {}, words),
      choices(`${words}, ${finding[name] === "not_tested" ? "not tested" : finding[name]}`, YES_NO, {
        value: finding[name],
        empty: "not_tested",
        act: name,
        chosen: set(name, words),
      }),
    );
  const missing = lacks(finding, needed);
  return [
    html("div", { class: "sign-rows" }, ...Object.entries(SIGNS).map(sign)),
    row(
      "Your pain?",
      choices("Is that the pain you know?", RECOGNITION, {
        value: finding.recognition,
        empty: "not_asked",
        act: "recognition",
        chosen: (value, words) =>
          acts.set(finding.key, { recognition: value }, value === "not_asked" ? "Recognition not asked" : `Recognised: ${words.toLowerCase()}`),
      }),
    ),
    row(
      "Where in it",
      choices("Site type", SITE, {
        value: finding.site_type,
        act: "site-type",
        chosen: (value, words) => acts.set(finding.key, { site_type: value }, value ? words : "Site type not said"),
      }),
    ),
    missing.length
      ? html("p", { class: "quiet" }, `Criteria not met yet: ${finding.status} needs ${missing.join(", and ")}.`)
      : null,
  ];
}

/** For the panel's own key: 2 yes. */
export function signsShort(finding) {
  const tested = Object.keys(SIGNS).filter((name) => finding[name] !== "not_tested");
  const yes = tested.filter((name) => finding[name] === "yes").length;
  return tested.length ? `${yes} yes` : "";
}

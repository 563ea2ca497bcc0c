// Sensitive areas: before hands are laid on there, the patient is asked aloud, and what they say is kept.

import { html } from "./map/dom.js";

const fresh = ({ carried }) => !carried;
const touched = ({ before, after, treatments }) => before !== null || after !== null || treatments.length > 0;
const ASIDE = "A sensitive area is asked about aloud at every visit; they may say no at any moment.";
const UNSIGNED = "The signed consent was missing at the door: it has to be signed first.";
const BEFORE = { not_today: "Earlier today they said: not today.", withdrawn: "They took their word back today." };

/** areas: {slug, label, muscles, said} of those not agreed to today. box: an Outbox. takeOff(key): off the map. */
export function askAreas({ points, areas, url, box, takeOff, refuse }) {
  const answers = new Set(); // areas that were agreed to, and points that were left after a no
  const dialog = html("dialog", { class: "despite", "aria-labelledby": "area-asked" });
  document.body.append(dialog);

  const heard = (area) => (status, body) => {
    if (status < 300) return;
    answers.delete(area.slug);
    refuse(body.error ?? "What they said was not saved. Ask again.");
  };

  const say = (area, said, about) => {
    dialog.close();
    answers.add(about);
    area.said = said;
    box.put(`area ${area.slug}`, url, { area: area.slug, said }, { answered: heard(area) });
  };

  const notToday = (area, { key }) => {
    say(area, "not_today", key);
    const point = points.get(key);
    if (point && fresh(point) && !touched(point)) takeOff(key);
  };

  const before = ({ said, unsigned }) => (unsigned ? UNSIGNED : BEFORE[said]);

  const ask = (area, finding) => {
    const button = (label, kind, act) =>
      html("button", { type: "button", class: `btn btn-key ${kind}`, onclick: act }, label);
    dialog.replaceChildren(
      html("h2", { id: "area-asked" }, `${area.label}: do they agree to work there today?`),
      html("p", {}, [ASIDE, before(area)].filter(Boolean).join(" ")),
      html(
        "div",
        { class: "form-foot" },
        button("Not today", "btn-secondary", () => notToday(area, finding)),
        button("Agrees, said aloud", "btn-primary", () => say(area, "agreed", area.slug)),
      ),
    );
    // It is answered, not waved away; what the keys do on the map they do not do here.
    dialog.oncancel = (event) => event.preventDefault();
    dialog.onkeydown = (event) => event.stopPropagation();
    dialog.showModal();
  };

  points.addEventListener("change", ({ detail: finding }) => {
    if (!finding || dialog.open) return;
    const area = areas.find(({ muscles }) => muscles.includes(finding.muscle));
    const answered = area && (answers.has(area.slug) || answers.has(finding.key));
    if (area && !answered && (fresh(finding) || touched(finding))) ask(area, finding);
  });
}

// The last look before signing: what is missing now, not what was missing when the page was sent.

import { html, icon } from "./map/dom.js";
import { gaps } from "./map/gaps.js";

const PATIENCE = 5000; // milliseconds to wait for the last save before signing all the same
const SECTIONS = { subjective: "Subjective", objective: "Objective", assessment: "Assessment", plan: "Plan" };

const pause = (time) => new Promise((done) => setTimeout(done, time));

const points = (number) => (number === 1 ? "1 point has" : `${number} points have`);

/** Sentences for what a reader of the note would miss; none of it forbids to sign. */
export function missing(findings, values, needed) {
  const unscored = ({ status, after, treatments }) =>
    status !== "resolved" && after === null && !treatments.length;
  const open = findings.filter(unscored).length;
  const empty = Object.keys(SECTIONS).filter((name) => !values[name].trim());
  return [
    open && `${points(open)} no score after treatment. Sign anyway, or score them now.`,
    ...gaps(findings, needed),
    ...empty.map((name) => `Nothing is written under ${SECTIONS[name]}.`),
    values.pain_after === "" && "Pain after the session is not taken.",
  ].filter(Boolean);
}

/** Keep the list on the sign tab true, and let the last save arrive before the signature. */
export function signTab({ list, form, url, look, settled }) {
  const show = (sentences) => {
    const row = (name, kind, words) =>
      html("li", {}, html("span", { class: kind }, icon(name)), html("span", { class: "grow" }, words));
    list.replaceChildren(...sentences.map((words) => row("circle-alert", "warn", words)));
    if (!sentences.length) list.append(row("circle-check", "ok", "Nothing is missing."));
  };
  /** What the page knows at once, then what the server knows of all parts once the last save is there. */
  const lookOver = async () => {
    if (location.hash !== "#tab-sign") return;
    show(look());
    await Promise.race([settled(), pause(PATIENCE)]);
    const answer = await fetch(url, { headers: { Accept: "application/json" } }).catch(() => null);
    if (answer?.headers.get("content-type")?.includes("json")) show((await answer.json()).missing);
  };
  addEventListener("hashchange", lookOver);
  lookOver();
  let ready = false;
  form.addEventListener("submit", async (event) => {
    if (ready) return;
    event.preventDefault();
    const { submitter } = event;
    await Promise.race([settled(), pause(PATIENCE)]);
    // A form ignores being submitted while its own submit event is still on the way.
    await pause(0);
    ready = true;
    form.requestSubmit(submitter);
  });
}

// The last look before signing: what is missing now, not what was missing when the page was sent.

import { html, icon } from "./map/dom.js";
import { gaps } from "./map/gaps.js";
import { scale } from "./scale.js";

const PATIENCE = 5000; // milliseconds to wait for the last save before signing all the same
const SECTIONS = { subjective: "Subjective", objective: "Objective", assessment: "Assessment", plan: "Plan" };
const [MAP, NOTE] = ["#tab-map", "#tab-note"];
const SHOWN_ON = ["#tab-note", "#tab-sign"];

const pause = (time) => new Promise((done) => setTimeout(done, time));

const points = (number) => (number === 1 ? "1 point has" : `${number} points have`);

/** Pressed before or treated, and nobody has pressed again. */
const unpressed = ({ status, before, after, treatments }) =>
  status !== "resolved" && after === null && (before !== null || treatments.length > 0);

/** Sentences for what a reader of the note would miss, with where it is mended; none of it forbids to sign. */
export function missing(findings, values, needed) {
  const unscored = ({ status, after, treatments }) =>
    status !== "resolved" && after === null && !treatments.length;
  const open = findings.filter(unscored).length;
  const empty = Object.keys(SECTIONS).filter((name) => !values[name].trim());
  const at = (place) => (words) => words && { words, at: place };
  return [
    ...empty.map((name) => at(NOTE)(`Nothing is written under ${SECTIONS[name]}.`)),
    ...[open && `${points(open)} no score after treatment.`, ...gaps(findings, needed)].map(at(MAP)),
    at(NOTE)(values.pain_before === "" && "Pain on arrival is not recorded."),
    at(NOTE)(values.pain_after === "" && "Pain on leaving is not recorded."),
  ].filter(Boolean);
}

/** The list of what is missing, each a way to where it is mended; toMap: before somebody goes to the map. */
function listed(list, { toMap }) {
  const row = (name, kind, inside) => html("li", {}, html("span", { class: kind }, icon(name)), inside);
  return (found) => {
    const link = ({ words, at }) =>
      html("a", { class: "grow", href: at, onclick: () => at === MAP && toMap() }, words);
    list.replaceChildren(...found.map((gap) => row("circle-alert", "warn", link(gap))));
    if (!found.length) list.append(row("circle-check", "ok", html("span", { class: "grow" }, "Nothing is missing.")));
  };
}

/** Points that were not pressed again, each with its keys, so that the re-check takes a tap a point. */
export function recheck(card, { all, named, score }) {
  const rows = card.querySelector("ul");
  const key = (finding) =>
    html(
      "li",
      {},
      html("span", { class: "grow" }, html("b", {}, `${finding.number}, ${named(finding)}`), ` before ${finding.before ?? "not scored"}`),
      scale({
        label: `Tenderness after, ${named(finding)}`,
        when: "after",
        value: null,
        chosen: (after) => score(finding.key, after),
      }),
    );
  return () => {
    const open = all().filter(unpressed);
    rows.replaceChildren(...open.map(key));
    card.hidden = !open.length;
  };
}

/** The end that is offered: the clinic's now, until somebody types a time of their own. */
function end({ ended, offered }) {
  ended.addEventListener("input", () => (offered.value = ""));
  return (time) => offered.value && (ended.value = offered.value = time);
}

/**
 * Keep the last look true, and let the last save arrive before the signature.
 * session: the page's frame; marked complete while nothing is missing, so that the note itself can be signed.
 */
export function signTab({ list, form, session, url, look, settled, toMap, checks }) {
  const show = listed(list, { toMap });
  const offer = end(form.elements);
  const tell = ({ missing: found, ended }) => {
    show(found);
    session.toggleAttribute("data-complete", !found.length);
    offer(ended);
  };
  let asked = 0;
  /** What the page knows at once, then what the server knows of all parts once the last save is there. */
  const lookOver = async () => {
    if (!SHOWN_ON.includes(location.hash)) return;
    const mine = ++asked;
    checks();
    const found = look();
    show(found);
    if (found.length) session.toggleAttribute("data-complete", false);
    await Promise.race([settled(), pause(PATIENCE)]);
    const answer = await fetch(url, { headers: { Accept: "application/json" } }).catch(() => null);
    if (mine !== asked || !answer?.ok || !answer.headers.get("content-type")?.includes("json")) return;
    tell(await answer.json());
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
  return lookOver;
}

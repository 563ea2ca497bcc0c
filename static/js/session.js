// The charting page: the body map, the note that saves itself, the tabs. A signed session uses the map alone.

import { adverse } from "./adverse.js";
import { leftBehind } from "./left.js";
import { Areas } from "./map/areas.js";
import { artAhead } from "./map/art.js";
import { asked } from "./map/asked.js";
import { Catalogue } from "./map/catalogue.js";
import { Chart } from "./map/geometry.js";
import { startMap } from "./map/map.js";
import { onDemand } from "./map/on_demand.js";
import { refuse } from "./map/toast.js";
import { named } from "./map/words.js";
import { Note } from "./note.js";
import { Outbox } from "./outbox.js";
import { Round } from "./round.js";
import { SavedMark } from "./saved.js";
import { offer } from "./offer.js";
import { missing, recheck, signTab } from "./sign.js";
import { tabs } from "./tabs.js";
import { startWriting } from "./writing/writing.js";

const find = (id) => document.getElementById(id);

async function load(url) {
  const answer = await fetch(url, { credentials: "same-origin", headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

async function openMap(data, tell, areas = null) {
  const files = data.static.chart;
  const name = `${data.chart}-${data.chart_version}`;
  artAhead(files[`${name}-posterior.svg`]);
  try {
    const [places, catalogue] = await Promise.all([load(files[`${name}.json`]), load(data.urls.catalogue)]);
    const known = new Catalogue(catalogue);
    const map = startMap({ data, chart: new Chart(places), catalogue: known, areas, tell, refused: refuse });
    find("map").dataset.ready = "";
    asked(find("find-muscle"), known);
    onDemand(map, data.static.extras, refuse);
    return map;
  } catch (error) {
    find("map").dataset.failed = "";
    throw error;
  }
}

async function start() {
  const told = find("session-data");
  if (!told) return; // a signed sheet without a point has no map
  const data = JSON.parse(told.textContent);
  if (data.readonly) return openMap(data, () => {});
  const parts = {};
  document.addEventListener("signed-in", () => {
    parts.note.save();
    parts.map?.queue.again();
  });
  const saved = new SavedMark(find("saved"), { offline: find("offline") });
  const typing = () => parts.note?.changed || parts.writing?.tools.waiting;
  addEventListener("beforeunload", (event) => (saved.atRisk || (!navigator.onLine && typing())) && event.preventDefault());
  const tell = (saver) => (state, time) => saved.tell(saver, state, time);
  tabs(find("session-steps"));
  const note = new Note(find("note-form"), {
    version: data.version,
    url: data.urls.write,
    tell: tell("note"),
    refuse,
  });
  parts.note = note;
  leftBehind(note.form, data.left, () => note.save());
  offer(find("said-at-start"), note.form);
  const writing = startWriting(note, { urls: data.urls, tell: tell("tools"), refuse });
  parts.writing = writing;
  const map = await openMap(data, tell("points"), sensitive(data, tell("areas")));
  parts.map = map;
  map.queue.addEventListener("empty", writing.refresh);
  visit(data, { note, map, saved });
}

/** The areas that are asked about aloud, and the box that keeps the answers. */
function sensitive(data, tell) {
  const box = new Outbox(tell);
  addEventListener("pagehide", () => box.leave());
  return new Areas(data.areas, { url: data.urls.consent, box, dialog: find("despite"), refuse });
}

/** What the visit asks beside map and note: a round over the points, incidents, the last look. */
function visit(data, { note, map, saved }) {
  const { points, acts, catalogue, queue } = map;
  const round = new Round(map, { next: find("next"), before: find("editor") });
  round.start();
  adverse(points, data.urls.incident);
  const lookOver = signTab({
    list: find("missing"),
    form: find("sign-form"),
    session: document.querySelector(".session"),
    url: data.urls.missing,
    look: () => missing(points.all, note.shown, data.min_signs),
    settled: () => Promise.all([note.save(), queue.idle()]),
    toMap: () => round.resume(),
    checks: recheck(find("press-again"), {
      all: () => points.all,
      named: (finding) => named(finding, catalogue.get(finding.muscle)),
      score: (key, after) => (acts.set(key, { after }, `${after} after`), lookOver()),
    }),
  });
  saved.heard = lookOver;
}

start();

// The charting page: the body map, the note that saves itself, the tabs. A signed session uses the map alone.

import { signInAgain } from "./again.js";
import { leftBehind } from "./left.js";
import { art } from "./map/art.js";
import { asked } from "./map/asked.js";
import { Catalogue } from "./map/catalogue.js";
import { Chart } from "./map/geometry.js";
import { startMap } from "./map/map.js";
import { onDemand } from "./map/on_demand.js";
import { refuse } from "./map/toast.js";
import { Note } from "./note.js";
import { SavedMark } from "./saved.js";
import { offer } from "./offer.js";
import { missing, signTab } from "./sign.js";
import { tabs } from "./tabs.js";
import { startWriting } from "./writing/writing.js";

const find = (id) => document.getElementById(id);

async function load(url) {
  const answer = await fetch(url, { credentials: "same-origin", headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

async function openMap(data, tell) {
  const files = data.static.chart;
  const name = `${data.chart}-${data.chart_version}`;
  art(files[`${name}-posterior.svg`]).catch(() => {});
  try {
    const [places, catalogue] = await Promise.all([load(files[`${name}.json`]), load(data.urls.catalogue)]);
    const known = new Catalogue(catalogue);
    const map = startMap({ data, chart: new Chart(places), catalogue: known, tell, refused: refuse });
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
  const data = JSON.parse(find("session-data").textContent);
  if (data.readonly) return openMap(data, () => {});
  const parts = {};
  const signedOut = signInAgain(find("sign-in-again"), () => {
    parts.note.save();
    parts.map?.queue.again();
  });
  const saved = new SavedMark(find("saved"), { offline: find("offline"), signedOut });
  addEventListener("beforeunload", (event) => saved.atRisk && event.preventDefault());
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
  const map = await openMap(data, tell("points"));
  parts.map = map;
  map.queue.addEventListener("empty", writing.refresh);
  signTab({
    list: find("missing"),
    form: find("sign-form"),
    url: data.urls.missing,
    look: () => missing(map.points.all, note.shown, data.min_signs),
    settled: () => Promise.all([note.save(), map.queue.idle()]),
  });
}

start();

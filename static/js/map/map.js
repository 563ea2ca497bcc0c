// Puts the parts of the map together: who listens to whom.

import { Acts } from "./acts.js";
import { Bounds } from "./bounds.js";
import { Camera } from "./camera.js";
import { Charting } from "./charting.js";
import { Controls } from "./controls.js";
import { Editor } from "./editor.js";
import { closeUp, firstView } from "./first.js";
import { Habits } from "./habits.js";
import { Hold } from "./hold.js";
import { legend } from "./legend.js";
import { Limits } from "./limits.js";
import { List } from "./list.js";
import { listen, search, undoButtons } from "./listen.js";
import { Marks } from "./marks.js";
import { nextButton } from "./next.js";
import { Overview } from "./overview.js";
import { Panels } from "./panels.js";
import { Picture } from "./picture.js";
import { Pick } from "./pick.js";
import { Points } from "./points.js";
import { Queue } from "./queue.js";
import { Zones } from "./refer.js";
import { Referral } from "./referral.js";
import { Stage } from "./stage.js";
import { TreatPanel } from "./treat.js";
import { Treatments } from "./treatments.js";
import { History } from "./undo.js";

const find = (id) => document.getElementById(id);
const afterFrame = (act) => requestAnimationFrame(() => setTimeout(act));

/**
 * Start the map of a page. areas: sensitive ones to be asked about, while the session is open.
 * tell: hears how saving goes; refused: hears what the server would not take.
 */
export function startMap({ data, chart, catalogue, areas, tell, refused }) {
  const { readonly } = data;
  const points = new Points(data.findings);
  const [history, queue] = [new History(), new Queue(data.urls, areas ? () => areas.box.idle() : undefined)];
  const stage = new Stage(find("stage"), find("art"), chart, data.static.chart);
  const camera = new Camera(find("stage"), new Picture(find("art")));
  const limits = new Limits(data.limits, find("despite"), areas);
  stage.keepOff = limits;
  legend(document.querySelectorAll(".legend"), limits.reasons);
  const shared = { chart, catalogue, points, stage, camera, history, readonly, limits };
  const marks = new Marks(shared);
  const referral = new Referral(shared);
  const overview = new Overview(find("overview"), shared);
  const treatments = new Treatments({ points, history, queue });
  const charting = new Charting({ ...shared, queue, treatments });
  const say = (text) => (find("live").textContent = text);
  const pick = new Pick(find("pick"));
  const acts = new Acts({ ...shared, charting, marks, pick, queue, say });
  const opened = (key) => {
    controls.uncover(catalogue.get(points.get(key)?.muscle).depth);
    acts.select(key);
  };
  const panels = readonly ? null : openable();
  const list = new List(find("points"), { ...shared, heading: find("points-count"), opened });
  const editor = new Editor(find("editor"), { ...shared, acts, panels });
  const controls = new Controls(find("map"), { ...shared, show });
  const next = find("next") ? nextButton(find("next"), shared) : () => {};

  /** What lies a pull away in the editor. */
  function openable() {
    const bounds = new Bounds(data.limits, limits);
    const habits = new Habits(data.habits, data.urls.habits);
    const redraw = () => draw();
    const zones = new Zones({ ...shared, marks, acts, pick, say, redraw });
    const hold = new Hold(habits);
    const treat = new TreatPanel({ treatments, bounds, habits, hold, points, say, redraw, acts });
    acts.zones = zones;
    return new Panels({ ...shared, acts, habits, zones, treat, needed: data.min_signs, redraw });
  }

  function show(view) {
    stage.show(view);
    camera.home(chart.body(view));
    overview.draw();
    controls.draw();
    draw();
  }

  /** What a tap placed is seen first; where it refers, the list and the editor follow with the frame after. */
  function draw() {
    marks.draw();
    if (acts.placing) afterFrame(beside);
    else beside();
  }

  function beside() {
    referral.show(points.current);
    panels?.zones.draw();
    list.draw();
    editor.draw();
    controls.count();
    next();
  }

  points.addEventListener("change", draw);
  areas?.addEventListener("change", draw);
  if (areas) points.leaves = areas.refused;
  points.addEventListener("select", ({ detail: chosen }) => {
    if (!chosen) return;
    if (chosen.view && chosen.view !== stage.view) show(chosen.view);
    if (chosen.view) camera.reveal(chart.toUnits(chosen.view, chosen));
    // Not from under a finger that may tap a second time.
    setTimeout(() => {
      list.reveal();
      editor.reveal();
    }, acts.unsettled);
  });
  queue.addEventListener("state", ({ detail }) => tell(detail));
  queue.addEventListener("refused", ({ detail }) => {
    if (detail.kind === "place") points.remove(detail.key);
    refused(detail.error);
  });
  listen({ acts, points, readonly, camera, marks });
  if (!readonly) search({ ...shared, acts, referral });
  if (!readonly) undoButtons(history, acts);
  show(firstView(points));
  closeUp({ points, stage, camera, chart });
  return { data, chart, catalogue, points, queue, stage, camera, referral, acts, show };
}

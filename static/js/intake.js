// The questionnaire: saves by itself, keeps what a lost connection did not take, and makes the body tappable.
// Nothing is put into the browser's own storage: what is not sent yet lives in this page alone.
import { startMap } from "./intake/map.js";
import { startDrawing } from "./intake/draw.js";
import { startConditions } from "./intake/conditions.js";
import { Saver } from "./intake/saver.js";

const form = document.querySelector("[data-intake]");
if (form) {
  startMap(form);
  startDrawing(form);
  startConditions(form);
  new Saver(form).start();
}

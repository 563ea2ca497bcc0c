// Posture: an assessment that saves itself, landmarks on a photo, two photos over each other.

import { startAnswers } from "./posture/answers.js";
import { startFading } from "./posture/fade.js";
import { startMarking } from "./posture/marking.js";
import { startSliders } from "./posture/sliders.js";
import { startSpots } from "./posture/spots.js";

startAnswers();
startSliders();
startSpots();
startMarking();
startFading();

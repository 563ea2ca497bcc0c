// The page of points over the visits: scrubbing, and the divider between two visits. It works without this script.

import { divide, scrub } from "./map/history-page.js";

scrub(document.querySelector("[data-scrub]"));
divide(document.querySelector("[data-divide]"));

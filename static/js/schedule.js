// The pages that follow the clinic's day, and the board on which appointments are taken hold of.
import "./board/keys.js";
import "./board/lines.js";
import "./board/pointer.js";
import "./live/live.js";
import "./who.js";

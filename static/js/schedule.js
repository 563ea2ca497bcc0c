// The pages that follow the clinic's day, and the board on which appointments are taken hold of.
import "./live/live.js";

// What every page's script is made of; each behaviour is a small module that does nothing where it is not needed.
import "./book.js";
import "./shell/again.js";
import "./shell/appearance.js";
import "./shell/back.js";
import "./shell/board.js";
import "./shell/confirm.js";
import "./shell/exports.js";
import "./shell/find.js";
import "./shell/keep.js";
import "./shell/keys.js";
import "./shell/menus.js";
import "./shell/missed.js";
import "./shell/panel.js";
import "./shell/places.js";
import "./shell/print.js";
import "./shell/requests.js";
import "./shell/toasts.js";

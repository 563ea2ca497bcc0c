// Words that were typed into a plain form leave the page only for a server that takes them: without a connection they
// stay where they are, and an ended sign-in is renewed over them.
import { here } from "../here.js";
import { mine, signInAgain } from "./again.js";
import { toast } from "./toasts.js";

const UNTYPED = new Set(["hidden", "password", "radio", "checkbox", "submit", "button", "search"]);
const asking = new WeakSet();

/** Forms that are on their way: somebody is there to take what they hold. */
export const sure = new WeakSet();

const written = (field) => field.localName === "textarea" || (field.localName === "input" && !UNTYPED.has(field.type));
const changed = (field) => written(field) && field.value !== field.defaultValue;
const plain = (form) => form.getAttribute("method") === "post" && form !== document.querySelector("#sign-in-again form");
const fields = (form) => [...form.elements];

/** Something is typed on this page that no server has. */
export const typed = () => [...document.forms].some((form) => plain(form) && fields(form).some(changed));

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !mine || !plain(form) || sure.delete(form)) return;
  // What came back with a fault was typed as well, so a long text always counts.
  if (!fields(form).some((field) => field.localName === "textarea" || changed(field))) return;
  event.preventDefault();
  if (!asking.has(form)) look(form, event.submitter);
});

async function look(form, submitter) {
  asking.add(form);
  const staff = await whileNobodyLeaves(here).catch(() => undefined);
  if (staff === mine) go(form, submitter);
  else if (staff !== undefined) signInAgain(() => go(form, submitter));
  else toast("No connection to the clinic's server. Nothing was sent; what you typed is still here.", "refused");
  asking.delete(form);
}

// Whoever pressed a link in that moment would leave before anything is sent.
async function whileNobodyLeaves(ask) {
  const at = document.activeElement;
  document.body.inert = true;
  try {
    return await ask();
  } finally {
    document.body.inert = false;
    at?.focus({ preventScroll: true });
  }
}

function go(form, submitter) {
  const token = document.querySelector('meta[name="csrf-token"]').content;
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
  sure.add(form);
  form.requestSubmit(submitter);
}

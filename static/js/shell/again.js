// Signing in again in place: the page stays as it is, and what waits is sent afterwards.
import { here } from "../here.js";

const PATIENCE = 60_000;
const dialog = document.getElementById("sign-in-again");
const waiting = new Set(); // what is to be done once the same person is signed in
const off = dialog?.querySelector("[data-later]");
let later = 0;
let leaves = false; // whoever puts it off leaves the page

/** The key of the person whose page this is; nothing where nobody is signed in. */
export const mine = dialog && Number(dialog.dataset.staff);

/** Ask for the password over the page. then: called once the same person is signed in, unless they put it off.
 *  orLeave: they signed out on purpose, so nobody reads on here without it. */
export function signInAgain(then, { orLeave = false } = {}) {
  if (then) waiting.add(then);
  leaves ||= orLeave;
  if (leaves) off.textContent = "Leave without sending";
  if (!dialog.open) dialog.showModal();
}

// From what saves itself; whoever has just put it off is left in peace for a while.
document.addEventListener("signed-out", () => dialog && Date.now() >= later && signInAgain());

function send(form) {
  return fetch(form.action, {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
    credentials: "same-origin",
    headers: {
      Accept: "application/json",
      "X-Requested-With": "XMLHttpRequest",
      "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content,
    },
  });
}

/** What is wrong, as a sentence; nothing when the same person is signed in, perhaps since from another tab. */
async function tried(form) {
  let staff = await here();
  if (staff === null) {
    const answer = await send(form);
    if (answer.status === 429) return "Too many tries. Wait a minute, then try again.";
    if (!answer.ok) return "That password does not fit. Try again.";
    staff = await here();
  }
  return staff === mine ? "" : "Somebody else is signed in here now. Sign them out first.";
}

async function submitted(event) {
  const form = event.target;
  event.preventDefault();
  const words = await tried(form).catch(() => "No connection. This page keeps everything; try again.");
  const says = dialog.querySelector("[data-says]");
  says.textContent = words;
  says.hidden = !words;
  if (words) return form.elements.password.select();
  form.reset();
  leaves = false;
  off.textContent = "Later";
  dialog.close();
  for (const act of waiting) act();
  waiting.clear();
  document.dispatchEvent(new Event("signed-in"));
}

// Whoever closes it goes on writing; nothing is sent meanwhile, and it asks again in a while.
function putOff() {
  later = Date.now() + PATIENCE;
  waiting.clear();
}

dialog?.querySelector("form").addEventListener("submit", submitted);
dialog?.addEventListener("cancel", putOff);
dialog?.addEventListener("close", () => leaves && location.replace("/sign-in/"));
off?.addEventListener("click", () => (putOff(), dialog.close()));

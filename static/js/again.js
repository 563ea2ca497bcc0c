// Signing in again in place: the page stays as it is, and what waits is sent afterwards.

import { here } from "./post.js";

const PATIENCE = 60_000;

/** opened: ask for the password over the page. done: called once the same person is signed in. */
export function signInAgain(dialog, done) {
  const form = dialog.querySelector("form");
  const says = dialog.querySelector("[data-says]");
  const say = (words) => ((says.textContent = words), (says.hidden = !words));
  const mine = Number(dialog.dataset.staff);

  const send = () =>
    fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      credentials: "same-origin",
      headers: {
        Accept: "application/json",
        "X-Requested-With": "XMLHttpRequest",
        "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content,
      },
    });

  /** What is wrong, as a sentence; nothing when the same person is signed in, perhaps since from another tab. */
  async function tried() {
    let staff = await here();
    if (staff === null) {
      const answer = await send();
      if (answer.status === 429) return "Too many tries. Wait a minute, then try again.";
      if (!answer.ok) return "That password does not fit. Try again.";
      staff = await here();
    }
    return staff === mine ? "" : "Somebody else is signed in here now. Sign them out first.";
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const words = await tried().catch(() => "No connection. This page keeps everything; try again.");
    say(words);
    if (words) return form.elements.password.select();
    form.reset();
    dialog.close();
    done();
  });
  // Whoever closes it goes on writing; the mark still says that nothing is sent, and it asks again in a while.
  let later = 0;
  const wait = () => (later = Date.now() + PATIENCE);
  dialog.addEventListener("cancel", wait);
  dialog.querySelector("[data-later]").addEventListener("click", () => (wait(), dialog.close()));
  return () => {
    if (!dialog.open && Date.now() >= later) dialog.showModal();
  };
}

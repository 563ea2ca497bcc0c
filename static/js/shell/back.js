// Whoever signed out leaves no page behind: not in another tab, and not behind the Back button.

import { signInAgain } from "./again.js";
import { typed } from "./keep.js";

const channel = new BroadcastChannel("sign-in");
const saved = document.getElementById("saved"); // the mark of a page that saves itself

// Whoever sees the page of signing in is signed in nowhere in this browser any more; one such page leaves another alone.
// A page with words that no server has stays, and asks for the password over itself; without it, it goes too.
if (location.pathname === "/sign-in/") channel.postMessage("out");
else
  channel.addEventListener("message", () => {
    const unsent = saved ? saved.dataset.state !== "saved" : typed();
    if (!unsent) location.replace("/sign-in/");
    else if (!saved) signInAgain(null, { orLeave: true });
  });

addEventListener("pageshow", async ({ persisted }) => {
  if (!persisted) return;
  const root = document.documentElement;
  root.hidden = true;
  const answer = await fetch("/me/here/", { headers: { Accept: "application/json" } }).catch(() => null);
  if (answer?.ok) root.hidden = false;
  else location.replace("/sign-in/");
});

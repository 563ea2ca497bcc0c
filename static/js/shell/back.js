// Whoever signed out leaves no page behind: not in another tab, and not behind the Back button.

const channel = new BroadcastChannel("sign-in");
const unsent = () => document.querySelector('#saved:not([data-state="saved"])');

// Whoever sees the page of signing in is signed in nowhere in this browser any more.
if (location.pathname === "/sign-in/") channel.postMessage("out");
// A page with words that no server has stays, and asks for the password over itself.
channel.addEventListener("message", () => unsent() || location.replace("/sign-in/"));

addEventListener("pageshow", async ({ persisted }) => {
  if (!persisted) return;
  const root = document.documentElement;
  root.hidden = true;
  const answer = await fetch("/me/here/", { headers: { Accept: "application/json" } }).catch(() => null);
  if (answer?.ok) root.hidden = false;
  else location.replace("/sign-in/");
});

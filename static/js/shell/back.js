// A page that the browser kept for the Back button is shown again only to whom is still signed in.

addEventListener("pageshow", async ({ persisted }) => {
  if (!persisted) return;
  const root = document.documentElement;
  root.hidden = true;
  const answer = await fetch("/me/here/", { headers: { Accept: "application/json" } }).catch(() => null);
  if (answer?.headers.get("content-type")?.includes("json")) root.hidden = false;
  else location.replace("/sign-in/");
});

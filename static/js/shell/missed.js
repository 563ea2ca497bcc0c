// Over the pages of those who keep watch: whoever has not come back from a mobile visit is missed here within a
// minute, whatever page is open. A server that is away for a moment is asked again, without a word.
const EVERY = 30_000;
const place = document.querySelector("[data-missed]");

async function look() {
  if (document.hidden) return;
  try {
    const answer = await fetch(place.dataset.missed, { cache: "no-store", redirect: "manual" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.querySelector("[data-missed]");
    if (now && now.textContent.trim() !== place.textContent.trim()) place.replaceChildren(...now.children);
  } catch {
    // Asked again in half a minute.
  }
}

if (place) {
  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
}

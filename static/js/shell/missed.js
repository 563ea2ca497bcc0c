// Over the pages of those who keep watch: whoever has not come back from a mobile visit is missed here within a
// minute, whatever page is open. While nobody is out it is asked seldom; a server that is away for a moment is asked
// again, without a word.
const place = document.querySelector("[data-missed]");
let timer = 0;

async function look() {
  clearTimeout(timer);
  if (document.hidden) return;
  try {
    const answer = await fetch(place.dataset.missed, { cache: "no-store", redirect: "manual" });
    if (answer.ok) show(new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-missed]"));
  } catch {
    // Asked again as if it had answered.
  }
  later();
}

function show(now) {
  if (!now) return;
  place.dataset.every = now.dataset.every;
  if (now.textContent.trim() !== place.textContent.trim()) place.replaceChildren(...now.children);
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(look, place.dataset.every * 1000);
}

if (place) {
  later();
  document.addEventListener("visibilitychange", look);
}

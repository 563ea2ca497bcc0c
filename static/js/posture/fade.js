// Two photos over each other: the slider fades from then to now.

export function startFading() {
  for (const box of document.querySelectorAll("[data-overlay]")) {
    const over = box.querySelector("[data-over]");
    box.querySelector("[data-fade]").addEventListener("input", ({ target }) => {
      over.setAttribute("opacity", target.value / 100);
    });
  }
}

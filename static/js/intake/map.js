// The body to tap: every region of the drawing stands for a tick of the list beneath it, which stays the truth.

export function startMap(form) {
  const map = form.querySelector("[data-map]");
  if (!map) return;
  map.hidden = false;
  const list = form.querySelector("[data-places]");
  list.open = false;
  const ticks = [...list.querySelectorAll("input[type=checkbox]")];
  const tick = (place) => ticks.find((one) => one.value === place);
  const spots = form.querySelector("[data-spots]");

  const show = () => {
    for (const shape of map.querySelectorAll("[data-place]")) {
      shape.classList.toggle("on", Boolean(tick(shape.dataset.place)?.checked));
    }
    spots.replaceChildren(...ticks.filter((one) => one.checked).map(spot));
  };
  const turn = (one, on) => {
    one.checked = on;
    one.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const spot = (one) => {
    const line = document.createElement("li");
    const words = document.createElement("span");
    words.textContent = one.dataset.words;
    const away = document.createElement("button");
    away.type = "button";
    away.className = "btn btn-quiet btn-icon";
    away.textContent = "×";
    away.setAttribute("aria-label", `Remove ${one.dataset.words}`);
    away.addEventListener("click", () => turn(one, false));
    line.append(words, away);
    return line;
  };

  map.addEventListener("click", (event) => {
    const place = event.target.closest?.("[data-place]")?.dataset.place;
    const one = place && tick(place);
    if (one) turn(one, !one.checked);
    const view = event.target.closest?.("[data-view]")?.dataset.view;
    if (view) look(map, view);
    const near = event.target.closest?.("[data-near]")?.dataset.near;
    if (near) frame(map, near);
  });
  frame(map, "upper");
  list.addEventListener("change", show);
  show();
}

function look(map, view) {
  for (const button of map.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", button.dataset.view === view);
  for (const drawing of map.querySelectorAll("[data-drawing]")) drawing.toggleAttribute("hidden", drawing.dataset.drawing !== view);
}

/** Half a body fills the screen, so that a place is wide enough for a thumb; feet are shown whole. */
function frame(map, near) {
  for (const button of map.querySelectorAll("[data-near]")) button.setAttribute("aria-pressed", button.dataset.near === near);
  for (const drawing of map.querySelectorAll("[data-drawing]")) {
    const whole = drawing.dataset.drawing === "plantar" ? "0 0 500 480" : "0 0 500 1000";
    drawing.setAttribute("viewBox", whole === "0 0 500 480" ? whole : { upper: "50 20 400 480", lower: "50 460 400 530" }[near] ?? whole);
  }
}

// Who types before the page's scripts are there, or comes back to a form that the browser has filled in again, is
// heard all the same: each field that sends while one types is asked once whether it holds words already.
const HEARS = '[hx-trigger~="early"]';
const written = (field) => field.type !== "hidden" && field.value !== field.defaultValue;

document.addEventListener("htmx:load", ({ target }) => {
  if (target !== document.body) return;
  for (const hears of target.querySelectorAll(HEARS)) {
    const fields = hears.matches("input") ? [hears] : [...hears.querySelectorAll("input")];
    if (fields.some(written)) window.htmx.trigger(hears, "early");
  }
});

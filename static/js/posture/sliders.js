// A slider beside the number: sliding writes the number, typing moves the slider.

export function startSliders() {
  for (const slider of document.querySelectorAll("[data-slide]")) join(slider);
}

function join(slider) {
  const form = slider.form;
  const { value, measure } = form.elements;
  slider.addEventListener("input", () => {
    value.value = slider.value;
  });
  value.addEventListener("input", () => {
    const typed = Number(value.value.replace(",", "."));
    if (value.value && !Number.isNaN(typed)) slider.value = typed;
  });
  form.querySelector("[data-use]")?.addEventListener("click", ({ currentTarget }) => use(form, currentTarget.dataset));
  if (!(measure instanceof HTMLSelectElement)) return;
  measure.addEventListener("input", () => {
    const { low, high, step, unit } = measure.selectedOptions[0].dataset;
    Object.assign(slider, { min: low, max: high, step });
    form.querySelector("[data-unit]").textContent = unit;
    value.value = "";
  });
}

/** Take over what was measured on the photo. */
function use(form, { use: figure, measure: way, toward }) {
  const { value, measure, side } = form.elements;
  if (measure instanceof HTMLSelectElement) {
    measure.value = way;
    measure.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (toward) side.value = toward;
  value.value = figure;
  value.dispatchEvent(new Event("input", { bubbles: true }));
}

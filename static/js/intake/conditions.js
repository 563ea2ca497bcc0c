// Shows a question only while the answer it hangs on, if that is on this page, calls for it.

export function startConditions(form) {
  const hanging = [...form.querySelectorAll("[data-shown-if]")].filter((one) => form.elements[one.dataset.shownIf]);
  if (!hanging.length) return;
  const show = () => {
    for (const one of hanging) {
      const said = new FormData(form).getAll(one.dataset.shownIf);
      one.hidden = !one.dataset.shownValues.split(" ").some((value) => said.includes(value));
    }
  };
  form.addEventListener("change", show);
  show();
}

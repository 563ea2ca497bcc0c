// Of the two buttons that blur names and show them one is there at a time; focus goes from one to the other.
document.addEventListener("submit", ({ target, submitter }) => {
  if (!target.matches(".names")) return;
  requestAnimationFrame(() => [...target.querySelectorAll("button")].find((button) => button !== submitter)?.focus());
});

// A link from another page asks for a muscle: "#muscle=levator_scapulae&side=left". Its sites are found at once.

/** Type the muscle's name, with its side, into the search; a press on Enter or on a site places the point. */
export function asked(input, catalogue, hash = location.hash) {
  const wanted = new URLSearchParams(hash.slice(1));
  const muscle = catalogue.muscles.get(wanted.get("muscle"));
  if (!muscle || !input) return;
  const side = ["left", "right"].find((name) => name === wanted.get("side")) ?? "";
  input.value = `${side} ${muscle.name}`.trim();
  input.focus({ preventScroll: true });
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

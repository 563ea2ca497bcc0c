// The one primary action of the map: the next point that wants a score, or the note when none does.

const short = (name) => (name.charAt(0).toLowerCase() + name.slice(1)).split(",")[0];

/** The point to go to after the selected one; null when every other has both its scores. */
export function nextPoint(points) {
  const open = ({ key, status }) => key !== points.selected && status !== "resolved";
  const others = points.all.filter((finding) => open(finding) && !points.leaves(finding));
  const from = points.current?.number ?? 0;
  const turn = (list) => list.find(({ number }) => number > from) ?? list[0] ?? null;
  return (
    turn(others.filter(({ before }) => before === null)) ?? turn(others.filter(({ after }) => after === null))
  );
}

/** Keep the button's words true; link is the page's own link to the note. */
export function nextButton(link, { points, catalogue }) {
  const words = link.querySelector("[data-words]");
  const idle = words.textContent;
  link.addEventListener("click", (event) => {
    const next = nextPoint(points);
    if (!next) return;
    event.preventDefault();
    points.select(next.key);
  });
  return () => {
    const next = nextPoint(points);
    words.textContent = next ? `Next: ${next.number}, ${short(catalogue.get(next.muscle).name)}` : idle;
  };
}

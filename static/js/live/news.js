// What differs between two looks at a page, told to whoever listens to it and marked for a moment for whoever looks.
const SHOWN = 4000;
const MANY = 3;

export function look() {
  return new Map([...document.querySelectorAll("[data-tell], [data-tell-all] a[id]")].map((element) => [element.id, words(element)]));
}

export function tell(before, region) {
  const after = look();
  const changed = [...after].filter(([id, said]) => before.get(id) !== said);
  const gone = [...before].filter(([id]) => !after.has(id));
  for (const [id] of changed) ring(document.getElementById(id));
  const lines = [
    ...changed.map(([id, said]) => `${before.has(id) ? "Changed" : "New"}: ${said}.`),
    ...gone.map(([, said]) => `No longer here: ${said}.`),
  ];
  if (lines.length) region.textContent = lines.length > MANY ? `${lines.length} appointments changed.` : lines.join(" ");
}

function words(element) {
  const whose = element.closest("[data-tell-with]")?.getAttribute("aria-label");
  const said = element.textContent.replace(/\s+/g, " ").trim();
  return whose ? `${said}, ${whose}` : said;
}

function ring(element) {
  element.classList.add("is-news");
  setTimeout(() => element.classList.remove("is-news"), SHOWN);
}

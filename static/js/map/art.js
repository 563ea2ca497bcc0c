// The drawings: fetched once each, parsed when they are shown, and copied into the page as elements of its own.

const texts = new Map();
const drawings = new Map();

/** What make(url) came to, made once; a failure is tried again the next time. */
function once(known, url, make) {
  if (!known.has(url)) known.set(url, make(url).catch((error) => (known.delete(url), Promise.reject(error))));
  return known.get(url);
}

async function fetched(url) {
  const answer = await fetch(url, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`No drawing: ${answer.status}`);
  return answer.text();
}

async function parsed(url) {
  return new DOMParser().parseFromString(await once(texts, url, fetched), "image/svg+xml").documentElement;
}

/** The elements of a drawing, new copies each time. */
export async function art(url) {
  const source = await once(drawings, url, parsed);
  return [...source.childNodes].map((node) => document.importNode(node, true));
}

/** Fetch ahead. Not parsed: that takes as long as a tap may take, and would come in the midst of one. */
export const artAhead = (url) => once(texts, url, fetched).catch(() => {});

/** The same when the browser has nothing better to do. */
export function artSoon(url) {
  (window.requestIdleCallback ?? setTimeout)(() => artAhead(url));
}

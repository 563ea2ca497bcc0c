// The drawings: fetched once each, parsed, and copied into the page as elements of its own.

const cache = new Map();

async function drawing(url) {
  const answer = await fetch(url, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`No drawing: ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement;
}

/** The elements of a drawing, new copies each time. */
export async function art(url) {
  if (!cache.has(url))
    cache.set(
      url,
      drawing(url).catch((error) => (cache.delete(url), Promise.reject(error))),
    );
  const source = await cache.get(url);
  return [...source.childNodes].map((node) => document.importNode(node, true));
}

/** Fetch ahead, when the browser has nothing better to do. */
export function artSoon(url) {
  const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 800));
  idle(() => art(url).catch(() => {}));
}

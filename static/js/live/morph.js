// Makes what stands there equal to what came, and leaves alone whatever is equal already: focus, scroll and listeners
// stay with the elements they belong to. Elements are told apart by their id, else by their place among their kind.

export function morph(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  attributes(old, fresh);
  children(old, fresh);
}

function attributes(old, fresh) {
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && !mine(old, name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value && !mine(old, name)) old.setAttribute(name, value);
}

// What the person at the screen decided, not the server.
const mine = (element, name) => name === "open" && element.matches("details");

function children(old, fresh) {
  if (old.dataset?.own !== undefined) return;
  const known = new Map();
  for (const [key, node] of keyed(old)) known.set(key, node);
  let place = old.firstChild;
  for (const [key, node] of keyed(fresh)) {
    const same = known.get(key);
    known.delete(key);
    const kept = same ?? document.importNode(node, true);
    if (kept === place) place = place.nextSibling;
    else old.insertBefore(kept, place);
    if (same) update(same, node);
  }
  for (const gone of known.values()) if (gone.dataset?.own === undefined) gone.remove();
}

function update(old, fresh) {
  if (old.nodeType === Node.ELEMENT_NODE) morph(old, fresh);
  else if (old.data !== fresh.data) old.data = fresh.data;
}

function* keyed(parent) {
  const seen = new Map();
  for (const node of [...parent.childNodes]) {
    const kind = node.id || node.nodeName;
    const number = seen.get(kind) ?? 0;
    seen.set(kind, number + 1);
    yield [`${kind} ${number}`, node];
  }
}

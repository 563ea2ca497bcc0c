// Making elements without a template language.

const SVG = "http://www.w3.org/2000/svg";

function dress(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** An HTML element: html("button", {class: "btn", onclick: f}, "Remove"). */
export const html = (name, attributes = {}, ...children) =>
  dress(document.createElement(name), attributes, children);

/** An SVG element, the same way. */
export const svg = (name, attributes = {}, ...children) =>
  dress(document.createElementNS(SVG, name), attributes, children);

/** Give home these children; what looks the same as before stays, and need not be laid out again. */
export function renew(home, fresh) {
  const there = [...home.children];
  fresh.forEach((one, at) => {
    if (!there[at]) home.append(one);
    else if (!there[at].isEqualNode(one)) there[at].replaceWith(one);
  });
  for (const left of there.slice(fresh.length)) left.remove();
}

/** A copy of an icon that the page carries in its #session-icons template. */
export function icon(name) {
  const drawn = document.querySelector("#session-icons")?.content.querySelector(`[data-icon="${name}"]`);
  return drawn ? drawn.firstElementChild.cloneNode(true) : "";
}

/** The element's own key: its finding, when it or something around it stands for one. */
export const findingOf = (element) => element.closest?.("[data-point]")?.dataset.point ?? null;

// The session's tabs are plain links and :target; this only tells assistive technology which one is open.

export function tabs(nav) {
  const links = [...nav.querySelectorAll('a[href^="#"]')];
  const settle = () => {
    const open = links.find((link) => link.hash === location.hash) ?? nav.querySelector("[data-first]");
    for (const link of links) link.setAttribute("aria-current", link === open ? "step" : "false");
  };
  addEventListener("hashchange", settle);
  settle();
}

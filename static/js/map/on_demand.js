// Buttons of the map whose scripts come with their first use: earlier visits, and from where it hurts.

let coming = null;

function come(url) {
  coming ??= new Promise((done, failed) => {
    const tag = Object.assign(document.createElement("script"), { src: url, onload: done });
    tag.onerror = () => {
      coming = null;
      tag.remove();
      failed(new Error(url));
    };
    document.head.append(tag);
  });
  return coming;
}

/** What such a button is about it says in data-extra; map is what startMap gives. */
export function onDemand(map, url, refused) {
  for (const button of document.querySelectorAll("[data-extra]"))
    button.addEventListener("click", async () => {
      try {
        await come(url);
        document.dispatchEvent(new CustomEvent("map-extra", { detail: { what: button.dataset.extra, button, map } }));
      } catch {
        refused("That needs the connection. Try again in a moment.");
      }
    });
}

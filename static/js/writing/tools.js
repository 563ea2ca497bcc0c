// Minutes, movement and tests save themselves as they are changed; the map's text follows.

import { post, undecided } from "../post.js";

const AGAIN = 4000; // milliseconds until a change that did not get through is sent again

/** tell: to the autosave mark. refuse: words of the server's. saved: something is on record now. */
export function tools(root, { tell, refuse, saved }) {
  const waiting = new Map();
  let busy = false;

  const send = async () => {
    if (busy || !waiting.size) return;
    busy = true;
    const [key, { url, fields }] = waiting.entries().next().value;
    waiting.delete(key);
    tell("saving");
    const { status, body } = await post(url, fields);
    busy = false;
    if (undecided(status)) {
      if (!waiting.has(key)) waiting.set(key, { url, fields });
      tell(status === 401 ? "signed-out" : "kept");
      setTimeout(send, AGAIN);
    } else if (status < 300) {
      tell("saved");
      saved();
      send();
    } else {
      tell("failed");
      refuse(body.error ?? "The server would not take this. It is still here on the page.");
      send();
    }
  };

  root.addEventListener("change", ({ target }) => {
    const form = target.closest("form[data-saves]");
    if (!form || !target.checkValidity()) return;
    const data = new FormData(form);
    const names = [target.name, ...(form.dataset.always ?? "").split(" ").filter(Boolean)];
    const several = target.type === "checkbox";
    const fields = Object.fromEntries(
      names.map((name) => [name, several && name === target.name ? data.getAll(name) : data.get(name)]),
    );
    waiting.set(`${form.id || form.action}${form.getAttribute("aria-label")}${target.name}`, { url: form.action, fields });
    send();
  });

  root.addEventListener("submit", async (event) => {
    const form = event.target;
    event.preventDefault();
    if (form.matches("[data-saves]") && event.submitter?.name !== "remove") return;
    const data = new FormData(form, event.submitter);
    const { status, body } = await post(form.action, Object.fromEntries(data), { part: true });
    if (status >= 300 || !body.part)
      return refuse(body.error ?? "It was not saved. Check the connection and try again.");
    replace(form.closest("details"), body.part);
    tell("saved");
    saved();
  });
  addEventListener("online", send);
}

/** The table as the server has it now, with the next row ready to be filled in. */
function replace(table, text) {
  const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("details");
  fresh.open = true;
  table.replaceWith(fresh);
  fresh.querySelector("[data-adds] select, [data-adds] input:not([type=hidden])")?.focus();
}

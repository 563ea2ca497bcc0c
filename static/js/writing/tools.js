// Minutes, movement and tests save themselves as they are changed; the map's text follows.

import { Outbox } from "../outbox.js";

const REFUSED = "The server would not take this. It is still here on the page.";

/** tell: to the autosave mark. refuse: words of the server's. saved: something is on record now. come: they are here. */
export function tools(root, { tell, refuse, saved, come }) {
  const box = new Outbox(tell);
  const typed = new Set(); // fields with letters in them that no change has told of yet

  const answered = (status, body) => (status < 300 ? saved() : refuse(body.error ?? REFUSED));

  const save = (target) => {
    const form = target.closest("form[data-saves]");
    if (!form || !target.checkValidity()) return;
    const data = new FormData(form);
    const names = [target.name, ...(form.dataset.always ?? "").split(" ").filter(Boolean)];
    const several = target.type === "checkbox";
    const fields = Object.fromEntries(
      names.map((name) => [name, several && name === target.name ? data.getAll(name) : data.get(name)]),
    );
    const key = `${form.id || form.action}${form.getAttribute("aria-label")}${target.name}`;
    box.put(key, form.action, fields, { answered });
  };

  /** A row that is added or taken off; its table comes back as the server has it. */
  const send = (form, submitter) => {
    const fields = Object.fromEntries(new FormData(form, submitter));
    const table = form.closest("details");
    const key = `${form.action} ${fields.remove ?? ""} ${fields.movement ?? fields.name} ${fields.side}`;
    box.put(key, form.action, fields, {
      part: true,
      answered: (status, body) => {
        if (status < 300 && body.part) replace(root.querySelector(`#${table.id}`), body.part);
        answered(status, body);
      },
    });
  };

  bring(root, come);
  root.addEventListener("input", ({ target }) => typed.add(target));
  root.addEventListener("change", ({ target }) => {
    if (target.closest("form[data-saves]")) typed.delete(target);
    save(target);
  });
  root.addEventListener("submit", (event) => {
    event.preventDefault();
    for (const field of event.target.elements) typed.delete(field);
    if (!event.target.matches("[data-saves]") || event.submitter?.name === "remove") send(event.target, event.submitter);
  });
  addEventListener("pagehide", () => {
    const open = [...typed].filter((field) => field.isConnected);
    for (const field of open) save(field);
    for (const form of new Set(open.map((field) => field.closest("form[data-adds]"))))
      if (form?.checkValidity()) send(form);
    box.leave();
  });
  return {
    /** Something is typed, or waits, that no server has. */
    get waiting() {
      return !box.empty || [...typed].some((field) => field.isConnected && field.value);
    },
  };
}

/** They come after the page itself; what did not come is asked for again. */
function bring(root, come) {
  const missing = () => !root.querySelector("details");
  const ask = async () => {
    if (!missing()) return;
    const headers = { "HX-Request": "true" };
    const answer = await fetch(root.dataset.from, { credentials: "same-origin", headers }).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!missing()) return;
    root.replaceChildren(...fresh.body.children);
    come(root);
  };
  for (const occasion of ["online", "hashchange"]) addEventListener(occasion, ask);
  ask();
}

/** The table as the server has it now, with the next row ready to be filled in. */
function replace(table, text) {
  const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("details");
  fresh.open = true;
  table.replaceWith(fresh);
  fresh.querySelector("[data-adds] select, [data-adds] input:not([type=hidden])")?.focus();
}

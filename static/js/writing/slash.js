// "/" and the first letters of a name offer the phrases that fit; nothing is taken from what is typed or dictated.

import { html } from "../map/dom.js";

const MOST = 7;
const ASKED = /(?:^|\s)\/([^\s/]{0,24})$/u;

let count = 0;

/** Offer words in this text field. words(): those that belong here. insert: puts a text over so many letters. */
export function slash(field, words, insert) {
  const id = `slash-${(count += 1)}`;
  const list = html("ul", { class: "note-slash", role: "listbox", id, "aria-label": "Phrases", hidden: true });
  const said = html("p", { class: "visually-hidden", role: "status" });
  let found = [];
  let at = 0;
  let letters = 0;
  field.after(list, said);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", id);

  const close = () => {
    found = [];
    list.hidden = true;
    field.removeAttribute("aria-activedescendant");
  };

  const choose = (word) => {
    close();
    insert(word.text, letters);
  };

  const option = (word, index) =>
    html(
      "li",
      {
        role: "option",
        id: `${id}-${index}`,
        "aria-selected": String(index === at),
        onpointerdown: (event) => (event.preventDefault(), choose(word)),
      },
      html("b", {}, word.name),
      html("span", { class: "muted" }, word.text.split("\n")[0]),
    );

  const show = () => {
    list.replaceChildren(...found.map(option));
    list.hidden = !found.length;
    if (found.length) field.setAttribute("aria-activedescendant", `${id}-${at}`);
    list.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  };

  const look = () => {
    const asked = ASKED.exec(field.value.slice(0, field.selectionStart));
    if (!asked) return close();
    letters = asked[1].length + 1;
    const wanted = asked[1].toLocaleLowerCase();
    const place = ({ name }) => name.toLocaleLowerCase().indexOf(wanted);
    const named = words().filter((word) => place(word) >= 0);
    found = named.sort((one, other) => (place(one) > 0) - (place(other) > 0)).slice(0, MOST);
    at = 0;
    show();
    said.textContent = found.length ? `${found.length} found. Arrow keys choose, Enter inserts.` : "";
  };

  const keys = {
    ArrowDown: () => ((at = (at + 1) % found.length), show()),
    ArrowUp: () => ((at = (at + found.length - 1) % found.length), show()),
    Enter: () => choose(found[at]),
    Escape: close,
  };

  field.addEventListener("input", look);
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    // Only while there is something to choose from; all other keys are the text's own.
    if (!found.length || event.isComposing || !keys[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
}

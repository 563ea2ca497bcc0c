// What is pulled out of a section by its buttons: a quick line, a phrase, a template, last time's words.

import { offer } from "../map/toast.js";
import { kept, wordOf } from "./kept.js";
import { slash } from "./slash.js";

const ACTS = "button[name=take],button[name=keep],button[name=carry],button[name=insert],button[name=line]";

/** The buttons and "/" of the sections. switchLine: sends a line of a section that the map writes. */
export function pulls(sections, { changed, switchLine }) {
  const write = (section, text, origin) => {
    section.write(text, origin);
    changed();
  };

  const insert = (section, text, letters = 0) => {
    const { field } = section;
    const end = field.selectionEnd ?? field.value.length;
    const before = field.value.slice(0, end - letters);
    const gap = before && !/\s$/u.test(before) ? (text.includes("\n") ? "\n" : " ") : "";
    write(section, before + gap + text + field.value.slice(end));
    const caret = before.length + gap.length + text.length;
    field.focus();
    field.setSelectionRange(caret, caret);
    lit(section);
  };

  const acts = {
    take(section) {
      const was = { text: section.text, basis: section.basis, carried: section.carried };
      section.take();
      changed();
      lit(section);
      offer("The map's text is back.", "Undo", () => write(section, was.text, was));
    },
    keep(section) {
      section.keep();
      changed();
    },
    carry(section) {
      const { last } = kept();
      const text = section.own && section.text ? `${section.text}\n${last.texts[section.name]}` : last.texts[section.name];
      const was = { text: section.text, own: section.own, basis: section.basis };
      write(section, text, { carried: last.on });
      offer("Carried forward.", "Undo", () => {
        if (was.own) return write(section, was.text, was);
        section.take();
        changed();
      });
    },
    insert(section, which) {
      const word = wordOf(which);
      section.field.setSelectionRange(section.text.length, section.text.length);
      if (word) insert(section, word.text);
    },
    line(section, which) {
      const word = wordOf(`phrase-${which}`);
      if (!word) return;
      if (!section.own) return switchLine(section, word);
      const there = section.text.includes(word.text);
      const text = there
        ? section.text.replace(word.text, "").replaceAll("  ", " ").trim()
        : `${section.text.trimEnd()} ${word.text}`.trim();
      write(section, text);
      lit(section);
    },
  };

  /** Quick lines are pressed in where the section says them. */
  const lit = (section) => {
    for (const key of section.element.querySelectorAll("button[name=line]")) {
      const word = wordOf(`phrase-${key.value.split(":")[1]}`);
      if (word) key.setAttribute("aria-pressed", String(section.text.includes(word.text)));
    }
  };

  for (const section of sections) {
    const here = () => kept()?.words.filter(({ section: name }) => !name || name === section.name) ?? [];
    slash(section.field, here, (text, letters) => insert(section, text, letters));
    section.element.addEventListener("click", (event) => {
      const button = event.target.closest(ACTS);
      if (!button) return;
      event.preventDefault();
      acts[button.name](section, button.value.split(":")[1]);
    });
    section.field.addEventListener("input", () => lit(section));
    const pulled = section.element.querySelector(".note-pull");
    pulled.addEventListener("toggle", () => pulled.open && pulled.scrollIntoView({ block: "nearest" }));
  }
  /** The buttons have come, with what stands beside the note: each into its section. */
  const come = (beside) => {
    for (const section of sections) {
      const form = beside.querySelector(`[data-pulls="${section.name}"]`);
      section.element.querySelector(".note-pull").append(form.querySelector(".note-pulled"));
      form.closest("details").remove();
      lit(section);
    }
  };

  return { come, lit: () => sections.forEach(lit) };
}

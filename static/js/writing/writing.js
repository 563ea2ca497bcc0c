// The note follows the map: what the map writes is fetched again after each change, and put where nobody types.

import { post } from "../post.js";
import { pulls } from "./pull.js";
import { tools } from "./tools.js";

const PAUSE = 250; // milliseconds, so that a row of taps asks once

export function startWriting(note, { urls, tell, refuse }) {
  let timer = null;
  let again = false;
  let busy = false;

  const fetchText = async () => {
    if (busy) return void (again = true);
    busy = true;
    try {
      const answer = await fetch(urls.text, { credentials: "same-origin", headers: { Accept: "application/json" } });
      if (answer.ok && !answer.redirected) hear(await answer.json());
    } catch {
      again = false; // without a connection the text waits for the next change
    }
    busy = false;
    if (again) ((again = false), refresh());
  };

  const refresh = () => {
    clearTimeout(timer);
    timer = setTimeout(fetchText, PAUSE);
  };

  const hear = ({ version, sections }) => {
    for (const section of note.sections) section.hear(sections[section.name], version > note.version);
    pulled.lit();
  };

  const switchLine = async (section, word) => {
    tell("saving");
    const { status, body } = await post(urls.line, { section: section.name, phrase: word.id });
    tell(status < 300 ? "saved" : "failed");
    if (status >= 300) refuse(body.error ?? "The line was not saved. Check the connection and try again.");
    fetchText();
  };

  const pulled = pulls(note.sections, { changed: () => note.soon(), switchLine });
  const beside = tools(document.getElementById("note-tools"), { tell, refuse, saved: refresh, come: pulled.come });
  for (const section of note.sections) section.field.addEventListener("blur", () => !section.own && refresh());
  addEventListener("hashchange", () => location.hash === "#tab-note" && refresh());
  if (note.sections.some(({ own }) => own)) refresh();
  return { refresh, tools: beside };
}

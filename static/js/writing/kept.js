// Words kept ready and last time's note. They come after the page, with what stands beside the note.

let read = null;

/** {words, last}, or null until they have come. */
export function kept() {
  const come = document.getElementById("note-words");
  if (!read && come) read = JSON.parse(come.textContent);
  return read;
}

/** The words of one key: phrase-3, template-1. */
export const wordOf = (key) =>
  kept()?.words.find(({ kind, id }) => key === `${kind === "template" ? "template" : "phrase"}-${id}`);

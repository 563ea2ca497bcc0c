// What the patient said at the door, offered to the note: put in by a tap, never by itself.

export function offer(box, form) {
  box?.querySelector("button").addEventListener("click", () => {
    const field = form.elements.subjective;
    field.value = [field.value.trimEnd(), box.dataset.words].filter(Boolean).join("\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    box.remove();
    field.focus();
  });
}

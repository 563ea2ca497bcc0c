// The few things that cannot be undone ask first: <form data-confirm="Sentence" data-confirm-yes="Verb">.
import { sure } from "./keep.js";

const asked = new WeakSet();

document.addEventListener("submit", ask, true);

async function ask(event) {
  const form = event.target;
  const sentence = event.submitter?.dataset.confirm ?? form.dataset.confirm;
  if (!sentence || sure.has(form) || asked.delete(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const yes = event.submitter?.dataset.confirmYes ?? form.dataset.confirmYes ?? event.submitter?.textContent.trim() ?? "Go on";
  const words = document.createElement("p");
  words.className = "muted";
  words.textContent = sentence;
  const answer = await dialog(yes, words, { yes, no: "Not now" });
  if (answer !== "yes") return;
  asked.add(form);
  form.requestSubmit(event.submitter);
}

// Resolves to "yes" or "" when the dialog closes; the browser keeps focus inside and gives it back.
export function dialog(title, body, { yes, no }) {
  const box = document.createElement("dialog");
  const heading = document.createElement("h2");
  heading.id = "dialog-title";
  heading.textContent = title;
  box.setAttribute("aria-labelledby", heading.id);
  const form = document.createElement("form");
  form.method = "dialog";
  form.className = "form-foot";
  if (no) form.append(button(no, "", "btn btn-secondary"));
  form.append(button(yes, "yes", "btn btn-primary"));
  box.append(heading, body, form);
  document.body.append(box);
  box.showModal();
  return new Promise((resolve) => {
    box.addEventListener("close", () => {
      box.remove();
      resolve(box.returnValue);
    });
  });
}

function button(text, value, looks) {
  const made = document.createElement("button");
  made.className = looks;
  made.value = value;
  made.textContent = text;
  return made;
}

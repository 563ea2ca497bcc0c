// Documents are sent one by one, each with its progress; the form does the same without this, one at a time.
import { uuid } from "./uuid.js";

const LARGEST = 10_000_000;
const form = document.querySelector("[data-documents]");
if (form) begin(form);

function begin() {
  const drop = form.querySelector(".drop");
  const inputs = [...form.querySelectorAll('[type="file"]')];
  drop.classList.add("is-ready");
  inputs[0].multiple = true;
  for (const input of inputs) input.addEventListener("change", () => input.files.length && tell(inputs));
  for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (event) => over(event, true));
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, (event) => over(event, false));
  drop.addEventListener("drop", ({ dataTransfer }) => {
    inputs[0].files = dataTransfer.files;
    tell(inputs);
  });
  form.addEventListener("submit", (event) => {
    const files = chosen(inputs);
    if (!files.length) return; // the server says what is missing
    event.preventDefault();
    sendAll(files);
  });
}

const chosen = (inputs) => inputs.flatMap((input) => [...input.files]);
const list = () => form.querySelector(".sending");

function over(event, is) {
  event.preventDefault();
  form.querySelector(".drop").classList.toggle("is-over", is);
}

function tell(inputs) {
  list().replaceChildren(...chosen(inputs).map((file) => line(file.name)));
}

function line(words) {
  const item = document.createElement("li");
  item.append(Object.assign(document.createElement("span"), { textContent: words }));
  return item;
}

async function sendAll(files) {
  const button = form.querySelector(".form-foot button");
  button.disabled = true;
  const lines = files.map((file) => line(file.name));
  list().replaceChildren(...lines);
  let failed = 0;
  for (const [place, file] of files.entries()) failed += (await send(file, lines[place], files.length)) ? 0 : 1;
  button.disabled = false;
  if (failed) return;
  form.reset();
  location.assign(form.action);
}

/** Whether it was added; why not stands beside its name. */
async function send(file, item, many) {
  const answer = file.size > LARGEST ? { error: "This file is larger than 10 MB. Make it smaller, then add it." } : await post(file, item, many);
  item.querySelector("progress")?.remove();
  item.classList.toggle("failed", Boolean(answer.error));
  item.append(Object.assign(document.createElement("b"), { textContent: answer.error ?? "Added" }));
  return !answer.error;
}

function post(file, item, many) {
  const body = new FormData(form);
  body.delete("file");
  body.append("file", file);
  if (many > 1) body.delete("title"); // each takes its own file's name
  body.set("key", keyOf(file));
  const bar = Object.assign(document.createElement("progress"), { max: 1, value: 0 });
  bar.setAttribute("aria-label", file.name);
  item.append(bar);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) => (bar.value = total ? loaded / total : 0));
    request.addEventListener("error", () => resolve({ error: "No connection. The file was not sent; add it again." }));
    request.addEventListener("load", () => resolve(request.response ?? { error: refused(request.status) }));
    request.send(body);
  });
}

// The same file sent again after a lost answer is still one document.
const keys = new WeakMap();
function keyOf(file) {
  if (!keys.has(file)) keys.set(file, uuid());
  return keys.get(file);
}

const refused = (status) =>
  status === 413 ? "This file is larger than 10 MB. Make it smaller, then add it." : `The clinic's server could not take it (${status}). Try again in a moment.`;

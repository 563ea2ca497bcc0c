// What goes to the server carries the form token; what comes back wrong is said in words.
import { toast } from "./toasts.js";

const token = () => document.querySelector('meta[name="csrf-token"]').content;

export async function post(url, body) {
  try {
    const response = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token() } });
    if (!response.ok) await refuse(response.status, await response.text());
    return response;
  } catch {
    away();
  }
}

document.addEventListener("htmx:configRequest", ({ detail }) => {
  detail.headers["X-CSRFToken"] = token();
});

// A form that did not pass comes back with its errors as 422 and is shown like any other answer.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status !== 422) return;
  detail.shouldSwap = true;
  detail.isError = false;
});

document.addEventListener("htmx:responseError", ({ detail }) => {
  const goesElsewhere = detail.xhr.getResponseHeader("HX-Redirect");
  if (!goesElsewhere) refuse(detail.xhr.status, detail.xhr.responseText);
});
document.addEventListener("htmx:sendError", away);
document.addEventListener("htmx:timeout", away);

let waiting = 0;
document.addEventListener("htmx:beforeRequest", () => mark(1));
document.addEventListener("htmx:afterRequest", () => mark(-1));

function mark(change) {
  waiting += change;
  document.documentElement.classList.toggle("is-waiting", waiting > 0);
}

function refuse(status, html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  toast(page.querySelector("[data-sentence]") ?? `The clinic's server could not do that (${status}). Try again in a moment.`, "refused");
}

function away() {
  toast("No connection to the clinic's server. Nothing was sent; what you typed is still here.", "refused");
}

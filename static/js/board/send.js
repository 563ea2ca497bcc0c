// To the server and back; what it says is shown by the shell's own script, which is another bundle.
const away = "No connection to the clinic's server. Nothing was changed.";

export async function send(url, body) {
  const headers = { "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content, Accept: "application/json, text/html" };
  try {
    const answer = await fetch(url, { method: "POST", body, headers });
    const html = await answer.text();
    if (answer.ok) tell("toasts", { html });
    else tell("toast", { said: sentence(html) ?? `The clinic's server could not do that (${answer.status}).`, level: "refused" });
  } catch {
    tell("toast", { said: away, level: "refused" });
  }
}

const sentence = (html) => new DOMParser().parseFromString(html, "text/html").querySelector("[data-sentence]");
const tell = (kind, detail) => document.dispatchEvent(new CustomEvent(kind, { detail }));

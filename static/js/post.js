// One way to send something to the server and understand its answer.

import { here } from "./here.js";

const meta = () => document.querySelector('meta[name="csrf-token"]');
const isJson = (answer) => answer.headers.get("content-type")?.includes("json");

/**
 * Post fields as a form, a list as one field several times. Answers {status, body}; status 0 is no connection, 401 an ended sign-in.
 * leaving: the page is going away, the browser finishes the request without it. part: asks for a part of the page.
 */
export async function post(url, fields, { leaving = false, part = false } = {}) {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one ?? "");
  const headers = () => ({
    Accept: part ? "text/html" : "application/json",
    "X-CSRFToken": meta()?.content ?? "",
    ...(part && { "HX-Request": "true" }),
  });
  const send = () =>
    fetch(url, {
      method: "POST",
      body,
      keepalive: leaving,
      credentials: "same-origin",
      headers: headers(),
    });
  try {
    let answer = await send();
    // Somebody signed in again in another tab: this page's token is of the sign-in before.
    if (answer.status === 403 && !isJson(answer) && (await here())) answer = await send();
    if (part && answer.ok && !answer.redirected) return { status: answer.status, body: { part: await answer.text() } };
    if (!isJson(answer) || answer.redirected) return { status: answer.redirected || answer.ok ? 401 : answer.status, body: {} };
    return { status: answer.status, body: await answer.json() };
  } catch {
    return { status: 0, body: {} };
  }
}

/** Worth trying again later: nothing was decided yet. */
export const undecided = (status) => status === 0 || status === 401 || status === 429 || status >= 500;

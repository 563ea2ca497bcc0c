// One way to send something to the server and understand its answer.

const token = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";

/**
 * Post fields as a form. Answers {status, body}; status 0 is no connection, 401 an ended sign-in.
 * leaving: the page is going away, the browser finishes the request without it. part: asks for a part of the page.
 */
export async function post(url, fields, { leaving = false, part = false } = {}) {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) body.append(name, each ?? "");
  try {
    const answer = await fetch(url, {
      method: "POST",
      body,
      keepalive: leaving,
      credentials: "same-origin",
      headers: { Accept: part ? "text/html" : "application/json", "X-CSRFToken": token(), ...(part && { "HX-Request": "true" }) },
    });
    if (part && answer.ok && !answer.redirected) return { status: answer.status, body: { part: await answer.text() } };
    if (!answer.headers.get("content-type")?.includes("json"))
      return { status: answer.redirected || answer.ok ? 401 : answer.status, body: {} };
    return { status: answer.status, body: await answer.json() };
  } catch {
    return { status: 0, body: {} };
  }
}

/** Worth trying again later: nothing was decided yet. */
export const undecided = (status) => status === 0 || status === 401 || status === 429 || status >= 500;

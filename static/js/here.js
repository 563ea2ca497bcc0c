// Who is signed in now, and the form token that counts.

const meta = () => document.querySelector('meta[name="csrf-token"]');
const ask = (url, Accept) => fetch(url, { credentials: "same-origin", headers: { Accept } });

/** Take over the token that counts now. Answers the key of who is signed in, null for nobody; throws without an answer. */
export async function here() {
  const answer = await ask("/me/here/", "application/json");
  if (answer.status >= 500) throw new Error(`${answer.status}`);
  if (answer.ok && answer.headers.get("content-type")?.includes("json")) {
    const { token, staff } = await answer.json();
    meta().content = token;
    return staff;
  }
  const text = await (await ask("/sign-in/", "text/html")).text();
  const page = new DOMParser().parseFromString(text, "text/html");
  meta().content = page.querySelector('meta[name="csrf-token"]')?.content ?? "";
  return null;
}

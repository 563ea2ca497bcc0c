// Whom a booking is for. Picking a person fills in the rest; who is picked, added amid it, or known after all takes
// along what was chosen for it: keys in the address, typed words by POST alone.
const KEPT = ["therapist", "location", "features", "day", "at", "room", "order", "dead_gaps"];
const WORDS = ["note", "address", "directions"];

// Of service, length and zone only what was asked for: the rest gives way to what the person had last.
document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-asked] [data-keep]")) target.form.dataset.asked += ` ${target.name}`;
});

document.addEventListener("click", (event) => {
  const row = event.target.closest("#found-who [data-number]");
  if (row) pick(row.dataset.number);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-carries]");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const added = link.closest("form[data-for-booking]");
  if (added) return go(added, link.href);
  const words = document.querySelector("[data-find-who]").elements.words.value;
  go(booking(), `${link.pathname}?book=${encodeURIComponent(keys())}`, "look", words);
});

// Somebody else is booked with the same choices; the wait list takes those that its own form asks for. The address
// stays behind: it is this person's.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-takes]");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const form = booking();
  for (const name of ["address", "directions"]) form.elements[name].value = "";
  const names = link.dataset.takes;
  go(form, `${link.pathname}?${names ? chosen(names.split(" ")) : keys()}`, "back", "", names ? null : form.closest("#panel"));
});

// Enter picks the first who was found for just these words, and waits for them if need be: the first of an earlier
// answer is somebody else. It never leaves the page with a half-made booking.
let waiting = false;
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-find-who]")) return;
  event.preventDefault();
  const box = event.target.elements.words;
  if (pickFirst(box) || !typed(box)) return;
  waiting = true;
  window.htmx.trigger(box, "now");
});
document.addEventListener("input", () => (waiting = false));
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (!waiting || detail.target?.id !== "found-who") return;
  waiting = false;
  pickFirst(document.querySelector("[data-find-who]").elements.words);
});

const typed = (box) => box.value.normalize("NFC").split(/\s+/).filter(Boolean).join(" ");
const booking = () => document.querySelector("form[data-book]");

function pickFirst(box) {
  const found = document.querySelector("#found-who [data-words]");
  const first = found?.dataset.words === typed(box) && found.querySelector("[data-number]");
  if (first) pick(first.dataset.number);
  return Boolean(first);
}

function pick(number) {
  go(booking(), `${booking().dataset.book}?patient=${number}&${keys()}`);
}

// What of the booking an address may carry.
function keys() {
  return chosen([...KEPT, ...booking().dataset.asked.split(" ")]);
}

function chosen(names) {
  return new URLSearchParams([...new FormData(booking())].filter(([name, one]) => one && names.includes(name)));
}

// as: the button that a page without script would have been sent by. panel: null where the page is left.
function go(form, url, as = "back", words = "", panel = form.closest("#panel")) {
  const sent = { words };
  const { elements } = form;
  for (const name of WORDS) sent[`book_${name}`] = (elements[`book_${name}`] ?? elements[name])?.value ?? "";
  const posted = Object.values(sent).some(Boolean);
  if (posted) Object.assign(sent, { [as]: 1, csrfmiddlewaretoken: elements.csrfmiddlewaretoken.value });
  const how = posted ? { target: "#panel", values: sent } : { target: "#panel" };
  if (panel) window.htmx.ajax(posted ? "POST" : "GET", url, how);
  else if (posted) post(form, url, sent);
  else window.location.assign(url);
}

// The page is left, and nothing else of the form is sent.
function post(form, url, sent) {
  const field = (name) => Object.assign(document.createElement("input"), { type: "hidden", name, value: sent[name] });
  form.replaceChildren(...Object.keys(sent).map(field));
  form.action = url;
  form.submit();
}

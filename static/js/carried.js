// Who is added amid a booking, or known after all, takes along what was chosen for it:
// keys in the address, typed words by POST alone.
const KEPT = ["therapist", "location", "features", "day", "at", "room", "zone", "order", "dead_gaps"];
const WORDS = ["note", "address", "directions"];

// What merely stands there unasked gives way to what the person had last, or to a first visit.
document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-book] :is([name=service],[name=minutes])")) target.form.dataset.what = "";
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-carries]");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const added = link.closest("form[data-for-booking]");
  if (added) return go(added, link.href);
  const form = document.querySelector("form[data-book]");
  const words = document.querySelector("[data-find-who]").elements.words.value;
  go(form, `${link.pathname}?book=${encodeURIComponent(keys(form))}`, "look", words);
});

// What of the booking an address may carry.
function keys(form) {
  const names = "what" in form.dataset ? [...KEPT, "service", "minutes"] : KEPT;
  return new URLSearchParams([...new FormData(form)].filter(([name, one]) => one && names.includes(name)));
}

// as: the button that a page without script would have been sent by.
function go(form, url, as = "back", words = "") {
  const sent = { words };
  const { elements } = form;
  for (const name of WORDS) sent[`book_${name}`] = (elements[`book_${name}`] ?? elements[name])?.value ?? "";
  const posted = Object.values(sent).some(Boolean);
  if (posted) Object.assign(sent, { [as]: 1, csrfmiddlewaretoken: elements.csrfmiddlewaretoken.value });
  const how = posted ? { target: "#panel", values: sent } : { target: "#panel" };
  if (form.closest("#panel")) window.htmx.ajax(posted ? "POST" : "GET", url, how);
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

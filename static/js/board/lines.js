// The lines of a week open in the panel like the board's cards; slim as they are, they carry no address twice.
document.addEventListener("click", (event) => {
  const line = event.target.closest("[data-tell-all] a[id^=ap-]");
  if (!line || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  window.htmx.ajax("GET", line.getAttribute("href"), { target: "#panel", source: line });
});

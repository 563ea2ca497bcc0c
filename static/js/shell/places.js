// A row of tabs may be wider than the screen: it opens at the one that is shown.
for (const tab of document.querySelectorAll('.tabs [aria-current="page"]')) {
  const row = tab.parentElement;
  row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
}

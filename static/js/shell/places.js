// On a phone the row of a record's tabs is wider than the screen: it opens at the one that is shown.
const here = document.querySelector('.tabs.flush [aria-current="page"]');

function show(tab, row) {
  row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
}

if (here) show(here, here.parentElement);

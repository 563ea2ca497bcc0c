// A <details> menu closes when attention goes elsewhere.
const open = () => document.querySelectorAll("details[data-menu][open]");

export function close() {
  const [menu] = open();
  if (!menu) return false;
  menu.open = false;
  menu.querySelector("summary").focus();
  return true;
}

for (const kind of ["click", "focusin"]) {
  document.addEventListener(kind, (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
}

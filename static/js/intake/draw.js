// A signature drawn with a finger, kept as lines of whole numbers in a field of 600 by 200.

const WIDTH = 600, HEIGHT = 200, LONGEST = 3500;

export function startDrawing(form) {
  const box = form.querySelector("[data-draw]");
  if (!box) return;
  box.hidden = false;
  const field = form.querySelector("[data-drawn]");
  const sheet = box.querySelector("svg");
  const line = box.querySelector("path");
  sheet.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  let points = field.value.split(/(?=[ML])/).filter(Boolean);

  const at = (event) => {
    const frame = sheet.getBoundingClientRect();
    const within = (value, most) => Math.min(Math.max(Math.round(value), 0), most);
    const x = within(((event.clientX - frame.left) / frame.width) * WIDTH, WIDTH);
    const y = within(((event.clientY - frame.top) / frame.height) * HEIGHT, HEIGHT);
    return `${x} ${y}`;
  };
  const add = (letter, event) => {
    if (points.length < LONGEST) points.push(letter + at(event));
    line.setAttribute("d", points.join(""));
  };
  const keep = () => {
    field.value = points.join("");
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  sheet.addEventListener("pointerdown", (event) => {
    sheet.setPointerCapture(event.pointerId);
    add("M", event);
  });
  sheet.addEventListener("pointermove", (event) => event.buttons && add("L", event));
  sheet.addEventListener("pointerup", keep);
  box.querySelector("[data-clear]").addEventListener("click", () => {
    points = [];
    line.setAttribute("d", "");
    keep();
  });
}

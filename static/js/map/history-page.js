// A track over the visits: what it points at is fetched from the server and put in place, newest wish first.

const PAUSE = 60; // milliseconds of rest before the server is asked

/** Show the visit that the track points at; its stop is spoken as "Session 3 of 6, 4 October". */
export function scrub(form) {
  if (!form) return;
  const track = form.querySelector("input[type=range]");
  const known = new Map();
  let timer, wanted;
  form.querySelector("button").hidden = true;

  const fetched = (number) => {
    if (!known.has(number)) known.set(number, page(number).catch((error) => (known.delete(number), Promise.reject(error))));
    return known.get(number);
  };
  const page = async (number) => {
    const answer = await fetch(`?show=visit&visit=${number}`, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    const text = await answer.text();
    return new DOMParser().parseFromString(text, "text/html").getElementById("past-shown");
  };
  const show = async () => {
    const number = track.value;
    wanted = number;
    try {
      const shown = await fetched(number);
      if (wanted !== number || !shown) return;
      document.getElementById("past-shown").replaceWith(document.importNode(shown, true));
      history.replaceState(null, "", `?show=visit&visit=${number}`);
    } catch {
      form.submit(); // signed out, or no connection: the whole page says so
    }
  };
  const stops = new Map([...track.list.options].map(({ value, label }) => [value, label]));
  track.addEventListener("input", () => {
    // At once: a screen reader speaks it while the picture is on its way.
    track.setAttribute("aria-valuetext", stops.get(track.value));
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  });
}

/** The later visit's marks up to the divider, the earlier visit's beyond it. */
export function divide(track) {
  if (!track) return;
  const draw = () => {
    for (const svg of document.querySelectorAll(".past-figure svg")) {
      const { x, width } = svg.viewBox.baseVal;
      const edge = x + (width * track.value) / 100;
      for (const mark of svg.querySelectorAll(".past-mark, .past-trail")) {
        const at = mark.transform.baseVal[0]?.matrix.e ?? mark.x2?.baseVal.value ?? x;
        const later = !mark.classList.contains("is-faint");
        mark.toggleAttribute("visibility", false);
        if (track.value < 100 && later === at > edge) mark.setAttribute("visibility", "hidden");
      }
    }
    track.setAttribute("aria-valuetext", track.value === "100" ? "Both visits" : `${track.value} percent later visit`);
  };
  track.addEventListener("input", draw);
  draw();
}

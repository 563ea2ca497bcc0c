// Treatments in words; the same as sessions/treatment_models.py and point_words.py have them.

export const TECHNIQUES = {
  pressure_release: "Pressure release",
  ischemic_compression: "Ischaemic compression",
  stripping: "Stripping",
  cross_fibre: "Cross-fibre",
  myofascial_release: "Myofascial release",
  muscle_energy_pir: "Muscle energy, PIR",
  positional_release: "Positional release",
  stretch: "Stretch",
  spray_and_stretch: "Spray and stretch",
  vibration_or_percussion: "Vibration or percussion",
  heat_or_cold: "Heat or cold",
  swedish_flush: "Swedish flush",
  tool_assisted: "Tool-assisted",
  other: "Other",
};
export const CONTACTS = {
  "": "Contact",
  thumb: "Thumb",
  finger: "Finger",
  knuckle: "Knuckle",
  elbow: "Elbow",
  pincer: "Pincer",
  tool: "Tool",
};
export const PRESSURES = { 1: "Touch", 2: "Light", 3: "Moderate", 4: "Firm", 5: "Deep" };
export const RESPONSES = {
  released: "Released",
  partly: "Partly",
  unchanged: "Unchanged",
  worse: "Worse",
  not_tolerated: "Not tolerated",
};
export const ADVERSE = {
  none: "No adverse effect",
  bruise: "Bruise",
  dizziness: "Dizziness",
  faint: "Faint",
  new_numbness: "New numbness",
  flare: "Flare",
  headache: "Headache",
  nausea: "Nausea",
  skin_reaction: "Skin reaction",
  other: "Other adverse effect",
};
export const QUALITIES = {
  ache: "Ache",
  sharp: "Sharp",
  burning: "Burning",
  tingling: "Tingling",
  numb: "Numb",
  pressure: "Pressure",
  other: "Other",
};
const TIMES = { 1: "once", 2: "twice" };

/** Pressure release, 60 s, twice. Partly */
export function treated({ technique, hold_seconds: hold, repetitions, response }) {
  const words = [
    TECHNIQUES[technique],
    hold ? `${hold} s` : "",
    repetitions ? (TIMES[repetitions] ?? `${repetitions} times`) : "",
  ];
  return [words.filter(Boolean).join(", "), RESPONSES[response]].filter(Boolean).join(". ");
}

/** Quiet sentences about a hold: outside 5-120 s, or felt as 8 and more of 10. */
export function warnings({ hold_seconds: hold, steps }) {
  return [
    hold !== null && hold < 5 && `A hold of ${hold} s is short; 5 to 120 s is usual.`,
    hold !== null && hold > 120 && `A hold of ${hold} s is long; 5 to 120 s is usual.`,
    steps.some(({ discomfort }) => discomfort >= 8) && "Discomfort of 8 or more: ease off. 4 to 7 is the usual working range.",
  ].filter(Boolean);
}

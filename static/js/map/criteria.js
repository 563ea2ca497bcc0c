// What palpation can say of a point, and when it may be called active or latent; sessions/criteria.py says the same.

export const SIGNS = {
  taut_band: "Taut band",
  spot_tender: "Tender spot in it",
  referred_sensation: "Referred sensation",
  nodule: "Nodule",
  local_twitch: "Local twitch",
  jump_sign: "Jump sign",
  weakness: "Weakness",
  stretch_pain: "Pain on full stretch",
};
const CLUSTER = ["taut_band", "spot_tender", "referred_sensation"];

/** A point of which nothing was said; what was not tested is not a no. */
export const UNSAID = {
  ...Object.fromEntries(Object.keys(SIGNS).map((name) => [name, "not_tested"])),
  recognition: "not_asked",
  quality: "",
  site_type: "",
  ppt_before: null,
  ppt_after: null,
  relation: "",
  parent: null,
  referrals: [],
  rechecks: [],
};

/** What a point is as long as nobody says otherwise; GRANTED in sessions/point_sheet.py says the same. */
export const unsaid = () => ({
  ...UNSAID,
  code: null,
  before: null,
  after: null,
  last: null,
  last_on: null,
  was: null,
  despite: "",
  todo: "",
  placed_by: "carried",
  carried: false,
  moved: false,
  said: [],
  referrals: [],
  rechecks: [],
  treatments: [],
});

/** What was said of a point, beyond its place and scores. */
export const saidOf = (finding) =>
  Object.fromEntries(
    Object.keys(UNSAID)
      .filter((name) => JSON.stringify(finding[name]) !== JSON.stringify(UNSAID[name]))
      .map((name) => [name, finding[name]]),
  );

/** What the status still needs, in words. A point of an earlier visit keeps the grounds it had then. */
export function lacks(finding, needed) {
  const { status, was } = finding;
  const stands = was === status || (was === "active" && status === "latent");
  if (!["active", "latent"].includes(status) || stands) return [];
  const present = CLUSTER.filter((name) => finding[name] === "yes").length;
  return [
    present < needed && `${needed} of taut band, tender spot and referred sensation`,
    status === "active" && finding.recognition !== "yes" && "the pain recognised",
  ].filter(Boolean);
}

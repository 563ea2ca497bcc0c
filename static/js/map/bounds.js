// How far a treatment may go at a point, by the patient's cautions; past that a reason is asked.

import { askWhy } from "./reason.js";
import { TECHNIQUES } from "./treatment_words.js";

export class Bounds {
  /** data: {bans, neck} as the server sends it; limits: what holds at the muscles. */
  constructor({ bans = { all: {}, neck: {} }, neck = [] } = {}, limits) {
    Object.assign(this, { bans, neck: new Set(neck), limits });
  }

  /** {level, why} for this point, or null where pressure is free. */
  cap(point) {
    return this.limits.cap(point);
  }

  /** Why this technique is not to be used there; empty where it may. */
  ban(technique, { muscle }) {
    return this.bans.all[technique] ?? (this.neck.has(muscle) ? this.bans.neck[technique] : "") ?? "";
  }

  /** What this treatment goes past, as {name, far, text}; nothing when it keeps to all limits. */
  passed(treatment, point) {
    const highest = Math.max(0, treatment.pressure ?? 0, ...treatment.steps.map(({ pressure }) => pressure));
    const cap = this.cap(point);
    const off = point.despite ? "" : this.limits.why(point);
    const tool = treatment.contact === "tool" && this.bans.all["contact tool"];
    const ban = this.ban(treatment.technique, point) || tool;
    return [
      off && { name: "off", far: 1, text: `${off}.` },
      cap && highest > cap.level && {
        name: "pressure",
        far: highest,
        text: `Pressure ${highest} is over the limit of ${cap.level} (${cap.why}).`,
      },
      ban && { name: "technique", far: 1, text: `${TECHNIQUES[treatment.technique]} goes against a caution: ${ban}.` },
    ].filter(Boolean);
  }

  /** go(fields) at once, or with over_cap_why once it is written. was: the treatment before, if it is there. */
  ask(treatment, point, go, { was = null, stay } = {}) {
    const before = Object.fromEntries((was?.over_cap_why ? this.passed(was, point) : []).map((one) => [one.name, one.far]));
    const further = this.passed(treatment, point).filter(({ name, far }) => far > (before[name] ?? 0));
    if (!further.length) return go({});
    askWhy(this.limits.dialog, {
      title: "Past what a caution asks for",
      text: `${further.map(({ text }) => text).join(" ")} Going on needs a reason, which stays in the record.`,
      leave: "Keep to the limit",
      take: "Go on",
      go: (reason) => go({ over_cap_why: reason }),
      stay,
    });
  }
}

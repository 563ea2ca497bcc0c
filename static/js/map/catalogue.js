// What is known of the muscles, and finding one by any of the names people use.

const SIDES = { midline: ["midline"], sided: ["left", "right"], sided_or_midline: ["left", "right", "midline"] };
const SIDE_WORDS = { l: "left", left: "left", r: "right", right: "right" };

const plain = (text) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "");
const wordsOf = (text) =>
  plain(text)
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

export class Catalogue {
  constructor({ muscles, zones }) {
    this.muscles = new Map(muscles.map((muscle) => [muscle.slug, muscle]));
    this.zones = new Map(zones.map((zone) => [zone.slug, zone.label]));
    this.sidesOf = new Map(zones.map((zone) => [zone.slug, zone.side_handling]));
    this.index = muscles.filter(({ hidden }) => !hidden).map((muscle) => ({ muscle, ...names(muscle) }));
  }

  get(slug) {
    return this.muscles.get(slug) ?? { slug, name: slug.replaceAll("_", " "), sites: [], sides: "paired" };
  }

  /** A site's place in words: "angle of the neck". */
  site(slug, code) {
    return this.get(slug).sites.find((site) => site.code === code)?.words ?? "";
  }

  /** The sides on which a zone can hurt. */
  sides(zone) {
    return SIDES[this.sidesOf.get(zone)] ?? [];
  }

  /** Every zone on each of its sides, as "slug|side". */
  get places() {
    return [...this.zones.keys()].flatMap((zone) => this.sides(zone).map((side) => `${zone}|${side}`));
  }

  /** One of them in words. */
  place(pair) {
    const [zone, side] = pair.split("|");
    const label = this.zones.get(zone) ?? zone;
    if (side === "midline") return label;
    // Behind the left ear: "Left behind the ear" would read as if something had been left there.
    if (/^(In|Behind|Over) /.test(label)) return label.replace(" the ", ` the ${side} `);
    return `${side === "left" ? "Left" : "Right"} ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
  }

  /** The slugs a muscle refers pain to, as {essential, spillover}. */
  referral(slug) {
    const { referred_to: essential = [], spillover_to: spillover = [] } = this.get(slug);
    return { essential, spillover };
  }

  /** Muscles that have all the words typed, best first; a side or a code among the words is understood. */
  search(typed) {
    const words = wordsOf(typed);
    // A first letter, l or r, is more likely the beginning of a name than all that is to be said.
    const isSide = (word) => SIDE_WORDS[word] && (words.length > 1 || word.length > 1);
    const side = SIDE_WORDS[words.find(isSide)] ?? null;
    const wanted = words.filter((word) => !isSide(word));
    if (!wanted.length) return [];
    return this.index
      .map((entry) => ({ muscle: entry.muscle, side, ...match(entry, wanted) }))
      .filter((found) => found.rank)
      .sort((a, b) => b.rank - a.rank);
  }
}

function names({ name, latin, aliases = [], sites = [] }) {
  return {
    spoken: wordsOf(`${name} ${latin}`),
    aliases: aliases.map((alias) => wordsOf(alias)),
    whole: aliases.map((alias) => plain(alias)),
    codes: new Map(sites.map(({ code }) => [plain(code), code])),
  };
}

/** How well the words fit: a whole alias, then the first word of the name, then any word. 0 is no match. */
function match({ spoken, aliases, whole, codes }, words) {
  const code = words.map((word) => codes.get(word)).find(Boolean) ?? null;
  const rest = code ? words.filter((word) => !codes.has(word)) : words;
  const begins = (list) => rest.every((word) => list.some((name) => name.startsWith(word)));
  const exact = whole.includes(rest.join(" "));
  if (exact) return { rank: 4, code };
  if (!rest.length) return { rank: code ? 1 : 0, code };
  if (spoken[0]?.startsWith(rest[0]) && begins(spoken)) return { rank: 3, code };
  if (begins(spoken) || aliases.some(begins)) return { rank: 2, code };
  return { rank: 0, code };
}

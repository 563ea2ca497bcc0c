"""What the words typed may stand for: words of names that are the same, begin so, or are nearly the same."""

import unicodedata
from dataclasses import dataclass, field
from operator import itemgetter

from clinic import by_hand

# A word's cost, added up over the words typed; least is likeliest. Slips in the first letter are rarer.
EXACT, ONE_MORE, BEGINS, INSIDE, ONE_SLIP, TWO_SLIPS, UNHEARD = 0, 9, 10, 15, 20, 40, 100
FIRST_LETTER = 10
BEGINNINGS = 200
NEARLY = 60
# Words typed are heard one by one, each joined with the next, and all joined: Mac Donald is also MacDonald.
READ = f"""
WITH words AS (
    SELECT left(word, 40) AS word, n
    FROM unnest(string_to_array(name_key(%s), ' ')) WITH ORDINALITY AS typed (word, n) WHERE n <= 6
), asked AS (
    SELECT word, n AS "from", n AS "to" FROM words
    UNION ALL
    SELECT left(a.word || b.word, 40), a.n, b.n FROM words AS a JOIN words AS b ON b.n = a.n + 1
    UNION ALL
    SELECT left(string_agg(word, '' ORDER BY n), 40), 1, count(*) FROM words HAVING count(*) > 2
)
SELECT asked.word, "from", "to", token::text, slips FROM asked LEFT JOIN LATERAL (
    (SELECT token, 0 AS slips FROM patients_nametoken WHERE token = asked.word LIMIT 1)
    UNION ALL
    (SELECT token, NULL FROM patients_nametoken
     WHERE token > asked.word AND token < asked.word || chr(1114111) ORDER BY token LIMIT {BEGINNINGS + 1})
    UNION ALL
    (SELECT token, slips FROM (
        SELECT token, levenshtein_less_equal(token, asked.word, 2) AS slips FROM patients_nametoken
        WHERE name_slips(token) && name_slips(asked.word) OFFSET 0
     ) AS near
     WHERE slips BETWEEN 1 AND 2
     ORDER BY slips,
        left(token, 1) <> left(asked.word, 1) AND left(token, 2) <> reverse(left(asked.word, 2)), token
     LIMIT {NEARLY})
) AS found ON true
"""  # noqa: S608  the numbers are ours


@dataclass
class Ask:
    """One word typed, folded, and what each word of a name costs that it may stand for.

    broad: more words begin with it than are named here; initial: it is one letter, and any beginning will do.
    """

    word: str
    costs: dict[str, int] = field(default_factory=dict)
    broad: bool = False

    @property
    def initial(self) -> bool:
        # One Han, Hangul or Thai sign can be a whole name; those scripts have no small letters.
        return len(self.word) == 1 and unicodedata.category(self.word) != "Lo"

    def within(self, cost: int) -> list[str]:
        """The words of names that cost no more."""
        return [token for token, own in self.costs.items() if own <= cost]

    def between(self, more: int, most: int) -> list[str]:
        """The words of names that cost more than the one and no more than the other."""
        return [token for token, own in self.costs.items() if more < own <= most]

    @property
    def begins(self) -> bool:
        """Whether some name is this word or begins so."""
        return self.broad or self.initial or any(own <= BEGINS for own in self.costs.values())

    def cost_of(self, tokens: list[str]) -> int:
        """What it costs to take the person with these words for the one asked about."""
        costs = self.costs
        least = min([costs.get(token, UNHEARD) for token in tokens], default=UNHEARD)
        if least > BEGINS and (self.broad or self.initial):
            return BEGINS if any(token.startswith(self.word) for token in tokens) else least
        return INSIDE if least == UNHEARD and any(self.word in token for token in tokens) else least


def read(words: str) -> list[Ask]:
    """One Ask for each word typed, six at most; one question to the database."""
    found = by_hand.ask(READ, [words])
    asks = {first: Ask(word) for word, first, last, *_ in sorted(found, key=itemgetter(1)) if first == last}
    for word, first, last, token, slips in found:
        cost = _cost(word, token, slips) if token else None
        if cost is None or (first == last and asks[first].initial and cost > EXACT):
            continue
        for ask in (asks[place] for place in range(first, last + 1)):
            ask.costs[token] = min(cost, ask.costs.get(token, cost))
    for ask in asks.values():
        # One letter of a script without small ones is too short for the index over parts of names.
        beginnings = sum(token.startswith(ask.word) for token in ask.costs)
        ask.broad = beginnings > BEGINNINGS and len(ask.word) > 1
    return [*asks.values()]


def _cost(word: str, token: str, slips: int | None) -> int | None:
    """None where the words are too short to differ so much."""
    if slips is None:
        return ONE_MORE if len(token) == len(word) + 1 else BEGINS
    if slips == 0:
        return EXACT
    if len(word) > 1 and swapped(word, token):
        return ONE_SLIP
    allowed = 0 if len(word) < 2 else 1 if min(len(word), len(token)) < 5 else 2
    if slips > allowed:
        return None
    return (ONE_SLIP if slips == 1 else TWO_SLIPS) + (FIRST_LETTER if word[0] != token[0] else 0)


def swapped(one: str, other: str) -> bool:
    """Whether they differ in the order of two neighbouring letters and in nothing else."""
    if len(one) != len(other):
        return False
    at = next((place for place in range(len(one) - 1) if one[place] != other[place]), None)
    return at is not None and one[:at] + one[at + 1] + one[at] + one[at + 2 :] == other

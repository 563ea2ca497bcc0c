"""Who may be meant by a name that was typed, likeliest first."""

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from itertools import chain

from patients import alike
from patients.alike import Alike
from patients.dictionary import BEGINS, EXACT, INSIDE, ONE_MORE, ONE_SLIP, TWO_SLIPS, UNHEARD, Ask
from patients.models import Patient
from patients.person_models import PatientQuerySet

# Of people equally alike so many are weighed; beyond that the next letter typed tells them apart.
WEIGHED = 40
WORDS = 80
FIRST, FLOOD = 4, 10
MATCHES = 160
# Of the archive it is only told how many it hides, up to so many.
HIDDEN = 20
OF_EACH_NAME = 10
KINDS = (EXACT, ONE_MORE, INSIDE, ONE_SLIP, TWO_SLIPS, UNHEARD)
NAMED = "SELECT * FROM patients_named(%s::jsonb, %s, %s, %s::text[])"
Tier = tuple[str, int, int]
Standing = Patient.Standing
LISTED, ARCHIVE = (Standing.ACTIVE, Standing.DECEASED), (Standing.ARCHIVED,)
EVERYONE = (*LISTED, *ARCHIVE)


def like(people: PatientQuerySet, asks: list[Ask], among: Iterable[str]) -> list[Alike]:
    """Those of the people whose name has every word asked about; else with a part of it inside, or one word.

    among: the standings of the records to look at.
    """
    if all(ask.initial for ask in asks):
        return []
    return _alike(people, _tiers(asks), among) or _alike(people, _last_tries(asks), among)


def like_apart(people: PatientQuerySet, asks: list[Ask]) -> tuple[list[Alike], list[Alike]]:
    """The same of those listed and, a few, of the archive, in one question; less is tried for those alone."""
    if all(ask.initial for ask in asks):
        return [], []
    last = _last_tries(asks)
    found = _alike(people, _tiers(asks), LISTED, ARCHIVE) or _alike(people, last, LISTED, ARCHIVE)
    archived = [one for one in found if one.standing in ARCHIVE]
    listed = [one for one in found if one.standing in LISTED]
    return listed or (_alike(people, last, LISTED) if archived else []), archived


def like_of_few(people: PatientQuerySet, asks: list[Ask]) -> list[Alike]:
    """The same of people so few that all of them can be weighed."""
    if all(ask.initial for ask in asks):
        return []
    return [one for one in alike.read(people) if all(ask.cost_of(one.name_tokens) < UNHEARD for ask in asks)]


def _tiers(asks: list[Ask]) -> list[Tier]:
    """Each word is exactly so, begins so, or is nearly so: later ones are sought while earlier are few."""
    tiers = []
    if all(ask.within(EXACT) for ask in asks):
        tiers.append(_named([_has(ask, ask.within(EXACT)) for ask in asks], WEIGHED, WEIGHED))
    if len(asks) == 1:
        begins = _has(asks[0], asks[0].between(EXACT, BEGINS))
        return [*tiers, _named([begins], OF_EACH_NAME, 2 * WEIGHED), _nearly(asks[0])]
    if all(ask.begins for ask in asks):
        begin = [_has(ask, ask.within(BEGINS), begins=True) for ask in asks]
        tiers.append(_named(begin, OF_EACH_NAME, 2 * WEIGHED))
    # A word that is somebody's name is typed to its end: what else begins so need not be nearly so as well.
    near = [
        _has(ask, ask.within(EXACT) + ask.between(BEGINS, UNHEARD))
        if ask.within(EXACT)
        else _has(ask, ask.within(UNHEARD), begins=True)
        for ask in asks
    ]
    return [*tiers, _named(near, OF_EACH_NAME, MATCHES)]


def _nearly(ask: Ask) -> Tier:
    return _named([_has(ask, ask.between(BEGINS, UNHEARD))], OF_EACH_NAME, MATCHES)


def _last_tries(asks: list[Ask]) -> list[Tier]:
    """Each word is somewhere inside, two letters being inside too many; or one of several is exactly so."""
    tiers = []
    if all(len(ask.word) > 2 for ask in asks):
        inside = [{"words": [], "likes": [f"%{ask.word}%"]} for ask in asks]
        tiers.append(_named(inside, WEIGHED, WEIGHED))
    alone = [ask for ask in asks if ask.within(EXACT) and len(asks) > 1]
    return tiers + [_named([_has(ask, ask.within(EXACT))], WEIGHED, WEIGHED) for ask in alone]


def _has(ask: Ask, words: list[str], *, begins: bool = False) -> dict[str, list[str]]:
    """A name with one of these words, the likeliest first; or with any that begins so."""
    likes = [f"{ask.word}%", f"% {ask.word}%"] if begins and (ask.initial or ask.broad) else []
    likeliest = sorted(words, key=lambda token: (ask.costs[token], len(token)))
    return {"words": likeliest[:WORDS], "likes": likes}


def _named(asked: list[dict[str, list[str]]], of_each: int, at_most: int) -> Tier:
    return json.dumps(asked), of_each, at_most


def _alike(
    people: PatientQuerySet, tiers: list[Tier], among: Iterable[str], apart: Iterable[str] = ()
) -> list[Alike]:
    """As many as are weighed of these standings, and as many of those apart as are told of.

    The keys come as one array: joined, Postgres expects so many that it reads the whole register.
    """
    if not tiers:
        return []
    named = " UNION ALL ".join([NAMED] * len(tiers))
    wanted = [(among, MATCHES), (apart, HIDDEN)] if apart else [(among, MATCHES)]
    told = chain(*((*tier, [*standings]) for standings, _ in wanted for tier in tiers))
    keys = " || ".join(f"ARRAY({named} LIMIT {at_most})" for _, at_most in wanted)
    return alike.read(people, f"person.id = ANY ({keys})", told)


def in_order(asks: list[Ask], found: Iterable[Alike]) -> list[Alike]:
    """The likeliest first; of people equally alike, who was seen last, then by name.

    When one word is typed, the bearers of each name that it may stand for take turns: a common name hides
    no other; and where many bear it as it was typed, some names nearly so come before the fifth of them.
    """
    bearers: Counter[str] = Counter()
    weighed = []
    costs = asks[0].costs
    for seen, one in sorted((_lately(one), one) for one in found):
        cost = sum([ask.cost_of(one.name_tokens) for ask in asks])
        own = [costs.get(token, UNHEARD) for token in one.name_tokens]
        word = one.name_tokens[own.index(min(own))]
        turn = (_kind(cost), bearers[word]) if len(asks) == 1 and cost > EXACT else (cost, 0)
        bearers[word] += 1
        weighed.append((turn, cost, word, one, seen))
    weighed.sort(key=lambda of: (of[0], of[4][0], of[1], -bearers[of[2]], *of[4][1:]))
    if len(asks) > 1:
        return [of[3] for of in weighed]
    as_typed = [of for of in weighed if of[1] <= BEGINS]
    first = as_typed[:FIRST] if len(as_typed) >= FLOOD else as_typed
    placed = [of[3] for of in first]
    before = {one.pk for one in placed}
    # A last letter left out makes a beginning, and is a slip like any other.
    slips = [of for of in weighed if of[3].pk not in before and (of[1] == ONE_MORE or of[1] > BEGINS)]
    slips.sort(key=lambda of: (max(of[0][0], ONE_SLIP), of[0][1]))
    placed += [of[3] for of in slips[: FLOOD - FIRST]]
    before = {one.pk for one in placed}
    return placed + [of[3] for of in weighed if of[3].pk not in before]


def _kind(cost: int) -> int:
    """Which of these a cost belongs to; a slip in the first letter is of the same kind as one elsewhere."""
    return KINDS[bisect_right(KINDS, cost) - 1]


def _lately(one: Alike) -> tuple[float, str, int]:
    return -one.last_visit_at.timestamp() if one.last_visit_at else 0, one.search_name, one.pk

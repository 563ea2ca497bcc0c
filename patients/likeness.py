"""Who may be meant by a name that was typed, likeliest first."""

import json
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, F, Func, IntegerField, Max, Q, QuerySet, Value
from django.db.models.expressions import RawSQL

from patients.dictionary import BEGINS, EXACT, UNHEARD, Ask
from patients.models import Patient

# Of people equally alike so many are weighed; beyond that the next letter typed tells them apart.
WEIGHED = 60
MATCHES = 300
OF_EACH_NAME = 10
ANY_NUMBER = 1_000_000
NAMED = "SELECT * FROM patients_named(%s::jsonb, %s, %s)"
Tier = tuple[str, int, int]


class Alike(NamedTuple):
    """Somebody found, as far as is needed to weigh them."""

    pk: int
    search_name: str
    name_tokens: list[str]


def like(people: QuerySet[Patient], asks: list[Ask], *, few: bool = False) -> list[Alike]:
    """Those whose name has every word asked about; if there is nobody, with a part of it inside, or one word.

    few: that people are few already, so that all of them can be weighed.
    """
    if all(ask.initial for ask in asks):
        return []
    if few:
        everyone = [_has(ask, ask.within(UNHEARD), begins=True) for ask in asks]
        return _alike(people, [_named(everyone, ANY_NUMBER, ANY_NUMBER)])
    return _alike(people, _tiers(asks)) or _alike(people, _last_tries(asks))


def _tiers(asks: list[Ask]) -> list[Tier]:
    """Each word is exactly so, begins so, or is nearly so: later ones are sought while earlier are few."""
    tiers = []
    if all(ask.within(EXACT) for ask in asks):
        tiers.append(_named([_has(ask, ask.within(EXACT)) for ask in asks], WEIGHED, WEIGHED))
    if len(asks) == 1:
        begins = _has(asks[0], asks[0].between(EXACT, BEGINS), begins=True)
        return [*tiers, _named([begins], OF_EACH_NAME, 2 * WEIGHED), _nearly(asks[0])]
    if all(ask.begins for ask in asks):
        begin = [_has(ask, ask.within(BEGINS), begins=True) for ask in asks]
        tiers.append(_named(begin, OF_EACH_NAME, 2 * WEIGHED))
    near = [_has(ask, ask.within(UNHEARD), begins=True) for ask in asks]
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
    return {"words": sorted(words, key=lambda token: (ask.costs[token], len(token))), "likes": likes}


def _named(asked: list[dict[str, list[str]]], of_each: int, at_most: int) -> Tier:
    return json.dumps(asked), of_each, at_most


def _alike(people: QuerySet[Patient], tiers: list[Tier]) -> list[Alike]:
    if not tiers:
        return []
    sql = " UNION ALL ".join([NAMED] * len(tiers))
    least = sum(at_most for *_, at_most in tiers)
    keys = RawSQL(f"{sql} LIMIT {min(least, max(MATCHES, tiers[0][2]))}", [*chain(*tiers)])  # noqa: S611
    rows = people.filter(pk__in=keys).values_list("pk", "search_name", "name_tokens")
    return [Alike(*row) for row in rows]


def in_order(people: QuerySet[Patient], asks: list[Ask], found: Iterable[Alike]) -> QuerySet[Patient]:
    """The likeliest of them; of people equally alike, who was seen last, then by name.

    Of a misspelt name the bearers of each name nearly so take turns, so that a common one hides no other.
    """
    bearers: Counter[str] = Counter()
    weighed = []
    for one in sorted(found, key=lambda one: (one.search_name, one.pk)):
        cost = sum(ask.cost_of(one.name_tokens) for ask in asks)
        word = min(one.name_tokens, key=lambda token: asks[0].costs.get(token, UNHEARD))
        turn = bearers[word] if len(asks) == 1 and cost > BEGINS else 0
        bearers[word] += 1
        weighed.append((cost, turn, word, one.pk))
    weighed.sort(key=lambda of: (of[0], of[1], -bearers[of[2]]))
    return _placed(people, [(cost * MATCHES + turn, pk) for cost, turn, _, pk in weighed[:WEIGHED]])


def _placed(people: QuerySet[Patient], weighed: list[tuple[int, int]]) -> QuerySet[Patient]:
    keys = Value([pk for _, pk in weighed], ArrayField(BigIntegerField()))
    costs = Value([cost for cost, _ in weighed], ArrayField(IntegerField()))
    place = Func(keys, F("pk"), function="array_position", output_field=IntegerField())
    cost = Func(costs, place, template="(%(expressions)s]", arg_joiner=")[", output_field=IntegerField())
    seen = Max("appointments__starts_at", filter=Q(appointments__status="fulfilled"))
    people = people.filter(pk__in=[pk for _, pk in weighed]).annotate(seen_at=seen)
    return people.order_by(cost, F("seen_at").desc(nulls_last=True), place)

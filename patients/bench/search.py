"""finding people: names whole, in part and misspelt, phones, numbers, birth dates"""

from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.core.management.base import CommandError
from django.db import connection
from django.db.models import QuerySet, Value
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from clinic import by_hand
from clinic.bench.database import throw_away
from clinic.bench.figures import Times, goal, timed
from clinic.models import Role, Staff
from patients import alike, dictionary, finding
from patients.bench import ceiling, names, registers
from patients.models import NameToken, Patient, SearchKey

TRIES = 500
Say = Callable[..., None]
LETTERS = {letter: place.letters for place in names.places() for letter in place.letters}
STRICTLY, LOOSELY = 0.6, 0.45
PAGE, CEILING = "a name begun or misspelt, the page", "the least that could answer"
BEGUN, MISSPELT = ", those begun", ", those misspelt"
BARE = "login, rights and log, no more"
OF_TEN, BEGUN_OF_TEN = 10, 6
AS_SENT = "application/x-www-form-urlencoded"
OK = 200
LAST, BOTH = "misspelt last name", "misspelt last name, and first"
# What either way asks the database, with nothing of ours around it.
WORDS_ALONE, TRIGRAMS_ALONE = "the dictionary's statement alone", "trigrams' statement alone, 0.45"
TRIGRAMS = """
SELECT search_name FROM patients_patient WHERE %(word)s <%% search_name
ORDER BY word_similarity(%(word)s, search_name) DESC, similarity(%(word)s, search_name) DESC LIMIT 10
"""


@dataclass
class Asked:
    """Somebody of the register, and the word of their last name that is typed."""

    person: Patient
    word: str
    slip: str
    given: str


@dataclass
class Found:
    """What one size of register gave."""

    size: int
    times: dict[str, Times] = field(default_factory=dict)
    recall: dict[str, float] = field(default_factory=dict)


def takes(parser: ArgumentParser) -> None:
    parser.add_argument("--patients", type=int, nargs="+", default=[20_000, 1_000_000])


def run(options: dict[str, Any], say: Say) -> None:
    found = [_measured(size, say) for size in sorted(options["patients"])]
    say("\nGoals")
    for line in _goals(found):
        say(line)


def _measured(size: int, say: Say) -> Found:
    with throw_away(registers.of(size)):
        words = NameToken.objects.count()
        say(f"\n{size:,} patients, {words:,} words in the dictionary")
        joan = Staff.objects.create_user(
            "joan@example.test", "not used", legal_name="Joan", display_name="Joan", roles=[Role.FRONT_DESK]
        )
        found, asked = Found(size), _asked(size)
        _the_box(found, asked, joan)
        _the_page(found, asked, joan)
        _misspelt(found, asked, joan)
        _statements(found, asked)
        for what, times in found.times.items():
            recall = f"   recall@10 {found.recall[what]:.3f}" if what in found.recall else ""
            say(f"  {what:32} {times}{recall}")
        _plans(asked, joan, say)
    return found


def _asked(size: int) -> list[Asked]:
    """People at random, each as likely as the next, whose last name has a word of 4 letters or more."""
    dice = Random(7)  # noqa: S311
    asked: list[Asked] = []
    while len(asked) < TRIES:
        person = Patient.objects.get(number=registers.FIRST_NUMBER + dice.randrange(size))
        word, given = max(_words(person.last_name), key=len), _words(person.first_name)[0]
        if len(word) > 3 and word[-1] in LETTERS:
            asked.append(Asked(person, word, names.slip(word, LETTERS[word[-1]], dice), given))
    return asked


def _words(name: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_to_array(name_key(%s), ' ')", [name])
        return cursor.fetchone()[0]


def _the_box(found: Found, asked: list[Asked], joan: Staff) -> None:
    typed: dict[str, Callable[[int, Asked], str]] = {
        "part of a name": part,
        "last and first name": lambda _, one: f"{one.word} {one.given}",
        "the end of a phone number": lambda _, one: one.person.phone_digits[-6:],
        "number": lambda _, one: str(one.person.number),
        "birth date": lambda _, one: f"{one.person.birth_on:%Y-%m-%d}",
        "first letters and birth date": lambda _, one: f"{one.word[:3]} {one.person.birth_on:%d.%m.%Y}",
    }

    def found_by(say: Callable[[int, Asked], str]) -> Callable[[tuple[int, Asked]], list[Patient]]:
        return lambda of: [*finding.search(say(*of), staff=joan)]

    acts: dict[str, Callable[[Any], Any]] = {what: found_by(say) for what, say in typed.items()}
    for what, (times, _) in timed(acts, enumerate(asked)).items():
        found.times[what] = times


def _the_page(found: Found, asked: list[Asked], joan: Staff) -> None:
    """The search box's own answer, signed in, audited and drawn; beside it the thinnest honest one.

    Of ten names six are begun and four misspelt, the same for each; then those begun are told of apart.
    """
    page, bare, least = (Client(headers={"HX-Request": "true"}, SERVER_NAME="localhost") for _ in range(3))
    page.force_login(joan)
    bare.force_login(joan)
    with override_settings(MIDDLEWARE=[*settings.MIDDLEWARE, "patients.bench.ceiling.only_here"]):
        bare.post("/bare/")
    with override_settings(MIDDLEWARE=ceiling.MIDDLEWARE):
        least.post("/find/", {"words": asked[0].word})

    def given_by(browser: Client, address: str) -> Callable[[tuple[int, Asked]], bytes]:
        return lambda of: _answered(
            browser.post(address, urlencode({"words": typed(*of)}), content_type=AS_SENT, secure=True)
        )

    acts: dict[str, Callable[[Any], Any]] = {
        PAGE: given_by(page, reverse("patients:find")),
        BARE: given_by(bare, "/bare/"),
        CEILING: given_by(least, "/find/"),
    }
    with connection.cursor() as cursor:
        cursor.execute("SET pg_trgm.word_similarity_threshold = 0.6")
    for what, (times, _) in timed(acts, enumerate(asked)).items():
        found.times[what] = times
        if what != BARE:
            found.times |= {what + kind: some for kind, some in _apart(times).items()}


def _apart(times: Times) -> dict[str, Times]:
    kinds = {BEGUN: Times(), MISSPELT: Times()}
    for number, took in enumerate(times.each):
        kinds[BEGUN if begun(number) else MISSPELT].each.append(took)
    return kinds


def _answered(answer: Any) -> bytes:
    if answer.status_code != OK:
        raise CommandError(f"A page of the measurement answered with {answer.status_code}.")
    return bytes(answer.content)


def typed(number: int, one: Asked) -> str:
    """Of ten, six begun and four misspelt."""
    return part(number, one) if begun(number) else one.slip


def begun(number: int) -> bool:
    return number % OF_TEN < BEGUN_OF_TEN


def part(number: int, one: Asked) -> str:
    """Three to five letters of the word."""
    return one.word[: 3 + number % 3]


def _misspelt(found: Found, asked: list[Asked], joan: Staff) -> None:
    """The right one of ten: somebody whose name has the word meant, and the first name where it was typed."""
    acts: dict[str, Callable[[Any], Any]] = {
        LAST: lambda one: [*finding.search(one.slip, staff=joan)],
        BOTH: lambda one: [*finding.search(f"{one.given} {one.slip}", staff=joan)],
        **{f"by trigrams alone, {limit}": partial(_by_trigrams, limit) for limit in (STRICTLY, LOOSELY)},
    }
    for what, (times, given) in timed(acts, asked).items():
        found.times[what] = times
        meant = [{one.word, one.given} if what == BOTH else {one.word} for one in asked]
        found.recall[what] = _recall(meant, given)


def _statements(found: Found, asked: list[Asked]) -> None:
    """What the goal of a misspelt name is set for: finding the words alike, against trigrams over names."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, false)", [str(LOOSELY)])

        def answered(sql: str, told: Any) -> list[Any]:
            cursor.execute(sql, told)
            return cursor.fetchall()

        acts: dict[str, Callable[[Any], Any]] = {
            WORDS_ALONE: lambda one: by_hand.ask(dictionary.READ, [one.slip]),
            TRIGRAMS_ALONE: lambda one: answered(TRIGRAMS, {"word": one.slip}),
        }
        for what, (times, _) in timed(acts, asked).items():
            found.times[what] = times


def _by_trigrams(threshold: float, one: Asked) -> list[Patient]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, false)", [str(threshold)])
    key: Any = SearchKey(Value(one.slip))
    near = Patient.objects.filter(search_name__trigram_word_similar=key).only(*alike.OF_A_ROW)
    likeness = TrigramWordSimilarity(key, "search_name"), TrigramSimilarity("search_name", key)
    return [*near.annotate(a=likeness[0], b=likeness[1]).order_by("-a", "-b", "search_name", "pk")[:20]]


def _recall(meant: list[set[str]], given: list[list[Patient]]) -> float:
    shown = {person.pk for people in given for person in people[:10]}
    names = dict(Patient.objects.filter(pk__in=shown).values_list("pk", "name_tokens"))
    right = [
        any(words <= set(names[person.pk]) for person in people[:10])
        for words, people in zip(meant, given, strict=False)
    ]
    return sum(right) / len(right)


def _plans(asked: list[Asked], joan: Staff, say: Say) -> None:
    """Which indexes answer, as Postgres plans it with these people."""
    people = Patient.objects.visible_to(joan)
    asks = dictionary.read(asked[0].slip)
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + dictionary.READ, [asked[0].slip])
        plans = {"the words alike": "\n".join(row[0] for row in cursor.fetchall())}
    plans["the people with one"] = people.filter(name_tokens__contains=[asks[0].within(100)[0]]).explain()
    person = asked[0].person
    for what, words in {"a phone": person.phone_digits[-6:], "a birth date": f"{person.birth_on}"}.items():
        plans[what] = cast(QuerySet[Patient], finding.search(words, staff=joan)).explain()
    for what, plan in plans.items():
        used = sorted(
            {word for word in plan.replace('"', " ").split() if word.startswith(("patients_by", "words_"))}
        )
        whole = "  AND READS THE WHOLE TABLE" if "Seq Scan on patients" in plan else ""
        say(f"  {what:32} {', '.join(used) or 'no index'}{whole}")


def _goals(found: list[Found]) -> list[str]:
    lines = [line for one in found for line in _goals_of(one)]
    if len(found) > 1:
        few, many = found[0].times, found[-1].times
        begun = "part of a name"
        lines += [
            goal("growth, part of a name, p50", many[begun].p50 / few[begun].p50, 8),
            goal("growth, misspelt name, p50", many[LAST].p50 / few[LAST].p50, 4),
            goal("growth, misspelt name, p95", many[LAST].p95 / few[LAST].p95, 4),
        ]
    return lines


def _goals_of(one: Found) -> list[str]:
    times, size = one.times, f"{one.size:,}"
    mine, trigrams = times[LAST].p95, times[f"by trigrams alone, {LOOSELY}"].p95
    words, statement = times[WORDS_ALONE].p95, times[TRIGRAMS_ALONE].p95
    page, part_alone = (times[PAGE + kind].p50 / times[CEILING + kind].p50 for kind in ("", BEGUN))
    slips = times[PAGE + MISSPELT].p95 / times[CEILING + MISSPELT].p95
    lines = [
        goal(f"{size}: recall@10, one slip in the last name", one.recall[LAST], 0.97, least=True),
        goal(f"{size}: p95 against trigrams at {LOOSELY}", mine / trigrams, 0.3),
        goal(f"{size}: p95, the statements alone", words / statement, 0.3),
        goal(f"{size}: p95, page with page", slips, 0.3),
        goal(f"{size}: a name begun or misspelt, the page against the least", page, 3.5),
        f"  {size}: of those begun alone: {part_alone:.2f}",
        f"  {size}: login, rights and log against the least: {times[BARE].p50 / times[CEILING].p50:.2f}",
    ]
    if one.size <= 20_000:
        lines.append(goal(f"{size}: recall@10, with the first name", one.recall[BOTH], 0.97, least=True))
    return lines

"""Finding people by whatever the caller says, and noticing that someone is about to be added twice."""

import re
from calendar import month_abbr
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from clinic.models import Staff
from patients import alike, dictionary, likeness
from patients.likeness import ARCHIVE, LISTED
from patients.models import Patient, SearchKey

People = Sequence[Patient] | QuerySet[Patient]
AT_MOST = 20
TWINS_AT_MOST = 5
# Of two full names: one slip of the pen in each half is still found, Tom Smith is not taken for Tim Smith.
NEARLY_THE_SAME = 0.55
ALIKE = 0.4
# The end of a phone number is the same with and without the country's prefix.
PHONE_END = 9
MONTHS = {name.lower(): number for number, name in enumerate(month_abbr) if name}
DAYS = (
    re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)", re.ASCII),
    re.compile(r"(?<!\d)(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4})(?!\d)", re.ASCII),
    re.compile(r"(?<!\d)(?P<day>\d{1,2}) (?P<month>[A-Za-z]{3,9})\.? (?P<year>\d{4})(?!\d)", re.ASCII),
)
NUMBER = re.compile(r"(?:no\.?|number|#)?\s*(\+?[\d\s().\-/]+)", re.IGNORECASE | re.ASCII)


class Asked(NamedTuple):
    """What the words in the box are taken to mean."""

    name: str
    digits: str
    birth_on: date | None


def search(words: str, *, staff: Staff, among: Sequence[str] = LISTED) -> People:
    """The likeliest people this member of staff may see, best first, 20 at most.

    Words are a name in any order, part of a phone number, a patient's number, a birth date, or name and date.
    among: the standings of the records to look at; the archive is left out unless it is asked for.
    They come with what a row of a list says of them, alike.OF_A_ROW.
    """
    return _meant(understand(words), staff, among)


def search_apart(words: str, *, staff: Staff, at_most: int = AT_MOST) -> tuple[People, int]:
    """The same without the archive, and how many there are in it who are as likely, 20 at most."""
    asked = understand(words)
    if asked.digits or asked.birth_on:
        return _meant(asked, staff, LISTED)[:at_most], len(_meant(asked, staff, ARCHIVE))
    asks = dictionary.read(asked.name)
    if not asks:
        return [], 0
    listed, archived = likeness.like_apart(Patient.objects.visible_to(staff), asks)
    return alike.people(likeness.in_order(asks, listed)[:at_most]), len(archived)


def _meant(asked: Asked, staff: Staff, among: Sequence[str]) -> People:
    everyone = Patient.objects.visible_to(staff)
    people = everyone.filter(standing__in=among).only(*alike.OF_A_ROW)
    if asked.digits:
        return _by_digits(people, asked.digits)[:AT_MOST]
    if asked.birth_on:
        people = people.filter(birth_on=asked.birth_on)
    asks = dictionary.read(asked.name)
    if asks:
        found = likeness.like_of_few(people, asks) if asked.birth_on else likeness.like(everyone, asks, among)
        return alike.people(likeness.in_order(asks, found)[:AT_MOST])
    return people.order_by("search_name", "pk")[:AT_MOST] if asked.birth_on else []


def understand(words: str) -> Asked:
    """Tell a date, a number and a name apart; pure."""
    words = " ".join(words.split())
    birth_on, rest = _birth_date(words)
    if birth_on is None and (number := NUMBER.fullmatch(words)):
        return Asked("", re.sub(r"[^0-9]", "", number[1]), None)
    return Asked(rest, "", birth_on)


def _birth_date(words: str) -> tuple[date | None, str]:
    for pattern in DAYS:
        if found := pattern.search(words):
            month = found["month"]
            number = int(month) if month.isdigit() else MONTHS.get(month[:3].lower(), 0)
            try:
                return date(int(found["year"]), number, int(found["day"])), _without(words, found)
            except ValueError:
                continue
    return None, words


def _without(words: str, found: re.Match[str]) -> str:
    return " ".join((words[: found.start()] + " " + words[found.end() :]).split())


def _by_digits(people: QuerySet[Patient], digits: str) -> QuerySet[Patient]:
    numbered = Q(number=int(digits)) if len(digits) < PHONE_END else Q(pk__in=[])
    first = Case(When(numbered, then=0), default=1, output_field=IntegerField())
    return people.filter(numbered | _same_phone(digits)).order_by(first, "search_name", "pk")


def _same_phone(digits: str) -> Q:
    end = digits.lstrip("0")[-PHONE_END:]
    return Q(phone_digits__contains=end) if len(end) > 2 else Q(pk__in=[])


def likely_twins(
    first_name: str, last_name: str, birth_on: date | None = None, phone: str = "", *, staff: Staff
) -> QuerySet[Patient]:
    """People already here who may be the one being added, likeliest first, 5 at most.

    Nearly the same name, unless both birth dates are known and differ; a name alike with the same birth date;
    or the same phone.
    """
    name = f"{last_name} {first_name}".strip()
    people = Patient.objects.visible_to(staff)
    same = [one.pk for one in likeness.like(people, dictionary.read(name), likeness.EVERYONE)]
    twins = Q(pk__in=same, nearness__gte=NEARLY_THE_SAME)
    if birth_on:
        twins &= Q(birth_on__isnull=True)
        twins |= Q(birth_on=birth_on, likeness__gte=ALIKE)
    digits = re.sub(r"[^0-9]", "", phone)
    if len(digits) > 5:
        twins |= _same_phone(digits)
    key: Any = SearchKey(Value(name))
    measured = people.annotate(
        likeness=TrigramWordSimilarity(key, "search_name"), nearness=TrigramSimilarity("search_name", key)
    )
    return measured.filter(twins).order_by("-nearness", "pk")[:TWINS_AT_MOST]

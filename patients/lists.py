"""Lists of people: whom someone had open lately, and everyone from A to Z, a page at a time."""

import string
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from django.db import connection
from django.db.models import QuerySet
from django.http import QueryDict

from clinic import clock
from clinic.models import AuditEvent, Staff
from patients.models import Patient
from patients.person_models import PatientQuerySet

PAGE = 50
LATELY = 8
LETTERS = (*string.ascii_lowercase, "other")
# Counting to here costs nothing; beyond it the planner's own estimate is near enough to be said as one.
COUNTED = 1000
ESTIMATE = "SELECT reltuples::bigint FROM pg_class WHERE oid = 'patients_patient'::regclass"
# By hand: the ORM took longer to put it together than the database to answer it.
VISITS = """
SELECT patient_id, max(starts_at) FILTER (WHERE status = 'fulfilled' AND starts_at < %(now)s),
    min(starts_at) FILTER (WHERE status = ANY (%(ahead)s) AND starts_at >= %(now)s)
FROM {visits} WHERE patient_id = ANY (%(people)s) GROUP BY patient_id
"""
AHEAD = ("proposed", "pending", "booked", "arrived", "checked-in")


@dataclass(frozen=True)
class Asked:
    """Which people: those of a tag, those of the archive, or as always everyone who is not archived."""

    tag: int | None
    archived: bool

    @classmethod
    def of(cls, address: QueryDict) -> Self:
        """Nonsense asks for nothing."""
        tag = address.get("tag", "")
        sensible = tag.isascii() and tag.isdigit() and len(tag) < 10
        return cls(int(tag) if sensible else None, address.get("archived") == "1")

    def among(self, people: PatientQuerySet) -> PatientQuerySet:
        people = people.filter(standing=Patient.Standing.ARCHIVED) if self.archived else people.listed()
        return people.filter(tagged__tag=self.tag) if self.tag else people

    @property
    def in_address(self) -> str:
        """To go on with, after a letter or a page."""
        return (f"&tag={self.tag}" if self.tag else "") + ("&archived=1" if self.archived else "")


@dataclass
class Page:
    """Some people in the order of their names; after: the number to go on from; letter: their first."""

    people: list[Patient]
    after: int | None
    letter: str
    begun: bool


def page(people: QuerySet[Patient], *, after: str = "", letter: str = "") -> Page:
    """The people after the patient numbered so, of this letter; nonsense in either begins at the top.

    A person's number stands in the address and not their name, which is what the order goes by.
    """
    letter = letter if letter in LETTERS else ""
    last = (
        people.filter(number=int(after)).first()
        if after.isascii() and after.isdigit() and len(after) < 10
        else None
    )
    rows: list[Patient] = []
    for part in _of_letter(people, letter):
        if len(rows) <= PAGE:
            rows += _beyond(part, last).order_by("search_name", "pk")[: PAGE + 1 - len(rows)]
    more = rows[PAGE - 1].number if len(rows) > PAGE else None
    return Page(rows[:PAGE], more, letter, last is not None)


def _of_letter(people: QuerySet[Patient], letter: str) -> list[QuerySet[Patient]]:
    """Stretches of the index, one after the other: what is no letter stands before and after all others."""
    if letter == "other":
        return [people.filter(search_name__lt="a"), people.filter(search_name__gte="{")]
    if letter:
        return [people.filter(search_name__gte=letter, search_name__lt=chr(ord(letter) + 1))]
    return [people]


def _beyond(people: QuerySet[Patient], last: Patient | None) -> QuerySet[Patient]:
    if last is None:
        return people
    name = last.search_name
    return people.filter(search_name__gte=name).exclude(search_name=name, pk__lte=last.pk)


def total(people: QuerySet[Patient], asked: Asked) -> str:
    """How many they are, in words; a thousand and more as an estimate, for counting all takes ever longer."""
    counted = people[: COUNTED + 1].count()
    if counted <= COUNTED:
        return f"{counted} {'person' if counted == 1 else 'people'}"
    if asked.tag or asked.archived:
        return f"More than {COUNTED:,} people"
    with connection.cursor() as cursor:
        cursor.execute(ESTIMATE)
        estimate = cursor.fetchone()[0]
    if estimate <= COUNTED:
        return f"More than {COUNTED:,} people"
    return f"About {round(estimate, 2 - len(str(estimate))):,} people"


def opened_lately(people: QuerySet[Patient], staff: Staff) -> list[Patient]:
    """The last few whose record this person had open, the latest first, as the audit log knows."""
    opened = AuditEvent.objects.filter(actor=staff, action="opened", patient_id__isnull=False)
    keys = dict.fromkeys(opened.order_by("-at").values_list("patient_id", flat=True)[:100])
    known = people.in_bulk([*keys][:LATELY])
    return [known[key] for key in keys if key in known]


def with_visits(people: Iterable[Patient]) -> list[Patient]:
    """The same people, each knowing last_visit_at and next_visit_at; one query, or none where all know."""
    people = [*people]
    if all(hasattr(person, "next_visit_at") for person in people):
        return people
    table = Patient._meta.get_field("appointments").related_model._meta.db_table
    with connection.cursor() as cursor:
        told: dict[str, Any] = {
            "now": clock.now(),
            "ahead": [*AHEAD],
            "people": [person.pk for person in people],
        }
        cursor.execute(VISITS.format(visits=table), told)
        visits = {key: (last, coming) for key, last, coming in cursor.fetchall()}
    for person in people:
        person.last_visit_at, person.next_visit_at = visits.get(person.pk, (None, None))
    return people

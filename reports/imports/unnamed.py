"""Names in a file that fit nobody here for certain: somebody says who each is before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min

from clinic import audit
from clinic.models import Staff
from clinic.transactions import verb
from patients import finding
from patients.models import Patient
from reports.imports.kinds import whose
from reports.imports.models import Import, ImportRow
from reports.imports.steps import ImportRefused, State, hold

LOOKED_UP, SHOWN, CANDIDATES = 200, 25, 5


@dataclass(frozen=True)
class Unnamed:
    """One name of the file: how many lines have it, the first of them, and who on file it may be."""

    key: str
    row: ImportRow
    many: int
    people: list[Patient]

    @property
    def first_at(self) -> datetime:
        """When the first of them is, or was written."""
        said = self.row.becomes
        return datetime.fromisoformat(said.get("starts") or said["written"])

    @property
    def born_on(self) -> date | None:
        """Where the file says it."""
        born = self.row.becomes["born"]
        return date.fromisoformat(born) if born else None


@dataclass(frozen=True)
class Said:
    """Who somebody said a name of the file is; person None: nobody's."""

    key: str
    name: str
    person: Patient | None


def look_up(batch: Import) -> None:
    """Search each name once, and keep with its first line whom it may mean."""
    firsts = list(_firsts(batch, LOOKED_UP))
    for row, _ in firsts:
        likely = finding.search(row.becomes["name"], staff=batch.made_by)[:CANDIDATES]
        row.becomes["may_be"] = [one.number for one in likely]
    ImportRow.objects.bulk_update([row for row, _ in firsts], ["becomes"])


def of(batch: Import) -> list[Unnamed]:
    """The first of them, in the order of the file."""
    firsts = list(_firsts(batch, SHOWN))
    numbers = {number for row, _ in firsts for number in row.becomes.get("may_be", [])}
    people = {one.number: one for one in Patient.objects.filter(number__in=numbers)}
    return [
        Unnamed(
            whose.key_of(row.becomes),
            row,
            many,
            [people[number] for number in row.becomes.get("may_be", []) if number in people],
        )
        for row, many in firsts
    ]


def said(batch: Import) -> list[Said]:
    """What was answered so far, which can still be answered otherwise."""
    answers: dict[str, int] = batch.choices.get("people", {})
    names: dict[str, str] = batch.choices.get("names", {})
    people = {one.number: one for one in Patient.objects.filter(number__in=answers.values())}
    return [Said(key, names.get(key, ""), people.get(number)) for key, number in answers.items()]


@verb
def say(batch: Import, said: Mapping[str, str], *, by: Staff) -> None:
    """Keep who each name is: a patient's number, or 0 for nobody; an empty answer takes one back."""
    held = hold(batch)
    if held.state != State.CHECKED:
        raise ImportRefused("This file is past that. Open it again to see how it stands.")
    people = {key: _number(typed) for key, typed in said.items() if typed}
    before = {key: one for key, one in held.choices.get("people", {}).items() if said.get(key) != ""}
    if not people and before == held.choices.get("people", {}):
        raise ImportRefused("Say of one at least who it is.")
    there = set(
        Patient.objects.visible_to(by).filter(number__in=people.values()).values_list("number", flat=True)
    )
    wrong = sorted(number for number in people.values() if number and number not in there)
    if wrong:
        raise ImportRefused(f"Number {wrong[0]} is nobody's here. Type the number of a patient.")
    names = {one.key: one.row.becomes["name"] for one in of(held)}
    held.choices["people"] = {**before, **people}
    held.choices["names"] = {**held.choices.get("names", {}), **names}
    held.save(update_fields=["choices"])
    audit.record("changed", held, by=by, fields=["whose"], ids=sorted(there))


def _firsts(batch: Import, most: int) -> Any:
    """The first line of each name, with how many lines have it."""
    rows = batch.rows.filter(verdict=ImportRow.Verdict.WHOSE).order_by()
    named = rows.values("becomes__name", "becomes__born").annotate(many=Count("pk"), first=Min("line"))
    many = {one["first"]: one["many"] for one in named.order_by("first")[:most]}
    return ((row, many[row.line]) for row in rows.filter(line__in=many).order_by("line"))


def _number(typed: str) -> int:
    plain = typed.strip().lstrip("#")
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 9):
        raise ImportRefused(f"“{typed[:20]}” is no number of a patient here.")
    return int(plain)

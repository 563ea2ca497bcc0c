"""What happened with one patient, newest first, gathered from every app that has something to tell.

An app adds a kind of entry by a Source in a module of its own and that module's path in settings.TIMELINE;
this app imports none of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.module_loading import import_string

from clinic import clock
from clinic.asking import together
from clinic.models import Staff
from patients.complaints import Told
from patients.models import Patient

SIZE = 40


@dataclass(frozen=True)
class Entry:
    """One line of the timeline. template: shown under the words, with the row itself as row."""

    title: str
    icon: str
    words: str = ""
    url: str = ""
    clinical: bool = False
    template: str = ""
    row: Any = None


@dataclass(frozen=True)
class Source:
    """One kind of entry.

    at: the field of its instant. rows: those of the patient that this person may see; called for everyone,
    so it answers none() where nothing may be seen. entry: a row in words, for this person. about: the field
    that names the complaint of a row, where rows have one. clinical: whoever may not open the chart sees none
    of it, and is not offered the kind either.
    """

    kind: str
    label: str
    at: str
    rows: Callable[[Patient, Staff], QuerySet[Any]]
    entry: Callable[[Any, Patient], Entry]
    about: str = ""
    clinical: bool = False


@dataclass(frozen=True)
class Dated:
    """An entry in its place: newest first, then by kind, then the later row."""

    at: datetime
    kind: str
    key: int
    entry: Entry

    @property
    def place(self) -> tuple[float, str, int]:
        return (-self.at.timestamp(), self.kind, -self.key)

    @property
    def edge(self) -> str:
        """How an address names it; no word about what it is."""
        return f"{self.kind}.{self.key}"


@dataclass(frozen=True)
class Page:
    """months: each with its entries. older: where the next page begins. begun: this is not the first one."""

    months: list[tuple[datetime, list[Dated]]]
    kinds: list[tuple[str, str]]
    kind: str
    older: str = ""
    begun: bool = False


@cache
def sources() -> dict[str, Source]:
    """By kind, in the order of the settings."""
    found = [import_string(path) for path in settings.TIMELINE]
    return {source.kind: source for source in found}


def page(
    patient: Patient, staff: Staff, query: QueryDict, complaint: Told | None = None, size: int = SIZE
) -> Page:
    """As many entries as fit, from where the address says; one question for all kinds.

    complaint: only what is about it; of kinds that do not say, what fell into its time.
    """
    chosen = _chosen(query.get("kind", ""))
    last = _edge(patient, staff, query.get("before", ""))
    asked = [(source, _from(source, patient, staff, last, complaint)) for source in chosen]
    told = [(source, rows.order_by(f"-{source.at}", "-pk")[: size + 1]) for source, rows in asked]
    together(*(rows for _source, rows in told))
    found = [_dated(source, row, patient) for source, rows in told for row in rows]
    found.sort(key=lambda one: one.place)
    shown = found[:size]
    every = sources().values()
    kinds = [(one.kind, one.label) for one in every if patient.chart_open or not one.clinical]
    return Page(
        months=[(month, list(group)) for month, group in groupby(shown, _month)],
        kinds=kinds,
        kind=chosen[0].kind if len(chosen) == 1 else "",
        older=shown[-1].edge if len(found) > size else "",
        begun=last is not None,
    )


def _chosen(kind: str) -> list[Source]:
    known = sources()
    return [known[kind]] if kind in known else list(known.values())


def _from(
    source: Source, patient: Patient, staff: Staff, last: Dated | None, complaint: Told | None
) -> QuerySet[Any]:
    """The source's rows behind the last entry shown, wherever that one came from."""
    rows = source.rows(patient, staff)
    if complaint is not None:
        about = Q(**{source.about: complaint.key}) if source.about else _renamed(complaint.period, source.at)
        rows = rows.filter(about)
    if last is None:
        return rows
    before = Q(**{f"{source.at}__lt": last.at})
    same_time = Q(**{source.at: last.at})
    if source.kind == last.kind:
        before |= same_time & Q(pk__lt=last.key)
    elif source.kind > last.kind:
        before |= same_time
    return rows.filter(before)


def _renamed(period: Q, at: str) -> Q:
    return Q(*((str(name).replace("at", at, 1), value) for name, value in period.children))  # type: ignore[misc]


def _edge(patient: Patient, staff: Staff, told: str) -> Dated | None:
    """The entry that an address names, if this person may see it; else the timeline begins at its top."""
    kind, _, key = told.partition(".")
    source = sources().get(kind)
    if source is None or not (key.isascii() and key.isdigit()) or len(key) > 18:
        return None
    row = source.rows(patient, staff).filter(pk=int(key)).first()
    return _dated(source, row, patient) if row else None


def _dated(source: Source, row: Any, patient: Patient) -> Dated:
    return Dated(getattr(row, source.at), source.kind, row.pk, source.entry(row, patient))


def _month(one: Dated) -> datetime:
    return clock.local(one.at).replace(day=1, hour=0, minute=0, second=0, microsecond=0)

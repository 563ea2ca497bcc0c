"""What stands on a page as a file would have it: rows and columns, and the words that say what they are.

It is made anew from slug and address wherever it is needed, on the page and in the worker, so that both ask
the same; what no longer holds there is refused in words.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import psycopg
from django.db.models import QuerySet
from django.http import QueryDict

from clinic import clock
from clinic.forms import AuditFilter
from clinic.models import AuditEvent
from clinic.refusals import Refused
from patients import looks
from patients.models import Patient
from reports.answers import Answer, Line, Table
from reports.cells import plain
from reports.columns import duties
from reports.definitions import REPORTS
from reports.downloads import Columns, Download, written
from reports.exports.csv_lines import AtHand
from reports.forms import ReportFilter
from reports.report import Report
from reports.words import NOT_KNOWN, Worded, value_of

# The whole log, as its own page shows it; the report about it is one of the REPORTS.
AUDIT_LOG = "audit-log"
ABOUT_THE_LOG = (
    "Who did what to which record, newest first. Time is by the clinic's clock; the exact time, in UTC, is "
    "what the hash of the line was made of. Each line's hash holds it to the line before it."
)
# One record's, as the page of that name shows it.
WHO_LOOKED = "who-looked"
ABOUT_LOOKS = (
    "Everything done to this record, and everyone who opened it, newest first, by the clinic's clock. Lists "
    "and searches that merely named this person are in the audit log, with the hash of each line."
)
AT_ONCE = 2000
NOTHING = Answer(())


class NotAsked(Refused):
    """There is no such report, or its filters say what it does not know."""

    def __init__(self) -> None:
        super().__init__(
            "This report cannot be asked that any more. Open it, set its filters, export it again."
        )


@dataclass(frozen=True, kw_only=True)
class Tabular(ABC):
    """name: the file's, without its ending. headings: of its columns.

    filters: what was asked, in keys, for the log; asked: the same for whoever reads the file.
    answer: the figures and tables that stand above the rows on the page. about: the one patient whose it is.
    """

    slug: str
    title: str
    sentence: str
    name: str
    filters: list[str]
    asked: list[str]
    answer: Callable[[], Answer] = lambda: NOTHING
    about: Patient | None = None

    @property
    @abstractmethod
    def headings(self) -> list[str]: ...

    @abstractmethod
    def count(self) -> int: ...

    @abstractmethod
    def people(self) -> int:
        """How many patients are in it; none where its rows are about nobody."""

    @abstractmethod
    def values(self) -> Iterator[tuple[Any, ...]]:
        """The rows with their own types, and text as it was typed: no such file runs its text."""

    @abstractmethod
    def csv(self, line: psycopg.Connection[Any]) -> Iterator[bytes]:
        """The whole file in blocks, from whatever instant that connection reads at."""

    @abstractmethod
    def download(self, *, mark: bool) -> Download | AtHand:
        """The same for whoever waits for it, on a connection of its own."""


@dataclass(frozen=True, kw_only=True)
class Listed(Tabular):
    """The list on a page. person: the path to a row's patient.

    heading: what the page says over it, below these figures; nothing where there are none.
    """

    rows: QuerySet[Any]
    columns: Columns
    person: str
    heading: Callable[[Answer], str] = lambda found: ""

    @property
    def headings(self) -> list[str]:
        return list(self.columns)

    def count(self) -> int:
        return self.rows.count()

    def people(self) -> int:
        if not self.person:
            return 0
        return (
            self.rows.order_by()
            .values(self.person)
            .distinct()
            .exclude(**{f"{self.person}__isnull": True})
            .count()
        )

    def values(self) -> Iterator[tuple[Any, ...]]:
        cells = {f"c{place}": plain(cell) for place, cell in enumerate(self.columns.values())}
        return self.rows.annotate(**cells).values_list(*cells).iterator(chunk_size=AT_ONCE)

    def csv(self, line: psycopg.Connection[Any]) -> Iterator[bytes]:
        return written(line, self.rows, self.columns)

    def download(self, *, mark: bool) -> Download:
        return Download(self.rows, self.columns, person=self.person, mark=mark)


@dataclass(frozen=True, kw_only=True)
class OneTable(Tabular):
    """The table of a page that has no list."""

    table: Table

    @property
    def headings(self) -> list[str]:
        return list(self.table.heads)

    def count(self) -> int:
        return len(self.table.lines)

    def people(self) -> int:
        return 1 if self.about else 0

    def values(self) -> Iterator[tuple[Any, ...]]:
        return map(cells_of, self.table.lines)

    def csv(self, line: psycopg.Connection[Any]) -> Iterator[bytes]:
        yield from self.download(mark=False)

    def download(self, *, mark: bool) -> AtHand:
        lines = [[value_of(cell) for cell in row] for row in self.values()]
        return AtHand(self.headings, lines, people=self.people(), mark=mark)


def cells_of(line: Line) -> tuple[Any, ...]:
    """As the page has them, nothing where it has a dash."""
    return (line.name, *(None if cell in {NOT_KNOWN, ""} else cell for cell in line.cells[1:]))


def asked(slug: str, address: QueryDict) -> Tabular:
    """Raises NotAsked."""
    if slug == AUDIT_LOG:
        log = AuditFilter(address)
        if log.is_valid():
            return of_audit_log(log)
        raise NotAsked
    if slug == WHO_LOOKED:
        return of_looks(AuditFilter(address))
    report = REPORTS.get(slug)
    form = report.asked(address) if report else None
    if report is None or form is None or not form.is_valid() or form.question().shared:
        raise NotAsked
    return of_report(report, form)


def of_report(report: Report, form: ReportFilter) -> Tabular:
    """form: valid, and not for sharing."""
    question = form.question()
    listed = report.behind(question.part)
    told: dict[str, Any] = {
        "slug": report.slug,
        "title": report.title,
        "sentence": report.sentence(),
        "name": f"{report.slug}_{form.period}" if report.has_period else report.slug,
        "filters": form.in_words(),
        "asked": form.for_people(),
    }
    if not listed.names_people:
        found = report.answer(question)
        (table,) = found.tables
        return OneTable(**told, table=table, answer=lambda: found)
    rows, columns = listed.in_order(question), listed.columns()
    told |= {"answer": partial(report.answer, question), "heading": partial(report.heading, question)}
    return Listed(**told, rows=rows, columns=columns, person=listed.person)


def of_audit_log(form: AuditFilter) -> Listed:
    """form: valid."""
    return Listed(
        slug=AUDIT_LOG,
        title="Audit log",
        sentence=ABOUT_THE_LOG,
        name=f"{AUDIT_LOG}_{form.period_words}",
        filters=form.in_words(),
        asked=form.for_people(),
        rows=form.events().order_by("-at", "-pk"),
        columns=duties.of_access_log(),
        person="patient_id",
    )


def of_looks(form: AuditFilter) -> OneTable:
    """Who looked at one record, as that page says it. Raises NotAsked where no record is named."""
    if not form.is_valid() or not form.cleaned_data["record"]:
        raise NotAsked
    patient = Patient.objects.get(pk=form.cleaned_data["record"])
    lines = [Line(_look(event)) for event in looks.of_record(patient.pk).iterator()]
    return OneTable(
        slug=WHO_LOOKED,
        title="Who looked",
        sentence=ABOUT_LOOKS,
        name=f"{WHO_LOOKED}_{clock.today()}",
        filters=form.in_words(),
        asked=form.for_people(),
        table=Table("Who looked", looks.HEADS, lines, words=len(looks.HEADS)),
        about=patient,
    )


def _look(event: AuditEvent) -> tuple[Any, ...]:
    look, at = looks.described(event), clock.local(event.at).replace(microsecond=0)
    when = Worded(f"{at:%-d %b %Y, %H:%M:%S}", at, "d mmm yyyy, hh:mm:ss")
    return when, look.who, look.roles, look.what, look.parts, event.reason, look.outcome

"""A report as a file would have it: its rows and columns, and the words that say what they are.

It is made anew from slug and address wherever it is needed, on the page and in the worker, so that both ask
the same; what no longer holds there is refused in words.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from clinic.forms import AuditFilter
from clinic.refusals import Refused
from reports.cells import Cell
from reports.columns import duties
from reports.definitions import REPORTS
from reports.downloads import Columns
from reports.forms import ReportFilter
from reports.report import Report

# The whole log, as its own page shows it; the report about it is one of the REPORTS.
AUDIT_LOG = "audit-log"
ABOUT_THE_LOG = (
    "Who did what to which record, newest first, in UTC. Each line's hash holds it to the line before it."
)
AT_ONCE = 2000


class NotAsked(Refused):
    """There is no such report, or its filters say what it does not know."""

    def __init__(self) -> None:
        super().__init__(
            "This report cannot be asked that any more. Open it, set its filters, export it again."
        )


@dataclass(frozen=True)
class Tabular:
    """name: the file's, without its ending. person: the path to a row's patient.

    filters: what was asked, in keys, for the log; asked: the same for whoever reads the file.
    """

    slug: str
    title: str
    sentence: str
    name: str
    rows: QuerySet[Any]
    columns: Columns
    person: str
    filters: list[str]
    asked: list[str]

    def count(self) -> int:
        return self.rows.count()

    def people(self) -> int:
        """How many patients are in it; none where its rows are about nobody."""
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
        """The rows with their own types, and text as it was typed: no such file runs its text."""
        cells = {f"c{place}": _plain(cell) for place, cell in enumerate(self.columns.values())}
        return self.rows.annotate(**cells).values_list(*cells).iterator(chunk_size=AT_ONCE)


def asked(slug: str, address: QueryDict) -> Tabular:
    """Raises NotAsked."""
    if slug == AUDIT_LOG:
        log = AuditFilter(address)
        if log.is_valid():
            return of_audit_log(log)
        raise NotAsked
    report = REPORTS.get(slug)
    form = report.asked(address) if report else None
    if report is None or form is None or not form.is_valid() or form.question().shared:
        raise NotAsked
    return of_report(report, form)


def of_report(report: Report, form: ReportFilter) -> Tabular:
    """form: valid, and not for sharing."""
    question = form.question()
    listed = report.behind(question.part)
    told = Tabular(
        report.slug, report.title, report.sentence(), f"{report.slug}_{form.period}",
        listed.in_order(question), listed.columns(), listed.person, form.in_words(), form.for_people(),
    )  # fmt: skip
    return told if report.has_period else replace(told, name=report.slug)


def of_audit_log(form: AuditFilter) -> Tabular:
    """form: valid."""
    return Tabular(
        AUDIT_LOG, "Audit log", ABOUT_THE_LOG, f"{AUDIT_LOG}_{form.period_words}",
        form.events().order_by("-at", "-pk"), duties.of_access_log(), "patient_id", form.in_words(),
        form.for_people(),
    )  # fmt: skip


def _plain(cell: Any) -> Any:
    return cell.text if isinstance(cell, Cell) else cell

"""What every report is made of, whoever shows it: a page, a file, a job that writes one overnight."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from clinic.models import Clinic
from reports.answers import Answer
from reports.downloads import Columns
from reports.forms import ReportFilter
from reports.question import Question

VISITS = ("period", "therapist", "location", "service", "tag")


@dataclass(frozen=True)
class Listing:
    """Rows of another kind than a report's own, for a part of it; said as the report says its own."""

    rows: Callable[[Question], QuerySet[Any]]
    columns: Callable[[], Columns]
    at: str
    person: str = "patient_id"
    opens: str = ""
    line: str = ""


def _no_rows(question: Question) -> QuerySet[Any]:
    return Clinic.objects.none()


@dataclass(frozen=True)
class Report:
    """One question that can be asked of the clinic, and how it is answered.

    about: the question in a few words. counted: the sentence that says what is counted and what is not, with
    the clinic's own {late_hours} and {entry_hours}. listed: how its list differs from its figures.
    answer: the figures, and what they are made of by day, therapist or muscle.
    rows: the rows behind the figures, for the list and for files; columns: what both show of each. A report
    that has none is its table, on the page and in files.
    takes: the filters that make a difference. parts: what of the rows a figure may open, by slug.
    listings: those of the parts whose rows are of another kind, such as the points of a table of muscles.
    at: the path to the instant (or number) the rows are listed by, newest first; empty where there are none.
    person: the path to the patient's key; empty where rows are about nobody.
    opens: the name of the page behind a row, by its key. usual: the days asked about if none are, from today.
    line: the path by which rows are of one line of its table, where no filter of the whole report tells.
    """

    slug: str
    title: str
    group: str
    about: str
    counted: str
    answer: Callable[[Question], Answer]
    rows: Callable[[Question], QuerySet[Any]] = _no_rows
    columns: Callable[[], Columns] = dict
    takes: tuple[str, ...] = VISITS
    parts: dict[str, str] = field(default_factory=dict)
    listings: dict[str, Listing] = field(default_factory=dict)
    at: str = "starts_at"
    person: str = "patient_id"
    opens: str = ""
    line: str = ""
    form: type[ReportFilter] = ReportFilter
    usual: tuple[int, int] | None = None
    listed: str = ""

    def asked(self, address: QueryDict) -> ReportFilter:
        """The filter as an address fills it in; valid, it gives the question."""
        lined = self.line or any(listing.line for listing in self.listings.values())
        takes = (*self.takes, "line") if lined else self.takes
        return self.form(address, takes, self.parts, self.usual)

    def sentence(self) -> str:
        return f"{self.definition()} {self.listed}".strip()

    def definition(self) -> str:
        """What its figures count, whoever is shown them without the list."""
        clinic = Clinic.current()
        words = {"late_hours": clinic.late_cancel_hours, "entry_hours": clinic.late_entry_hours}
        return self.counted.format(**words).strip()

    def behind(self, part: str) -> "Report":
        """The same report with the rows and columns that this part opens."""
        other = self.listings.get(part)
        return replace(self, **vars(other)) if other else self

    def opened(self, question: Question, found: Answer) -> str:
        """What of the rows is asked for alone, in words; empty where it is all of them."""
        return found.named(question.line) if question.line else self.parts.get(question.part, "")

    def heading(self, question: Question, found: Answer) -> str:
        """What the list behind the figures is called, on the page and on paper."""
        opened = self.opened(question, found)
        return f"Rows: {opened}" if opened else "Every row behind it"

    def found(self, question: Question) -> QuerySet[Any]:
        """The rows that are asked for, those of one line of its table where it is named."""
        rows = self.rows(question)
        return rows.filter(**{self.line: question.line}) if question.line and self.line else rows

    def in_order(self, question: Question) -> QuerySet[Any]:
        """The same as a file has them, newest first."""
        return self.found(question).order_by(f"-{self.at}", "-pk")

    @property
    def names_people(self) -> bool:
        """Whether its rows say who: such a list is never for sharing."""
        return bool(self.at)

    @property
    def has_period(self) -> bool:
        return "period" in self.takes

    @property
    def address(self) -> str:
        return reverse("reports:report", args=[self.slug])

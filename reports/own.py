"""A therapist's own figures: the same reports, asked about nobody else."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from clinic import audit
from clinic.access import StaffRequest, allow
from clinic.models import Role
from reports.answers import Answer, Table
from reports.definitions import REPORTS
from reports.forms import ReportFilter
from reports.question import Question
from reports.report import Report

SHOWN = ("session-pain", "episode-pain", "utilisation", "no-shows")


class OwnFilter(ReportFilter):
    """Days, and nothing else: whose they are is not asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["compare"], self.fields["shared"]

    def question(self) -> Question:
        return Question(self.period)


@allow(Role.THERAPIST)
@require_GET
def own(request: StaffRequest) -> HttpResponse:
    form = OwnFilter(request.GET, ("period",), {})
    if not form.is_valid():
        return render(request, "reports/own.html", {"form": form}, status=400)
    question = replace(form.question(), therapist=request.user)
    audit.record("listed", by=request.user, fields=["own figures", *_days(form)])
    shown = [(REPORTS[slug], _mine(REPORTS[slug], question)) for slug in SHOWN]
    return render(request, "reports/own.html", {"form": form, "period": form.period, "shown": shown})


def _mine(report: Report, question: Question) -> Answer:
    """Without what compares therapists, and without ways to rows that are the admin's."""
    found = report.answer(question)
    return replace(
        found,
        figures=[replace(figure, opens="") for figure in found.figures],
        tables=[_shut(table) for table in found.tables if table.slug != "by-therapist"],
    )


def _shut(table: Table) -> Table:
    return replace(table, lines=[replace(line, opens={}) for line in table.lines])


def _days(form: OwnFilter) -> list[str]:
    return [f"from {form.period.first}", f"to {form.period.last}"]

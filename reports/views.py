"""The reports' pages and their files, for those who run the clinic."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from clinic import audit
from clinic.access import StaffRequest, allow, fresh
from clinic.forms import AuditFilter
from clinic.models import Role
from reports import pages
from reports.columns.duties import of_access_log
from reports.definitions import GROUPS, REPORTS, Report
from reports.downloads import Columns, Download
from reports.models import SavedReport


@allow(Role.ADMIN)
@require_GET
def index(request: StaffRequest) -> HttpResponse:
    groups = [
        (title, [report for report in REPORTS.values() if report.group == group])
        for group, title in GROUPS.items()
    ]
    saved = SavedReport.objects.visible_to(request.user).select_related("by")
    return render(request, "reports/index.html", {"groups": groups, "saved": saved})


@allow(Role.ADMIN)
@require_GET
def report(request: StaffRequest, slug: str) -> HttpResponse:
    asked = _known(slug)
    form = asked.asked(request.GET)
    if not form.is_valid():
        return render(request, "reports/report.html", {"report": asked, "form": form}, status=400)
    question = form.question()
    found = pages.answer(asked, question, form.cleaned_data.get("compare", ""))
    rows = pages.rows(asked, question, request.GET) if asked.names_people and not question.shared else None
    people = rows.people if rows else []
    audit.record("listed", by=request.user, ids=people, fields=[f"{slug} report", *form.in_words()])
    shown = found.shown(len(rows.lines), question.part) if rows else ""
    context = {"report": asked, "form": form, "period": form.period, "question": question, "shown": shown}
    return render(request, "reports/report.html", {**context, "answer": found, "rows": rows})


@allow(Role.ADMIN)
@fresh
@require_GET
def csv(request: StaffRequest, slug: str) -> StreamingHttpResponse | HttpResponse:
    asked = _known(slug)
    form = asked.asked(request.GET)
    if not form.is_valid():
        return render(request, "reports/report.html", {"report": asked, "form": form}, status=400)
    question = form.question()
    if question.shared:
        raise Http404  # what names people is never for sharing, and small groups are hidden on the page alone
    name = f"{slug}_{form.period}"
    return _file(request, name, asked.in_order(question), asked.columns(), form.in_words())


@allow(Role.ADMIN)
@fresh
@require_GET
def access_log_csv(request: StaffRequest) -> StreamingHttpResponse | HttpResponse:
    form = AuditFilter(request.GET)
    if not form.is_valid():
        return render(request, "clinic/audit.html", {"form": form}, status=400)
    rows = form.events().order_by("-at", "-pk")
    return _file(request, f"access-log_{form.period_words}", rows, of_access_log(), form.in_words())


def _known(slug: str) -> Report:
    try:
        return REPORTS[slug]
    except KeyError:
        raise Http404 from None


def _file(
    request: StaffRequest, name: str, rows: QuerySet[Any], cells: Columns, asked: list[str]
) -> StreamingHttpResponse:
    """Written down before its first byte leaves, with what was asked and how many rows there are."""
    download = Download(rows, cells, mark=request.GET.get("bom") == "1")
    try:
        kind = name.partition("_")[0]
        audit.record("exported", by=request.user, fields=[kind, *asked, f"rows {download.rows}"])
    except BaseException:
        download.close()
        raise
    return StreamingHttpResponse(
        download,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )

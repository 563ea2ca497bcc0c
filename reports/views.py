"""The reports' pages and their files, for those who run the clinic."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from clinic import audit
from clinic.access import StaffRequest, allow, fresh
from clinic.forms import AuditFilter
from clinic.models import Role
from reports import columns, pages, queries
from reports.downloads import Columns, Download
from reports.forms import ReportFilter


@allow(Role.ADMIN)
@require_GET
def appointments(request: StaffRequest) -> HttpResponse:
    return _page(request, "appointments", queries.OUTCOMES, pages.appointments)


@allow(Role.ADMIN)
@require_GET
def sessions(request: StaffRequest) -> HttpResponse:
    return _page(request, "sessions", queries.SIGNING, pages.sessions)


@allow(Role.ADMIN)
@fresh
@require_GET
def appointments_csv(request: StaffRequest) -> StreamingHttpResponse | HttpResponse:
    form = ReportFilter(request.GET, queries.OUTCOMES)
    if not form.is_valid():
        return render(request, "reports/appointments.html", {"form": form}, status=400)
    rows = queries.appointments(**form.question()).order_by("-starts_at", "-pk")
    return _file(request, f"appointments_{form.period}", rows, columns.of_appointments(), form.in_words())


@allow(Role.ADMIN)
@fresh
@require_GET
def sessions_csv(request: StaffRequest) -> StreamingHttpResponse | HttpResponse:
    form = ReportFilter(request.GET, queries.SIGNING)
    if not form.is_valid():
        return render(request, "reports/sessions.html", {"form": form}, status=400)
    rows = queries.with_points(queries.sessions(**form.question())).order_by("-started_at", "-pk")
    return _file(request, f"sessions_{form.period}", rows, columns.of_sessions(), form.in_words())


@allow(Role.ADMIN)
@fresh
@require_GET
def access_log_csv(request: StaffRequest) -> StreamingHttpResponse | HttpResponse:
    form = AuditFilter(request.GET)
    if not form.is_valid():
        return render(request, "clinic/audit.html", {"form": form}, status=400)
    rows = form.events().order_by("-at", "-pk")
    return _file(request, f"access-log_{form.period_words}", rows, columns.of_access_log(), form.in_words())


def _page(
    request: StaffRequest,
    name: str,
    statuses: dict[str, str],
    answer: Callable[[ReportFilter, QueryDict], dict[str, Any]],
) -> HttpResponse:
    form = ReportFilter(request.GET, statuses)
    if not form.is_valid():
        return render(request, f"reports/{name}.html", {"form": form}, status=400)
    found = answer(form, request.GET)
    people = {row.patient_id for row in found["page"].rows}
    audit.record("listed", by=request.user, ids=sorted(people), fields=[f"{name} report", *form.in_words()])
    return render(request, f"reports/{name}.html", {"form": form, **found})


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

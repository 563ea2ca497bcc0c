"""The reports' pages and their files, for those who run the clinic."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from clinic import audit
from clinic.access import StaffRequest, allow, fresh
from clinic.forms import AuditFilter
from clinic.models import Role
from reports import pages
from reports.definitions import GROUPS, REPORTS, Report
from reports.exports import asking, tabular
from reports.exports.tabular import Tabular
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
    listed = asked.behind(question.part)
    rows = pages.rows(listed, question, request.GET) if listed.names_people and not question.shared else None
    people = rows.people if rows else []
    audit.record("listed", by=request.user, ids=people, fields=[f"{slug} report", *form.in_words()])
    shown = pages.shown(listed, question, found, rows) if rows else ""
    opened, heading = asked.opened(question, found), asked.heading(question, found)
    context = {"report": asked, "form": form, "period": form.period, "question": question, "shown": shown}
    context |= {"answer": found, "rows": rows, "opened": opened, "rows_heading": heading}
    return render(request, "reports/report.html", context)


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
    return _file(request, tabular.of_report(asked, form))


@allow(Role.ADMIN)
@fresh
@require_GET
def audit_log_csv(request: StaffRequest) -> StreamingHttpResponse | HttpResponse:
    form = AuditFilter(request.GET)
    if not form.is_valid():
        return render(request, "clinic/audit.html", {"form": form}, status=400)
    return _file(request, tabular.of_audit_log(form))


@allow(Role.ADMIN)
@fresh
@require_GET
def who_looked_csv(request: StaffRequest) -> StreamingHttpResponse:
    """Of one record, named in the address."""
    return _file(request, tabular.of_looks(AuditFilter(request.GET)))


def _known(slug: str) -> Report:
    try:
        return REPORTS[slug]
    except KeyError:
        raise Http404 from None


def _file(request: StaffRequest, asked: Tabular) -> StreamingHttpResponse:
    """Written down before its first byte leaves, with what was asked and how much there is."""
    download = asked.download(mark=request.GET.get("bom") == "1")
    try:
        told = [asked.slug, "csv", *asked.filters]
        asking.taken_at_once(
            told, rows=download.rows, people=download.people, by=request.user, of=asked.about
        )
    except BaseException:
        download.close()
        raise
    return StreamingHttpResponse(
        download,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{asked.name}.csv"'},
    )

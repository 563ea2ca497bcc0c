"""A report as a file of another form: a short one at once, a long one by the worker."""

from io import BytesIO
from typing import Any

from django.http import FileResponse, Http404, HttpResponseBase, QueryDict
from django.views.decorators.http import require_POST

from clinic.access import StaffRequest, allow, fresh
from clinic.models import Role
from clinic.toasts import toast
from reports.exports import asking, tabular
from reports.exports.formats import FORMATS, Format
from reports.exports.models import Export
from reports.exports.progress import Steps
from reports.exports.snapshot import of_one_instant
from reports.exports.tabular import Tabular
from reports.exports.views import on_its_way, said_on_the_list
from reports.exports.writing import unfinished


@allow(Role.ADMIN)
@require_POST
@fresh
@said_on_the_list
def form(request: StaffRequest, slug: str, form: str) -> HttpResponseBase:
    """The question stands in the address, as on the report's own page."""
    if form not in FORMATS:
        raise Http404
    report = tabular.asked(slug, request.GET)
    rows, people = report.count(), report.people()
    if rows <= FORMATS[form].at_once:
        content = _content(FORMATS[form], report)
        told = [report.slug, form, *report.filters]
        asking.taken_at_once(told, rows=rows, people=people, by=request.user, of=report.about)
        return FileResponse(
            content,
            as_attachment=True,
            filename=f"{report.name}.{form}",
            content_type=FORMATS[form].content_type,
        )
    asking.ask(
        Export.Kind.REPORT, _question(report, request.GET, form), by=request.user, rows=rows, people=people
    )
    toast(request, f"{rows:,} rows are being written. You are told when the file is ready.", level="info")
    return on_its_way(request)


def _content(how: Format, report: Tabular) -> BytesIO:
    with unfinished() as path:
        with of_one_instant():
            how.write(report, path, Steps())
        return BytesIO(path.read_bytes())


def _question(report: Tabular, address: QueryDict, form: str) -> dict[str, Any]:
    """In keys and days, and as people read it; the address is asked again by the worker."""
    return {
        "report": report.slug,
        "as": form,
        "filters": ", ".join(report.filters),
        "asked": "; ".join(report.asked),
        "title": f"{report.title}, {FORMATS[form].label}",
        "address": address.urlencode(),
    }

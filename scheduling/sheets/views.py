"""The day on paper: the clinic's sheet, one therapist's, and all of them as a file."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from clinic import audit, clock
from clinic.access import StaffRequest, allow
from clinic.models import Role, Staff
from scheduling.models import Appointment
from scheduling.sheets import paper
from scheduling.sheets.day import PARTS, Sheet, held, of


@allow(*Role)
@require_GET
def sheet(request: StaffRequest, day: date) -> HttpResponse:
    """Everybody's visits in the order in which they come, and where there is room."""
    return _page(request, _seen(request, day, "listed"), None)


@allow(*Role)
@require_GET
def therapist_sheet(request: StaffRequest, day: date, staff: int) -> HttpResponse:
    """One therapist's day, gaps and breaks in between."""
    therapist = get_object_or_404(Staff.objects.all(), pk=staff)
    return _page(request, _seen(request, day, "listed", therapist), therapist)


@allow(*Role)
@require_GET
def sheets_pdf(request: StaffRequest, day: date) -> HttpResponse:
    """The clinic's page and everybody's own; it leaves the screen, so the log says who took it."""
    content = paper.all_of(_seen(request, day, "printed"))
    headers = {
        "Content-Disposition": f'attachment; filename="day-sheets-{day}.pdf"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _seen(request: StaffRequest, day: date, action: str, whose: Staff | None = None) -> Sheet:
    """The sheet, with a line in the audit log that names the patients of it that are shown."""
    found = of(day, held(day, Appointment.objects.visible_to(request.user)), request.user)
    audit.record(action, by=request.user, ids=found.patients(whose), fields=PARTS)
    return found


def _page(request: StaffRequest, found: Sheet, therapist: Staff | None) -> HttpResponse:
    context = {
        "sheet": found,
        "therapist": therapist,
        "person": found.of(therapist) if therapist else None,
        "printed": clock.local(clock.now()),
    }
    return render(request, "scheduling/sheets/sheet.html", context)

"""Home care of one patient: what is done, what to choose from, how it went, the sheet to take home."""

from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from clinic import audit
from clinic.access import StaffRequest, allow
from clinic.models import Role, Staff
from clinic.refusals import Refused
from clinic.toasts import toast
from patients.models import Patient
from sessions.courses import handout_pdf as sheet
from sessions.courses import home_care as rules
from sessions.courses import safety
from sessions.courses.forms import GiveForm, ReportForm
from sessions.courses.models import HomeCare
from sessions.courses.pages import Tried, chart_for, key_of, page, reads_or_sends, status_of
from sessions.courses.refusals import CourseRefused
from sessions.models import TreatmentSession
from sessions.records import why_not


@allow(Role.THERAPIST, Role.ADMIN)
@reads_or_sends
def home_care(request: StaffRequest, number: int) -> HttpResponse:
    """What is done at home now; the library, with what this patient must leave out; give one of it."""
    patient = chart_for(request, number)
    sent = request.POST if request.method == "POST" else None
    form = GiveForm(sent, complaints=patient.complaints.standing())
    if form.is_valid():
        try:
            given = _give(request, patient, form)
            toast(request, f"{given.title} is on the sheet.")
            return redirect("sessions:home_care", number)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _page(request, patient, form=form if sent else None)


def _page(
    request: StaffRequest, patient: Patient, *, form: GiveForm | None = None, tried: Tried | None = None
) -> HttpResponse:
    """A form given was refused and comes back as it was typed."""
    audit.record("opened", patient, by=request.user, fields=["home care"])
    limits, standing = safety.limits_of(patient), patient.complaints.standing()
    chosen = str((request.POST if form else request.GET).get("item", ""))
    choices = safety.choices(patient, limits)
    choice = next((one for one in choices if str(one.item.pk) == chosen and not one.refused), None)
    context = {
        "in_hand": rules.in_hand(patient),
        "choices": choices,
        "choice": choice,
        "told": limits.told,
        "blocked": why_not(limits.effects) if limits.effects.blocked else "",
        "form": form or _blank(choice, standing),
        "tried": tried,
        "complaints": list(standing),
        "key": key_of(request) if form else uuid4(),
        "shares": (0, 25, 50, 75, 100),
        "scores": range(11),
    }
    return page(request, "home_care", patient, context, status=status_of(request))


def _give(request: StaffRequest, patient: Patient, form: GiveForm) -> HomeCare:
    said = form.cleaned_data
    return rules.give(
        said["complaint"],
        said["item"],
        side=said["side"],
        dose=form.dose,
        demonstrated=said["demonstrated"],
        treatment_session=open_session(patient, request.user),
        key=key_of(request),
        by=request.user,
    )


def open_session(patient: Patient, staff: Staff) -> TreatmentSession | None:
    """The visit that this therapist has open with the patient."""
    mine = TreatmentSession.objects.visible_to(staff).unsigned().filter(patient=patient, therapist=staff)
    return mine.filter(ended_at__isnull=True).order_by("-started_at").first()


def _blank(choice: safety.Choice | None, standing: Any) -> GiveForm:
    if choice is None:
        return GiveForm(complaints=standing)
    item = choice.item
    dose = {name: getattr(item, name) for name in ("seconds", "repetitions", "times_a_day", "days_a_week")}
    sided = item.muscle_id and item.muscle and item.muscle.sides == "paired"
    shown = {
        **dose,
        "pressure": choice.pressure,
        "item": item.pk,
        "side": _usual_side(standing) if sided else "midline",
        "demonstrated": "yes",
    }
    return GiveForm(initial=shown, complaints=standing)


def _usual_side(standing: Any) -> str:
    """The one side on which it is felt; both where nobody said, or said several."""
    sides = {zone.side for one in standing.prefetch_related("zones") for zone in one.zones.all()}
    return sides.pop() if len(sides) == 1 and "midline" not in sides else "both"


@allow(Role.THERAPIST)
@require_POST
def home_care_report(request: StaffRequest, number: int, given: int) -> HttpResponse:
    """How it went since last time."""
    patient = chart_for(request, number)
    rows = HomeCare.objects.visible_to(request.user).of(patient).select_related("complaint")
    held = get_object_or_404(rows, pk=given)
    form = ReportForm(request.POST)
    if form.is_valid():
        try:
            rules.report(held, **form.cleaned_data, by=request.user)
            return redirect("sessions:home_care", number)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _page(request, patient, tried=Tried(form, given=held.pk))


@allow(Role.THERAPIST, Role.ADMIN)
@require_GET
def handout(request: StaffRequest, number: int) -> HttpResponse:
    """The sheet to take home, on screen and to print."""
    patient = chart_for(request, number)
    context = {"patient": patient, "sheet": sheet.sheet(patient)}
    audit.record("printed", patient, by=request.user, fields=["home care"])
    return render(request, "sessions/courses/handout.html", context)


@allow(Role.THERAPIST, Role.ADMIN)
@require_GET
def handout_file(request: StaffRequest, number: int) -> HttpResponse:
    """The same sheet as PDF; it leaves the clinic, so the log says who took it."""
    patient = chart_for(request, number)
    try:
        content = sheet.drawn(sheet.sheet(patient))
    except CourseRefused as refusal:
        toast(request, str(refusal), level="refused")
        return redirect("sessions:home_care", number)
    audit.record("printed", patient, by=request.user, fields=["home care"])
    headers = {
        "Content-Disposition": f'attachment; filename="home-care-{patient.number}.pdf"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)

"""The prep card, and the door it opens."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from clinic import audit, clock
from clinic.access import StaffRequest, allow
from clinic.models import Role
from clinic.toasts import toast
from patients.models import Patient
from scheduling.models import Appointment
from sessions import day, records
from sessions.refusals import IntakeMissing, SessionRefused
from sessions.visit.forms import DoorForm
from sessions.visit.refusals import NotAsked


@allow(Role.THERAPIST)
@require_GET
def prepare(request: StaffRequest, pk: int) -> HttpResponse:
    """One screen before the door opens: who, what to beware of, what has changed, what was planned."""
    return _card(request, _appointment(request, pk))


@allow(Role.THERAPIST)
@require_POST
def start(request: StaffRequest, pk: int) -> HttpResponse:
    """Begin the visit's session, or go on with it; what has to be asked first is asked on the prep card."""
    appointment = _appointment(request, pk)
    form = DoorForm(request.POST)
    review = form.review()
    why = form.cleaned_data["without_intake"] if form.is_valid() else ""
    try:
        treatment_session = records.start(
            appointment=appointment, review=review, without_intake=why, by=request.user
        )
    except IntakeMissing as refusal:
        context = {
            "appointment": appointment,
            "patient": appointment.patient,
            "sentence": str(refusal),
            "door_form": form,
        }
        return render(request, "sessions/no_intake.html", context, status=409)
    except NotAsked as refusal:
        if "seen" not in request.POST and not form.typed:
            return redirect("sessions:prepare", pk)
        return _card(request, appointment, form, str(refusal))
    except SessionRefused as refusal:
        if form.typed:
            return _card(request, appointment, form, str(refusal))
        toast(request, f"{appointment.patient}: {refusal}", about=appointment.patient, level="refused")
        return redirect(_shown(appointment))
    return redirect("sessions:chart", treatment_session.pk)


def _shown(appointment: Appointment) -> str:
    """Where the visit is in front of who asked, so that the refusal is read beside whose it is."""
    if appointment.day == clock.today():
        return f"{reverse('sessions:my_day')}?visit={appointment.pk}"
    return reverse("sessions:prepare", args=[appointment.pk])


def _appointment(request: StaffRequest, pk: int) -> Appointment:
    charts = Patient.objects.chart_open_to(request.user)
    rows = Appointment.objects.filter(patient__in=charts)
    return get_object_or_404(
        rows.select_related("patient", "room", "chair_day", "service", "therapist", "treatment_session"),
        pk=pk,
    )


def _card(
    request: StaffRequest, appointment: Appointment, form: DoorForm | None = None, refusal: str = ""
) -> HttpResponse:
    visit = day.one(appointment)
    prep = day.prepared(visit)
    if form:
        prep.door.said = form.review().areas
    audit.record("opened", appointment.patient, by=request.user, fields=["points", "plan", "pain"])
    page = {"visit": visit, "prep": prep, "door_form": form, "refusal": refusal}
    return render(request, "sessions/prepare.html", page, status=422 if refusal else 200)

"""Mobile visits of today, the words from the door, the alert, and another destination."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clinic import audit, clock
from clinic.access import StaffRequest, allow
from clinic.models import Clinic, Role
from clinic.toasts import toast
from scheduling import answers
from scheduling.answers import NOT_PASSED
from scheduling.mobile import overdue, redirecting, safety
from scheduling.mobile.forms import DestinationForm, SettleForm
from scheduling.mobile.models import MobileVisit
from scheduling.models import HOLDING
from scheduling.refusals import BookingRefused


@allow(Role.FRONT_DESK, Role.ADMIN)
@require_GET
def mobile(request: StaffRequest) -> HttpResponse:
    """Who is on the road today, who is where, and who should have left."""
    return _watch(request)


@allow(Role.FRONT_DESK, Role.ADMIN)
@require_GET
def missed(request: StaffRequest) -> HttpResponse:
    """The alerts alone, for a page that is open; nobody is named but colleagues."""
    return render(request, "scheduling/mobile/missed.html")


@allow(Role.THERAPIST)
@require_POST
def here(request: StaffRequest, trip: int) -> HttpResponse:
    return _said(request, trip, safety.check_in, "You are there. Say when you have left.")


@allow(Role.THERAPIST)
@require_POST
def left(request: StaffRequest, trip: int) -> HttpResponse:
    undo = reverse("scheduling:still_there", args=[trip])
    return _said(request, trip, safety.check_out, "You have left. Drive safely.", undo=undo)


@allow(Role.THERAPIST)
@require_POST
def still_there(request: StaffRequest, trip: int) -> HttpResponse:
    return _said(request, trip, safety.take_back, "Taken back: you are still there.")


@allow(Role.FRONT_DESK, Role.ADMIN)
@require_POST
def settle(request: StaffRequest, trip: int) -> HttpResponse:
    """The alert ends with a name and a reason."""
    visit = _find(request, trip)
    form = SettleForm(request.POST)
    if not form.is_valid():
        return _watch(request, (visit.pk, form))
    try:
        safety.settle(visit=visit, **form.cleaned_data, by=request.user)
        toast(request, f"Settled: {visit.appointment.therapist}.")
    except BookingRefused as refusal:
        toast(request, str(refusal), level="refused")
    return redirect("scheduling:mobile")


@allow(*Role)
@require_http_methods(["GET", "HEAD", "POST"])
def destination(request: StaffRequest, trip: int) -> HttpResponse:
    """Another zone or address; the drive may refuse it."""
    visit = _find(request, trip)
    form = DestinationForm(request.POST if request.method == "POST" else None, visit=visit)
    if form.is_valid():
        try:
            version = form.cleaned_data["version"]
            redirecting.redirect(visit=visit, to=form.to, version=version, by=request.user)
            toast(request, "The new destination is kept.")
            return answers.done(request, visit.appointment)
        except BookingRefused as refusal:
            form.add_error(None, str(refusal))
    audit.record("opened", visit.appointment, by=request.user, fields=["address"])
    context = {"visit": visit, "appointment": visit.appointment, "form": form}
    status = NOT_PASSED if form.is_bound else 200
    return render(request, "scheduling/mobile/destination.html", context, status=status)


def _find(request: StaffRequest, trip: int) -> MobileVisit:
    rows = MobileVisit.objects.visible_to(request.user).select_related("zone")
    people = ("appointment__patient", "appointment__therapist", "appointment__service", "appointment__room")
    return get_object_or_404(rows.select_related(*people), pk=trip)


def _said(
    request: StaffRequest, trip: int, rule: Callable[..., MobileVisit], words: str, undo: str | None = None
) -> HttpResponse:
    """A therapist's own word about their own visit, then on with the day."""
    own = MobileVisit.objects.visible_to(request.user).filter(appointment__therapist=request.user)
    visit = get_object_or_404(own.select_related("appointment"), pk=trip)
    try:
        rule(visit=visit, by=request.user)
        toast(request, words, undo=undo)
    except BookingRefused as refusal:
        toast(request, str(refusal), level="refused")
    return redirect("sessions:my_day")


def _watch(request: StaffRequest, typed: tuple[int, SettleForm] | None = None) -> HttpResponse:
    """typed: the visit whose alert could not be settled like that."""
    people = ("appointment__patient", "appointment__therapist", "appointment__service", "zone")
    rows = MobileVisit.objects.visible_to(request.user).select_related(*people, "settled_by")
    start, end = clock.clinic_day(clock.today())
    today = rows.filter(appointment__starts_at__gte=start, appointment__starts_at__lt=end)
    late = list(overdue.standing() & rows)
    shown = today.filter(appointment__status__in=HOLDING).exclude(pk__in=[one.pk for one in late])
    visits = list(shown.order_by("appointment__starts_at", "pk"))
    ids = sorted({one.patient_id for one in (*late, *visits)})
    audit.record("listed", by=request.user, ids=ids, fields=["appointments", "address", "contact"])
    context: dict[str, Any] = {
        "late": [(one, _form(one, typed)) for one in late],
        "visits": visits,
        "minutes": Clinic.current().overdue_minutes,
    }
    return render(request, "scheduling/mobile/mobile.html", context, status=NOT_PASSED if typed else 200)


def _form(visit: MobileVisit, typed: tuple[int, SettleForm] | None) -> SettleForm:
    return typed[1] if typed and typed[0] == visit.pk else SettleForm(auto_id=f"id_{visit.pk}_%s")

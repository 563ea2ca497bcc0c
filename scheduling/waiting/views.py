"""The wait list: who is on it, whom a free place would suit, and the places that are held."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clinic import audit, clock
from clinic.access import StaffRequest, allow
from clinic.models import Role, Staff
from clinic.toasts import toast
from patients.models import Patient
from scheduling import wording
from scheduling.answers import NOT_PASSED
from scheduling.availability import Offer, days_from, free_times, spread
from scheduling.models import Appointment, HeldPlace, Waiting
from scheduling.refusals import BookingRefused
from scheduling.views import find
from scheduling.waiting import listing, offering
from scheduling.waiting.forms import HoldForm, WishForm
from scheduling.waiting.ranking import Gap, candidates, judged, reasons, unfit

SHOWN, PLACES = 100, 6
CHOSEN = ("service", "minutes", "zone", "therapist")
NOTE = 200  # letters


@allow(*Role)
@require_GET
def waiting(request: StaffRequest) -> HttpResponse:
    """Open wishes, the most urgent and the longest waiting first, and what is held."""
    mine = judged(Waiting.objects.visible_to(request.user).open())
    rows = mine.select_related("patient", "service", "therapist")
    listed = list(rows.order_by("priority", "added_at", "pk")[:SHOWN])
    held = HeldPlace.objects.visible_to(request.user).filter(settled_at=None)
    places = list(held.select_related("waiting__patient", "appointment__therapist").order_by("until"))
    again = offering.free_again(request.user)
    people = {row.patient_id for row in listed} | {one.waiting.patient_id for one in (*places, *again)}
    audit.record("listed", by=request.user, ids=sorted(people), fields=["wait list"])
    holding = {one.waiting_id for one in places}
    context = {
        "rows": [(row, ", ".join(reasons(row)), row.pk in holding, unfit(row)) for row in listed],
        "places": [(one, one.until <= clock.now()) for one in places],
        "again": again,
    }
    return render(request, "scheduling/waiting/waiting.html", context)


@allow(*Role)
@require_http_methods(["GET", "HEAD", "POST"])
def wait(request: StaffRequest, number: int) -> HttpResponse:
    """Put somebody on the list."""
    patient = get_object_or_404(Patient.objects.visible_to(request.user), number=number)
    audit.record("opened", patient, by=request.user, fields=["appointments"])
    comes = "back" in request.POST
    form = WishForm(None if comes else request.POST or None, initial=_chosen_for(request))
    if form.is_valid():
        try:
            listing.add(patient=patient, wanted=listing.Wanted(**form.cleaned_data), by=request.user)
            toast(request, f"{patient} is on the wait list.", about=patient)
            return redirect("scheduling:waiting")
        except BookingRefused as refusal:
            form.add_error(None, str(refusal))
    status = NOT_PASSED if form.errors else 200
    return render(request, "scheduling/waiting/wait.html", {"patient": patient, "form": form}, status=status)


def _chosen_for(request: StaffRequest) -> dict[str, Any]:
    """What was chosen for a booking that nothing suited; its note comes by POST, never in an address."""
    said: dict[str, Any] = {name: request.GET[name] for name in CHOSEN if request.GET.get(name)}
    said["features"] = request.GET.getlist("features")
    return {**said, "note": request.POST.get("book_note", "")[:NOTE]}


@allow(*Role)
@require_GET
def who_waits(request: StaffRequest, pk: int) -> HttpResponse:
    """Whom the place of a cancelled appointment would suit."""
    gone = find(request, pk)
    found = candidates(Gap.left_by(gone))
    audit.record(
        "listed", by=request.user, ids=[one.waiting.patient_id for one in found], fields=["wait list"]
    )
    offer = f"{gone.therapist_id} {gone.starts_at.isoformat()}"
    context = {"appointment": gone, "offer": offer, "rows": [(one, uuid.uuid4()) for one in found]}
    return render(request, "scheduling/waiting/who_waits.html", context)


@allow(*Role)
@require_GET
def places(request: StaffRequest, wish: int) -> HttpResponse:
    """Free places that would suit one who waits."""
    row = _row(request, wish)
    audit.record("listed", by=request.user, ids=[row.patient_id], fields=["wait list"])
    no = unfit(row)
    offers = [] if no else [(one, uuid.uuid4()) for one in _suiting(row)]
    context = {
        "row": row,
        "offers": offers,
        "why": ", ".join(reasons(row)),
        "when": _two_weeks(row),
        "unfit": no,
    }
    return render(request, "scheduling/waiting/places.html", context)


@allow(*Role)
@require_POST
def hold(request: StaffRequest) -> HttpResponse:
    """For half an hour, while they are rung; for somebody who is on the phone, booked at once."""
    form = HoldForm(request.POST)
    if not form.is_valid():
        toast(request, "Choose one of the times offered.", level="refused")
        return redirect("scheduling:waiting")
    row = _row(request, form.cleaned_data["waiting"])
    therapist, starts_at = form.cleaned_data["offer"]
    place = {"waiting": row, "therapist": therapist, "starts_at": starts_at, "key": form.cleaned_data["key"]}
    when = wording.moment(starts_at)
    try:
        if form.cleaned_data["now"]:
            visit = offering.give(**place, by=request.user)
            toast(request, f"Booked: {row.patient}, {when}.", about=row.patient)
            return redirect("scheduling:day", visit.day)
        held = offering.hold(**place, by=request.user)
        words = f"Held for {row.patient} until {wording.at(held.until)}: {when}. Ring them now."
        toast(request, words, about=row.patient)
    except BookingRefused as refusal:
        toast(request, str(refusal), level="refused")
    return redirect("scheduling:waiting")


@allow(*Role)
@require_POST
def accept(request: StaffRequest, place: int) -> HttpResponse:
    return _answered(request, place, offering.accept, "Booked: {who}, {when}.")


@allow(*Role)
@require_POST
def decline(request: StaffRequest, place: int) -> HttpResponse:
    """To whoever is next, if there is somebody who was not asked yet."""
    words = "{who} waits on; {when} is free for the next."
    return _answered(request, place, offering.decline, words, then=_next_one)


@allow(*Role)
@require_POST
def withdraw(request: StaffRequest, wish: int) -> HttpResponse:
    row = _row(request, wish)
    try:
        listing.withdraw(waiting=row, by=request.user)
        undo = reverse("scheduling:wait_on", args=[row.pk])
        toast(request, f"{row.patient} waits no more.", about=row.patient, undo=undo)
    except BookingRefused as refusal:
        toast(request, str(refusal), level="refused")
    return redirect("scheduling:waiting")


@allow(*Role)
@require_POST
def wait_on(request: StaffRequest, wish: int) -> HttpResponse:
    row = _row(request, wish)
    try:
        listing.put_back(waiting=row, by=request.user)
        toast(request, f"{row.patient} waits again.", about=row.patient)
    except BookingRefused as refusal:
        toast(request, str(refusal), level="refused")
    return redirect("scheduling:waiting")


def _next_one(visit: Appointment) -> HttpResponse:
    found = visit.starts_at > clock.now() and candidates(Gap.left_by(visit))
    asks = found and not found[0].unfit and not found[0].had_it
    return redirect("scheduling:who_waits", visit.pk) if asks else redirect("scheduling:waiting")


def _answered(
    request: StaffRequest,
    place: int,
    rule: Callable[..., Any],
    words: str,
    then: Callable[[Appointment], HttpResponse] | None = None,
) -> HttpResponse:
    held = get_object_or_404(HeldPlace.objects.visible_to(request.user), pk=place)
    try:
        visit = rule(held=held, by=request.user)
        said = words.format(who=visit.patient, when=wording.moment(visit.starts_at))
        toast(request, said, about=visit.patient)
    except BookingRefused as refusal:
        toast(request, str(refusal), level="refused")
        return redirect("scheduling:waiting")
    return then(visit) if then else redirect("scheduling:waiting")


def _row(request: StaffRequest, wish: int) -> Waiting:
    mine = judged(Waiting.objects.visible_to(request.user))
    rows = mine.select_related("patient", "service", "therapist", "zone")
    return get_object_or_404(rows, pk=wish)


def _first_day(row: Waiting) -> date:
    """The one on which they could come at the soonest."""
    return max(clock.today(), row.not_before or clock.today())


def _two_weeks(row: Waiting) -> str:
    first = _first_day(row)
    return (
        "in the next two weeks"
        if first == clock.today()
        else f"in the two weeks from {wording.day_name(first)}"
    )


def _suiting(row: Waiting) -> list[Offer]:
    """Of two weeks, those within the wish."""
    days = [
        day
        for day in days_from(_first_day(row))
        if (not row.weekdays or day.weekday() in row.weekdays) and (row.until is None or day <= row.until)
    ]
    found = free_times(
        service=row.service,
        minutes=row.minutes,
        therapists=[row.therapist] if row.therapist else list(Staff.objects.therapists()),
        days=days,
        between=row.window,
        features=row.features,
        patient=row.patient,
        zone=row.zone,
    )
    return spread(found, PLACES)

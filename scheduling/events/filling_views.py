"""Filling an event's list: a name and Enter books the slot that is next, and the one after it comes up."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clinic import audit
from clinic.access import StaffRequest, allow
from clinic.models import Role, Staff
from clinic.same_names import called, told_apart
from clinic.toasts import toast
from patients import finding
from patients.models import Patient
from scheduling import booking, wording
from scheduling.answers import NOT_PASSED
from scheduling.events import filling
from scheduling.events.forms import AddForm, SlotForm
from scheduling.events.page import of
from scheduling.models import Appointment, ChairDay, arranges
from scheduling.refusals import BookingRefused

SHOWN = 6
NOBODY = "Nobody by that name. Check the spelling, try the phone number, or add a new person."


@allow(*Role)
@require_POST
def fill_slot(request: StaffRequest, event: int) -> HttpResponse:
    """Book it for the one person of that name; of several, ask which."""
    day = get_object_or_404(ChairDay.objects.visible_to(request.user).select_related("service"), pk=event)
    form = SlotForm(request.POST, staff=request.user)
    if not form.is_valid():
        return shown(request, day, complaint=_complaints(form))
    said = form.cleaned_data
    found = [said["patient"]] if said["patient"] else _search(request, said["words"])
    if len(found) == 1:
        return _booked(request, day, found[0], said)
    asked = {"words": said["words"], "key": said["key"], "found": found}
    complaint = "" if found else NOBODY if said["words"] else "Say who it is for."
    return shown(request, day, said["slot"], complaint=complaint, **asked)


@allow(*Role)
@require_POST
def slot_done(request: StaffRequest, event: int, slot: int) -> HttpResponse:
    """Whoever has arrived was treated."""
    rows = Appointment.objects.visible_to(request.user).filter(chair_day=event)
    held = get_object_or_404(rows.select_related("patient"), pk=slot)
    try:
        booking.fulfil(appointment=held, by=request.user)
    except BookingRefused as refusal:
        toast(request, str(refusal), level="refused")
    return redirect("scheduling:chair_day", event)


def shown(
    request: StaffRequest,
    day: ChairDay,
    slot: tuple[Staff, datetime] | None = None,
    *,
    number: int | None = None,
    complaint: str = "",
    **asked: Any,
) -> HttpResponse:
    """The list, with whoever is on it in the audit log; number: of somebody who was added just now."""
    page = of(day, request.user, slot)
    new = Patient.objects.visible_to(request.user).filter(number=number).first() if number else None
    ids = {*page.patients, *(one.pk for one in asked.get("found", ())), *([new.pk] if new else [])}
    audit.record("listed", by=request.user, ids=sorted(ids), fields=["appointments"])
    gone = {who.pk for who, _ in page.people}
    context = {
        "event": day,
        "page": page,
        "new": new,
        "complaint": complaint,
        "may_arrange": arranges(request.user),
        "others": [
            (pk, name) for pk, name in told_apart(Staff.objects.therapists()).items() if pk not in gone
        ],
        "add_form": AddForm(),
        "key": uuid.uuid4(),
        **asked,
    }
    status = NOT_PASSED if complaint else 200
    return render(request, "scheduling/events/chair_day.html", context, status=status)


def _search(request: StaffRequest, words: str) -> Sequence[Patient]:
    """The likeliest few; the words themselves are kept nowhere."""
    found = list(finding.search(words, staff=request.user)[:SHOWN]) if words else []
    if words:
        audit.record("searched", by=request.user, ids=[one.pk for one in found], fields=["name"])
    return found


def _booked(request: StaffRequest, day: ChairDay, patient: Patient, said: dict[str, Any]) -> HttpResponse:
    therapist, starts_at = said["slot"]
    try:
        held = filling.book_slot(
            event=day,
            patient=patient,
            therapist=therapist,
            starts_at=starts_at,
            key=said["key"],
            by=request.user,
        )
    except BookingRefused as refusal:
        return shown(request, day, said["slot"], complaint=str(refusal), words=said["words"])
    words = f"Booked: {held.patient}, {wording.at(held.starts_at)} with {called(held.therapist)}."
    toast(request, words, about=held.patient)
    return redirect("scheduling:chair_day", day.pk)


def _complaints(form: SlotForm) -> str:
    return " ".join(str(error) for errors in form.errors.values() for error in errors)

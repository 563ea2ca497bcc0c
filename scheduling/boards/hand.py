"""What a hand does to an appointment on the board: put it elsewhere, or draw it longer or shorter."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from clinic import audit
from clinic.access import StaffRequest, allow
from clinic.models import Role, Staff
from clinic.same_names import called
from clinic.toasts import toast
from scheduling import booking, wording
from scheduling.answers import NOT_PASSED, done
from scheduling.forms import LEAST, InstantField, VersionForm
from scheduling.lawful import RESIZABLE
from scheduling.models import Appointment, Room, Status
from scheduling.refusals import BookingRefused
from scheduling.views import find, show


class DropForm(VersionForm):
    """Where it was put down: a wall time of the clinic, and the column's therapist or room."""

    at = InstantField()
    therapist = forms.ModelChoiceField(Staff.objects.therapists(), required=False)
    room = forms.ModelChoiceField(Room.objects.filter(active=True), required=False)


class LengthForm(VersionForm):
    minutes = forms.IntegerField(min_value=LEAST, max_value=24 * 60)


@allow(*Role)
@require_POST
def drop(request: StaffRequest, pk: int) -> HttpResponse:
    """For the board's script: the toast with its undo, or 409 with the sentence that refuses."""
    held = find(request, pk)
    said = _said(DropForm(request.POST))
    moved = booking.move(
        appointment=held,
        starts_at=said["at"],
        therapist=said["therapist"] or held.therapist,
        room=said["room"],
        version=said["version"],
        by=request.user,
    )
    when = wording.moment(moved.starts_at)
    words = f"Moved to {when} with {called(moved.therapist)}, {moved.place}: {moved.patient}."
    return _toasted(request, moved, words)


@allow(*Role)
@require_http_methods(["GET", "HEAD", "POST"])
def resize(request: StaffRequest, pk: int) -> HttpResponse:
    """The lengths it may have, to choose from; sent, it has the one chosen."""
    held = find(request, pk)
    if request.method != "POST":
        audit.record("opened", held, by=request.user)
        return _lengths(request, held)
    by_hand = "application/json" in request.headers.get("Accept", "")
    try:
        now = booking.resize(appointment=held, **_said(LengthForm(request.POST)), by=request.user)
    except BookingRefused as refusal:
        if by_hand:
            raise
        return _lengths(request, find(request, pk), str(refusal))
    words = f"{now.patient} stays until {wording.at(now.ends_at)} now, {now.minutes} minutes in {now.room}."
    answer = _toasted(request, now, words, show_it=by_hand)
    return answer if by_hand else done(request, now)


def _said(form: VersionForm) -> dict[str, Any]:
    """The form's words; raises what does not make sense of them as a refusal."""
    if form.is_valid():
        return form.cleaned_data
    words = " ".join(str(one) for errors in form.errors.values() for one in errors)
    if form.has_error("at", "twice"):
        words += " Open the appointment and choose Move, then Another time."
    raise BookingRefused(words)


def _toasted(request: StaffRequest, now: Appointment, words: str, *, show_it: bool = True) -> HttpResponse:
    undo = f"{reverse('scheduling:restore', args=[now.pk])}?version={now.version}"
    toast(request, words, about=now.patient, undo=undo)
    return render(request, "_toasts.html") if show_it else HttpResponse()


def _lengths(request: StaffRequest, held: Appointment, complaint: str = "") -> HttpResponse:
    if Status(held.status) not in RESIZABLE or held.has_visit:
        return show(request, held, complaint or "This appointment keeps its length.")
    context = {"appointment": held, "lengths": sorted(held.service.durations), "complaint": complaint}
    return render(request, "scheduling/resize.html", context, status=NOT_PASSED if complaint else 200)

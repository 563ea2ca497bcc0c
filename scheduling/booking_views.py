"""The panels in which a time is chosen: quick-book, its free times, and moving."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import reswap, retarget

from clinic import audit, clock
from clinic.access import StaffRequest, allow
from clinic.models import Role, Staff
from clinic.naming import joined
from clinic.same_names import by_first_name, called
from clinic.toasts import no_undo, toast
from patients.merging import numbers
from patients.models import Patient
from scheduling import answers, booking, quick_book, wording
from scheduling.among import among
from scheduling.answers import NOT_PASSED, done, go
from scheduling.availability import Offer, days_from, free_times
from scheduling.boards import just_booked
from scheduling.credentials.standing import why_nobody_is_booked
from scheduling.forms import BookingForm, ChoiceForm, MoveForm
from scheduling.lawful import MOVABLE
from scheduling.models import Appointment, Status
from scheduling.refusals import BookingRefused, TimeRefused
from scheduling.series.changing import move_series
from scheduling.series.scope import Scope
from scheduling.taking_back import Deed
from scheduling.views import find, show

MOVE_DAYS = 7
# Buttons that ask for other times where there is no script; by POST, for a note has no place in an address.
# back: from somebody's form, with the choices in the address and only the words that were typed by POST.
LOOKS = {"look", "after", "back"}
# What of the choices goes on to the form of a new person.
KEYS = [name for name in ChoiceForm.base_fields if name not in {"after", "key"}]
# What a person had last stands for these, until somebody chooses.
GUESSED = ("service", "minutes", "zone")


@allow(*Role)
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: StaffRequest) -> HttpResponse:
    """The quick-book panel; sent, it books, or comes back with the refusal and fresh times."""
    if request.method != "POST" or LOOKS & request.POST.keys():
        return _panel(request, "scheduling/book.html")
    form = BookingForm(request.POST, staff=request.user)
    if not form.is_valid():
        return _panel(request, "scheduling/book.html", form.complaints)
    try:
        held = booking.book(**form.wish, by=request.user)
    except BookingRefused as refusal:
        if isinstance(refusal, TimeRefused) and request.headers.get("HX-Target") == "panel":
            return _instead(request, form.cleaned_data, refusal)
        return _panel(request, "scheduling/book.html", [str(refusal)])
    no_undo(request)
    return go(request, just_booked.address(held, request))


def _instead(request: StaffRequest, said: dict[str, Any], refusal: TimeRefused) -> HttpResponse:
    """The refusal and what is free nearest to it, for the panel that is open: all else in it stays."""
    choices, day = ChoiceForm(request.POST).choices, clock.local(said["starts_at"]).date()
    asked = {**choices, "day": day, "at": None}
    quick = quick_book.panel(asked, patient=said["patient"], lost=refusal)
    audit.record("opened", said["patient"], by=request.user, fields=["appointments"])
    context = {"quick": quick, "refusal": refusal}
    answer = render(request, "scheduling/_instead.html", context, status=NOT_PASSED)
    return reswap(retarget(answer, "#book-offers"), "outerHTML")


@allow(*Role)
@require_GET
def free(request: StaffRequest) -> HttpResponse:
    """The part of the panel that depends on the choices: lengths, people and free times."""
    return _panel(request, "scheduling/_free.html")


@allow(*Role)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: StaffRequest, pk: int) -> HttpResponse:
    """Where the visit could go instead; sent, it goes there."""
    held = find(request, pk)
    if request.method != "POST":
        audit.record("opened", held, by=request.user)
        return _places(request, held)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _places(request, held, form)
    therapist, starts_at = form.cleaned_data["to"]
    if held.series_id and form.cleaned_data["scope"] != Scope.ONE:
        return _move_several(request, held, form)
    try:
        moved = booking.move(
            appointment=held,
            starts_at=starts_at,
            therapist=therapist or held.therapist,
            version=form.cleaned_data["version"],
            by=request.user,
        )
    except BookingRefused as refusal:
        form.add_error(None, str(refusal))
        return _places(request, find(request, pk), form)
    undo = f"{reverse('scheduling:restore', args=[pk])}?version={moved.version}"
    when = wording.moment(moved.starts_at)
    words = f"Moved to {when} with {called(moved.therapist)}: {moved.patient}."
    toast(request, words, about=moved.patient, undo=undo)
    return done(request, moved)


def _move_several(request: StaffRequest, held: Appointment, form: MoveForm) -> HttpResponse:
    """With the others of its series; those that cannot go along stay, and are told."""
    therapist, starts_at = form.cleaned_data["to"]
    try:
        gone = move_series(
            appointment=held,
            scope=form.cleaned_data["scope"],
            starts_at=starts_at,
            therapist=therapist or held.therapist,
            version=form.cleaned_data["version"],
            by=request.user,
        )
    except BookingRefused as refusal:
        form.add_error(None, str(refusal))
        return _places(request, find(request, held.pk), form)
    undo = answers.undo(request, Deed.to(gone.moved))
    many = f"{len(gone.moved)} visit{'s' if len(gone.moved) != 1 else ''}"
    toast(request, f"Moved {many} of {held.patient}.", about=held.patient, undo=undo)
    for one, why in gone.refused:
        toast(request, joined(f"{wording.sentence_start(one.starts_at)} stays:", why), level="refused")
    return go(request, reverse("scheduling:series", args=[held.series_id]))


def _panel(request: StaffRequest, template: str, complaints: list[str] | None = None) -> HttpResponse:
    back = "back" in request.POST
    said = request.POST if request.method == "POST" and not back else request.GET
    form = ChoiceForm(said)
    patient = _patient(request, said.get("patient", ""))
    if patient and template == "scheduling/book.html":
        audit.record("opened", patient, by=request.user, fields=["contact", "appointments"])
    told = [*(complaints or []), *([form.trouble] if form.trouble else [])]
    quick = quick_book.panel(form.choices, patient=patient, said=" ".join(told))
    context = {
        "quick": quick,
        "guessed": urlencode({name: one for name, one in quick.shown.items() if name not in form.choices}),
        "complaints": told,
        **_words(request.POST, patient, "book_" if back else ""),
        "asked": urlencode([(name, one) for name in KEYS for one in said.getlist(name) if one]),
        "asked_for": " ".join(name for name in GUESSED if name in form.choices),
        "chooses": " ".join(KEYS),
        "key": form.cleaned_data.get("key") or uuid.uuid4(),
        "chosen": request.POST.get("offer", ""),
    }
    return render(request, template, context, status=NOT_PASSED if complaints else 200)


def _words(said: QueryDict, patient: Patient | None, prefix: str) -> dict[str, str]:
    """What was typed in the panel; with a prefix, in the one that led to somebody's form."""
    own = patient.address if patient else ""
    address = said.get(f"{prefix}address", own)
    return {
        "note": said.get(f"{prefix}note", "")[:200],
        "address": ((address or own) if prefix else address)[:300],
        "directions": said.get(f"{prefix}directions", "")[:200],
    }


def _patient(request: StaffRequest, number: str) -> Patient | None:
    """By number; by the number of a record that was merged, the one it is read as now."""
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    people = Patient.objects.visible_to(request.user)
    found = people.filter(number=int(number)).first() or numbers.read_as(int(number), request.user)
    if found is None:
        raise Http404
    return found


def _places(request: StaffRequest, held: Appointment, form: MoveForm | None = None) -> HttpResponse:
    """Free times of its therapist, or of the one asked for, today and the next days."""
    if Status(held.status) not in MOVABLE:
        return show(request, held, "This appointment cannot be moved any more.")
    asked = ChoiceForm(request.POST or request.GET).choices
    therapists = list(Staff.objects.therapists())
    chosen = among(therapists, asked.get("therapist")) or held.therapist
    first = max(asked.get("day") or held.day, clock.today())
    offers = free_times(
        service=held.service,
        minutes=held.minutes,
        therapists=[chosen],
        days=days_from(first, MOVE_DAYS),
        patient=held.patient,
        moving=held,
        dead_gaps=asked["dead_gaps"] or None,
    )
    context = {
        "appointment": held,
        **_whom(therapists, chosen),
        "day": first,
        "dead_gaps": asked["dead_gaps"],
        "days": _by_day(offers, held),
        "form": form,
        "complaints": [str(error) for errors in form.errors.values() for error in errors] if form else [],
    }
    if not offers:
        why = why_nobody_is_booked(chosen, context["who"], first)
        context["why_none"] = "" if why in " ".join(context["complaints"]) else why
    return render(request, "scheduling/move.html", context, status=NOT_PASSED if form else 200)


def _whom(therapists: list[Staff], chosen: Staff) -> dict[str, Any]:
    """Whom it could go to, and what to call them; the one it is with may treat no more."""
    names = by_first_name(therapists)
    people = [(one, names[one.pk]) for one in therapists]
    return {"people": people, "chosen": chosen, "who": names.get(chosen.pk, chosen.first_name)}


def _by_day(offers: list[Offer], held: Appointment) -> list[tuple[str, list[Offer]]]:
    """Grouped under the day's name, without the place it has now."""
    days: dict[str, list[Offer]] = {}
    for offer in offers:
        if (offer.starts_at, offer.therapist) != (held.starts_at, held.therapist):
            days.setdefault(offer.day_words, []).append(offer)
    return list(days.items())

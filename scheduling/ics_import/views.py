"""A calendar from elsewhere: the file, the grid to look through, the yes, and taking it all back."""

import uuid
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from clinic import audit
from clinic.access import StaffRequest, allow
from clinic.models import Role, Staff
from clinic.refusals import Refused
from clinic.toasts import toast
from patients.models import Patient
from scheduling.answers import NOT_PASSED
from scheduling.ics_import import bringing, foreseeing, guessing, reading
from scheduling.ics_import.bringing import Asked, Outcome
from scheduling.ics_import.forms import FileForm, Paper, Row, chosen
from scheduling.ics_import.guessing import Guess
from scheduling.ics_import.models import ImportBatch
from scheduling.models import Service

LATELY = 10


@allow(Role.FRONT_DESK, Role.ADMIN)
@require_GET
def import_calendar(request: StaffRequest) -> HttpResponse:
    """The form for the file, and the imports of late."""
    return _start(request, FileForm())


@allow(Role.FRONT_DESK, Role.ADMIN)
@require_POST
def review_import(request: StaffRequest) -> HttpResponse:
    """The file as a grid with a guess at each line; nothing is written."""
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _start(request, form)
    try:
        read = reading.read(form.cleaned_data["file"].read(), form.window)
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return _start(request, form)
    therapist = form.cleaned_data["therapist"]
    paper = Paper(uuid.uuid4(), therapist.pk, read.entries)
    guesses = guessing.of(read.entries, _services(), staff=request.user)
    troubles = foreseeing.troubles(read.entries, guesses, therapist)
    rows = [Row.guessed(n, *one) for n, one in enumerate(zip(read.entries, guesses, troubles, strict=True))]
    shown = {one.pk for guess in guesses for one in guess.people}
    audit.record("searched", by=request.user, ids=sorted(shown), fields=["name"], reason="calendar import")
    return _grid(request, paper, therapist, rows, read=read)


@allow(Role.FRONT_DESK, Role.ADMIN)
@require_POST
def bring_in(request: StaffRequest) -> HttpResponse:
    """Book the ticked lines; those that are refused stay in the grid, each with its reason."""
    try:
        paper = Paper.of(request.POST.get("paper", ""))
        therapist = get_object_or_404(Staff.objects.therapists(), pk=paper.therapist)
        shown = chosen(paper, request.POST, _services(), staff=request.user)
        ticked = {n: one for n, one in shown.items() if f"take-{n}" in request.POST}
        if not ticked:
            toast(request, "No line was ticked, so nothing was booked.", level="refused")
            return _grid(request, paper, therapist, _left(shown, {}, therapist, request.user))
        batch, outcomes = bringing.bring_in(
            key=paper.key, therapist=therapist, asked=list(ticked.values()), by=request.user
        )
    except Refused as refusal:
        toast(request, str(refusal), level="refused")
        return redirect("scheduling:import_calendar")
    done = dict(zip(ticked, outcomes, strict=True))
    rows = _left(shown, done, therapist, request.user)
    imported = batch.imported.select_related(
        "appointment__patient", "appointment__service", "appointment__room"
    )
    booked = sorted((one.appointment for one in imported), key=attrgetter("starts_at"))
    return _grid(request, paper, therapist, rows, batch=batch, booked=booked)


@allow(Role.FRONT_DESK, Role.ADMIN)
@require_POST
def undo_import(request: StaffRequest, batch: int) -> HttpResponse:
    held = get_object_or_404(ImportBatch.objects.visible_to(request.user), pk=batch)
    try:
        stays = bringing.undo(batch=held, by=request.user)
        kept = f" {len(stays)} stay, because they were changed here since." if stays else ""
        toast(request, f"The import is taken back.{kept}")
    except Refused as refusal:
        toast(request, str(refusal), level="refused")
    return redirect("scheduling:import_calendar")


def _start(request: StaffRequest, form: FileForm) -> HttpResponse:
    batches = ImportBatch.objects.visible_to(request.user).select_related("therapist", "made_by", "undone_by")
    context = {"form": form, "batches": batches.annotate(booked=Count("imported"))[:LATELY]}
    status = NOT_PASSED if form.is_bound else 200
    return render(request, "scheduling/ics_import/start.html", context, status=status)


def _grid(
    request: StaffRequest, paper: Paper, therapist: Staff, rows: Sequence[Row], **more: Any
) -> HttpResponse:
    context = {"paper": paper.signed(), "therapist": therapist, "rows": rows, "services": _services(), **more}
    return render(request, "scheduling/ics_import/review.html", context)


def _left(shown: dict[int, Asked], done: dict[int, Outcome], therapist: Staff, staff: Staff) -> list[Row]:
    """The lines that are not booked, as they were chosen: refused ones, and those without a tick."""
    left = {n: one for n, one in shown.items() if not (n in done and done[n].appointment)}
    guesses = guessing.of([one.entry for one in left.values()], _services(), staff=staff)
    said = [
        Guess(_first(one.patient, guess.people), one.patient, one.service)
        for one, guess in zip(left.values(), guesses, strict=True)
    ]
    troubles = foreseeing.troubles([one.entry for one in left.values()], said, therapist)
    return [
        Row(
            n,
            left[n].entry,
            guess.people,
            guess.patient,
            guess.service,
            n in done,
            done[n].refusal if n in done else trouble,
        )
        for n, guess, trouble in zip(left, said, troubles, strict=True)
    ]


def _first(chosen: Patient | None, people: Sequence[Patient]) -> list[Patient]:
    return [*dict.fromkeys([*([chosen] if chosen else []), *people])]


def _services() -> list[Service]:
    return list(Service.objects.bookable())

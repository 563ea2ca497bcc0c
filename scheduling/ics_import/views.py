"""A calendar from elsewhere: the file, the grid to look through, the yes, and taking it all back."""

import uuid
from collections.abc import Sequence
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
from scheduling.answers import NOT_PASSED
from scheduling.ics_import import bringing, guessing, reading
from scheduling.ics_import.bringing import Outcome
from scheduling.ics_import.forms import FileForm, Paper, Row, chosen
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
    rows = [Row.guessed(n, *one) for n, one in enumerate(zip(read.entries, guesses, strict=True))]
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
        asked = chosen(paper, request.POST, _services(), staff=request.user)
        if not asked:
            toast(request, "No line was ticked, so nothing was booked.", level="refused")
            return redirect("scheduling:import_calendar")
        batch, outcomes = bringing.bring_in(
            key=paper.key, therapist=therapist, asked=list(asked.values()), by=request.user
        )
    except Refused as refusal:
        toast(request, str(refusal), level="refused")
        return redirect("scheduling:import_calendar")
    rows = _refused(dict(zip(asked, outcomes, strict=True)), request.user)
    booked = [one.appointment for one in outcomes if one.appointment]
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


def _refused(outcomes: dict[int, Outcome], staff: Staff) -> list[Row]:
    """The lines that were not booked, with what was chosen and why not."""
    left = {n: one for n, one in outcomes.items() if one.refusal}
    guesses = guessing.of([one.asked.entry for one in left.values()], _services(), staff=staff)
    rows = []
    for (n, one), guess in zip(left.items(), guesses, strict=True):
        said = one.asked
        people = dict.fromkeys([*([said.patient] if said.patient else []), *guess.people])
        rows.append(Row(n, said.entry, [*people], said.patient, said.service, take=True, refusal=one.refusal))
    return rows


def _services() -> list[Service]:
    return list(Service.objects.bookable())

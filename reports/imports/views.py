"""Files of other programs: taken in, matched, tried, brought in, and taken back; for admins."""

import csv
import hashlib
from collections.abc import Iterator
from io import StringIO
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clinic import audit
from clinic.access import StaffRequest, allow, fresh, takes_up_to
from clinic.models import Role
from clinic.refusals import Refused
from clinic.toasts import toast
from reports.exports import asking
from reports.imports import given_back, pages, steps, unnamed
from reports.imports.forms import FileForm
from reports.imports.jobs import go_on
from reports.imports.models import Import
from reports.imports.reading.refusals import LARGEST_BYTES
from reports.imports.steps import State

NOT_PASSED = 422
LATELY = 50
MOST_FIELDS = 1000  # of answers to whose a line is


@allow(Role.ADMIN)
@fresh
@takes_up_to(LARGEST_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: StaffRequest) -> HttpResponse:
    """The form for a file, and the imports there were."""
    form = FileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        said, content = form.cleaned_data, form.cleaned_data["file"].read()
        digest = hashlib.sha256(content).hexdigest()
        try:
            batch = steps.upload(
                content,
                kind=said["kind"],
                system=said["system"],
                file_name=said["file"].name or "",
                digest=digest,
                by=request.user,
            )
            return redirect("reports:import_file", batch.pk)
        except Refused as refusal:
            form.add_error("file", str(refusal))
    batches = Import.objects.visible_to(request.user).select_related("made_by")[:LATELY]
    status = NOT_PASSED if form.is_bound else 200
    return render(request, "reports/imports/imports.html", {"form": form, "batches": batches}, status=status)


@allow(Role.ADMIN)
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: StaffRequest, file: int) -> HttpResponse:
    """One file, wherever it is on its way; what is chosen for its columns is posted here."""
    held = _held(request, file)
    if request.method == "POST":
        return _matched(request, held)
    audit.record("opened", held, by=request.user, fields=["import"])
    if held.is_working:
        context: dict[str, Any] = {"progress": pages.progress(held)}
    elif held.state == State.NEW or (held.can_be_matched and "columns" in request.GET):
        context = pages.matching(held)
    elif held.state == State.CHECKED:
        context = pages.checked(held)
    else:
        context = pages.over(held)
    return render(request, "reports/imports/import_file.html", {"batch": held, **context})


def _matched(request: StaffRequest, held: Import) -> HttpResponse:
    """Keep what was chosen; then look through the whole file, or show its first lines again."""
    context = pages.matching(held, request.POST)
    form = context["form"]
    if not form.is_valid():
        return render(
            request, "reports/imports/import_file.html", {"batch": held, **context}, status=NOT_PASSED
        )
    held = steps.choose(held, by=request.user, **form.chosen())
    if request.POST.get("do") != "check":
        return redirect("reports:import_file", held.pk)
    if missing := pages.matching(held)["missing"]:
        toast(request, missing, level="refused")
        return redirect("reports:import_file", held.pk)
    return _begin(request, held, State.CHECKING)


@allow(Role.ADMIN)
@fresh
@require_POST
def whose_import(request: StaffRequest, file: int) -> HttpResponse:
    """Who the names in the file are; with that the whole file is tried once more."""
    held = _held(request, file)
    typed = {key: request.POST.get(f"number-{key}") or said for key, said in _chosen(request)}
    try:
        unnamed.say(held, typed, by=request.user)
    except Refused as refusal:
        toast(request, str(refusal), level="refused")
        return redirect("reports:import_file", held.pk)
    return _begin(request, held, State.CHECKING)


def _chosen(request: StaffRequest) -> Iterator[tuple[str, str]]:
    """Each name's key with what was chosen from its list, which may be nothing."""
    for name in list(request.POST)[:MOST_FIELDS]:
        if name.startswith("patient-"):
            yield name.removeprefix("patient-"), request.POST[name]


@allow(Role.ADMIN)
@fresh
@require_POST
def bring_import(request: StaffRequest, file: int) -> HttpResponse:
    return _begin(request, _held(request, file), State.BRINGING)


@allow(Role.ADMIN)
@require_POST
def stop_import(request: StaffRequest, file: int) -> HttpResponse:
    """Not @fresh: a brake asks for no password. What was brought in stays until it is taken back."""
    steps.stop(_held(request, file), by=request.user)
    return redirect("reports:import_file", file)


@allow(Role.ADMIN)
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def undo_import(request: StaffRequest, file: int) -> HttpResponse:
    """What would go and what would stay; then, if that is said, the rest goes."""
    held = _held(request, file)
    if not held.can_be_undone:
        return redirect("reports:import_file", held.pk)
    found = pages.staying(held)
    if request.method == "POST" and (not found["stay"] or request.POST.get("keep")):
        return _begin(request, held, State.UNDOING)
    audit.record("opened", held, by=request.user, fields=["import"])
    status = NOT_PASSED if request.method == "POST" else 200
    return render(request, "reports/imports/undo_import.html", {"batch": held, **found}, status=status)


@allow(Role.ADMIN)
@fresh
@require_POST
def forget_import(request: StaffRequest, file: int) -> HttpResponse:
    try:
        steps.forget(_held(request, file), by=request.user)
        toast(request, "The file is gone, and all that was read from it.")
    except Refused as refusal:
        toast(request, str(refusal), level="refused")
    return redirect("reports:imports")


@allow(Role.ADMIN)
@require_GET
def import_progress(request: StaffRequest, file: int) -> HttpResponse:
    """The bar alone, asked for again and again; when the worker is through, the whole page."""
    held = _held(request, file)
    if not held.is_working:
        return HttpResponse(headers={"HX-Redirect": reverse("reports:import_file", args=[held.pk])})
    context = {"batch": held, "progress": pages.progress(held)}
    return render(request, "reports/imports/_progress.html", context)


@allow(Role.ADMIN)
@fresh
@require_GET
def import_left_out(request: StaffRequest, file: int) -> StreamingHttpResponse:
    """The lines that were left out, to be mended and brought in by themselves."""
    held = _held(request, file)
    many = held.counts.get("skip", 0)
    return _lines(request, held, "left out", given_back.left_out(held), many=many)


@allow(Role.ADMIN)
@fresh
@require_GET
def import_in_part(request: StaffRequest, file: int) -> StreamingHttpResponse:
    """The lines that are taken, but not as they stand, to be seen to by hand."""
    held = _held(request, file)
    many = held.counts.get("in_part", 0)
    return _lines(request, held, "in part", given_back.in_part(held), many=many)


def _lines(
    request: StaffRequest, held: Import, what: str, lines: Iterator[list[str]], *, many: int
) -> StreamingHttpResponse:
    asking.taken_at_once([f"lines {what}", "csv"], rows=many, people=many, by=request.user, of=held)
    name = f"{what.replace(' ', '-')}-{held.pk}.csv"
    return StreamingHttpResponse(
        _written(lines),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _held(request: StaffRequest, file: int) -> Import:
    rows = Import.objects.visible_to(request.user).select_related("made_by", "undone_by")
    return get_object_or_404(rows, pk=file)


def _begin(request: StaffRequest, held: Import, step: str) -> HttpResponse:
    try:
        steps.begin(held, step, by=request.user)
        go_on.defer(batch=held.pk)
    except Refused as refusal:
        toast(request, str(refusal), level="refused")
    return redirect("reports:import_file", held.pk)


def _written(lines: Iterator[list[str]]) -> Iterator[str]:
    for line in lines:
        written = StringIO()
        csv.writer(written).writerow(line)
        yield written.getvalue()

"""The pages of posture: all notes of a patient, one of them, two beside each other, a new one."""

from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.forms import UUIDField
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from clinic import audit
from clinic.access import StaffRequest, allow
from clinic.models import Role
from patients.models import PostureNote
from patients.posture import assessing, comparing, overlay, sheet
from patients.posture.pages import chart_for, note_for, notes_of, page

SHOWN = 40


@allow(Role.THERAPIST, Role.ADMIN)
@require_GET
def posture(request: StaffRequest, number: int) -> HttpResponse:
    """What the last assessment says, each finding over time, and all notes."""
    patient = chart_for(request, number)
    notes = [*notes_of(request, patient).newest_first()[:SHOWN]]
    audit.record("opened", patient, by=request.user, fields=["posture"])
    latest = notes[0] if notes else None
    context = {
        "notes": notes,
        "latest": latest,
        "findings": [row for row in sheet.in_order(latest) if not row.carried] if latest else [],
        "patterns": sheet.suggested(latest) if latest else [],
        "trends": comparing.trends(notes),
        "mine": latest if latest and assessing.may_write(latest, request.user) else None,
        "key": uuid4(),
    }
    return page(request, "list", patient, context)


@allow(Role.THERAPIST)
@require_POST
def posture_new(request: StaffRequest, number: int) -> HttpResponse:
    """Begin an assessment, empty or as last time; the same form sent twice begins one."""
    patient = chart_for(request, number)
    try:
        key = UUIDField().clean(request.POST.get("key", ""))
    except ValidationError:
        key = uuid4()
    note = assessing.begin(patient, key=key, same="same" in request.POST, by=request.user)
    return redirect("patients:posture_assess", number, note.pk)


@allow(Role.THERAPIST, Role.ADMIN)
@require_GET
def posture_note(request: StaffRequest, number: int, note: int) -> HttpResponse:
    """One assessment, to read and to print."""
    found = note_for(request, number, note)
    audit.record("opened", found, by=request.user)
    photos = [*found.photos.order_by("view")]
    standing = [photo for photo in photos if not photo.withdrawn_at]
    context = {
        "note": found,
        "before": assessing.before(found.patient, found),
        "rows": sheet.in_order(found),
        "patterns": sheet.suggested(found),
        "distances": sheet.plumb_lines(found),
        "photos": standing,
        "withdrawn": len(photos) - len(standing),
        "may_write": assessing.may_write(found, request.user),
    }
    return page(request, "note", found.patient, context)


@allow(Role.THERAPIST, Role.ADMIN)
@require_GET
def posture_compare(request: StaffRequest, number: int) -> HttpResponse:
    """Two assessments, finding by finding, and their photos side by side and over each other."""
    patient = chart_for(request, number)
    notes = [*notes_of(request, patient).newest_first()[:SHOWN]]
    now = _chosen(notes, request.GET.get("to", "")) or (notes[0] if notes else None)
    earlier = [note for note in notes if now and note.assessed_at < now.assessed_at]
    then = _chosen(notes, request.GET.get("from", "")) or (earlier[0] if earlier else None)
    if now and then and then.assessed_at > now.assessed_at:
        then, now = now, then
    audit.record("opened", patient, by=request.user, fields=["posture"])
    context: dict[str, Any] = {"notes": notes, "then": then, "now": now, "changes": [], "pairs": []}
    if then and now and then != now:
        photos = overlay.standing(notes)
        pairs = overlay.pairs(then, now, photos)
        photographed = [] if pairs else overlay.alike(now, notes, photos)
        changes = comparing.changes(then, now)
        context |= {"changes": changes, "pairs": pairs, "photographed": photographed}
    return page(request, "compare", patient, context)


def _chosen(notes: list[PostureNote], asked: str) -> PostureNote | None:
    """Nonsense, and another patient's, is none."""
    return next((note for note in notes if str(note.pk) == asked), None)


@allow(Role.THERAPIST)
@require_POST
def posture_confirm(request: StaffRequest, number: int, note: int) -> HttpResponse:
    """All that is still as last time was looked at."""
    found = note_for(request, number, note)
    assessing.confirm(found, by=request.user)
    return redirect("patients:posture_assess", number, note)

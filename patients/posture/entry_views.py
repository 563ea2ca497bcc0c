"""Answering an assessment: the page with the silhouettes, and each answer as it is given."""

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from clinic import audit, clock
from clinic.access import StaffRequest, allow
from clinic.models import Role
from clinic.refusals import Refused
from clinic.toasts import toast
from patients.models import Patient, PostureFinding, PostureNote
from patients.posture import assessing, overlay, patterns, places, sheet
from patients.posture.forms import PLUMB, AnswerForm, PlumbForm, WordsForm
from patients.posture.pages import error, last_before, note_for, page, wants_json

TYPED = ("side", "measure", "value", "grade", "words")


@allow(Role.THERAPIST)
@require_GET
def posture_assess(request: StaffRequest, number: int, note: int) -> HttpResponseBase:
    """The form, one view at a time; what is closed is read instead."""
    found = note_for(request, number, note)
    if not assessing.may_write(found, request.user):
        return redirect("patients:posture_note", number, note)
    audit.record("opened", found, by=request.user)
    return _assess_page(request, found, request.GET.get("view", ""))


def _assess_page(
    request: StaffRequest,
    note: PostureNote,
    tab: str,
    *,
    tried: Mapping[sheet.Key, sheet.Tried] | None = None,
    words: WordsForm | None = None,
    plumb: PlumbForm | None = None,
    theirs: str = "",
    status: int = 200,
) -> HttpResponse:
    tab = tab if tab in dict(sheet.TABS) else "front"
    patient = note.patient
    earlier = last_before(request, note)
    groups = sheet.groups(note, tab, earlier, overlay.measured(note), tried)
    context = {
        "note": note,
        "before": earlier,
        **_drawn(patient, tab),
        "groups": groups,
        "dots": sheet.dots(tab, groups),
        "patterns": sheet.suggested(note),
        "known_patterns": patterns.PATTERNS,
        "carried": sum(row.carried for row in note.findings.all()),
        "plumb": plumb or (PlumbForm(view=tab, initial=sheet.distances(note, tab)) if tab in PLUMB else None),
        "words": words or WordsForm(initial={"words": note.words, "version": note.words_version}),
        "theirs": theirs,
    }
    return page(request, "assess", patient, context, status=status)


def _drawn(patient: Patient, tab: str) -> dict[str, Any]:
    return {"tab": tab, "tabs": sheet.TABS, "outline": places.outline(patient.figure, tab)}


@allow(Role.THERAPIST)
@require_POST
def posture_answer(request: StaffRequest, number: int, note: int) -> HttpResponseBase:
    """Keep one finding; what cannot be kept stays in its row, with the reason."""
    found = note_for(request, number, note)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _unkept(request, found, form, _first(form))
    said = form.cleaned_data
    where = (said["sign"], said["side"], said["view"])
    try:
        row = assessing.answer(found, *where, form.said(), version=said["version"], by=request.user)
    except assessing.ChangedElsewhere as meanwhile:
        return _unkept(request, found, form, str(meanwhile), theirs=meanwhile)
    except Refused as refusal:
        return _unkept(request, found, form, str(refusal))
    if wants_json(request):
        return JsonResponse(_kept(note_for(request, number, note), row))
    return _back(request, found, f"at-{said['sign'].spot}")


def _kept(note: PostureNote, row: PostureFinding | None) -> dict[str, Any]:
    """What the page's script shows after an answer."""
    return {
        "version": row.version if row else 0,
        "present": bool(row and row.present),
        "saved_at": f"{clock.local(note.saved_at):%H:%M}",
        "patterns": [pattern.slug for pattern in sheet.suggested(note)],
        "carried": sum(each.carried for each in note.findings.all()),
    }


def _unkept(
    request: StaffRequest,
    note: PostureNote,
    form: AnswerForm,
    sentence: str,
    *,
    theirs: assessing.ChangedElsewhere | None = None,
) -> HttpResponseBase:
    """To the script an error, with what is stored where somebody was faster; else the page as typed."""
    status = 409 if theirs else 422
    stored = theirs.theirs if theirs else None
    version = stored.version if stored else 0
    if wants_json(request):
        more = {"theirs": _as_typed(stored), "version": version} if theirs else {}
        return error(sentence, status, **more)
    sign = form.cleaned_data.get("sign")
    if sign is None:
        toast(request, sentence, level="refused")
        return _back(request, note)
    if theirs:
        sentence += f" Stored now: {stored.in_words if stored else 'nothing'}. Saving again keeps yours."
    else:
        version = form.cleaned_data.get("version") or 0
    typed = {name: request.POST.get(name, "") for name in TYPED}
    side = typed["side"] if sign.sides == "each" else "midline"
    tried = {(sign.pk, side): sheet.Tried(typed, sentence, version)}
    return _assess_page(request, note, request.POST.get("tab", ""), tried=tried, status=status)


def _as_typed(row: PostureFinding | None) -> dict[str, str]:
    """The stored finding in the fields' own words."""
    if row is None:
        return dict.fromkeys(TYPED, "") | {"shown": "nothing"}
    values = (row.side, row.measure_id, row.value, row.grade, row.words)
    typed = {name: "" if value is None else str(value) for name, value in zip(TYPED, values, strict=True)}
    return {**typed, "shown": row.in_words}


@allow(Role.THERAPIST)
@require_POST
def posture_plumb(request: StaffRequest, number: int, note: int) -> HttpResponseBase:
    """The distances from the plumb line in one view."""
    found = note_for(request, number, note)
    tab = request.POST.get("tab", "")
    if tab not in PLUMB:
        return _refused(request, found, "There is no plumb line in this view.")
    form = PlumbForm(request.POST, view=tab)
    if not form.is_valid():
        return _again(request, found, _first(form), plumb=form)
    try:
        assessing.plumb(found, tab, form.cleaned_data, by=request.user)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _again(request, found, str(refusal), plumb=form, status=409)
    return _saved(request, number, note, "plumb")


@allow(Role.THERAPIST)
@require_POST
def posture_words(request: StaffRequest, number: int, note: int) -> HttpResponseBase:
    """The free notes; where another window saved others, both are shown."""
    found = note_for(request, number, note)
    tab = request.POST.get("tab", "")
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _again(request, found, _first(form), words=form)
    typed = form.cleaned_data
    try:
        assessing.write(found, typed["words"], version=typed["version"], by=request.user)
    except assessing.ChangedElsewhere as meanwhile:
        theirs, version = meanwhile.theirs.words, meanwhile.theirs.words_version
        if wants_json(request):
            return error(str(meanwhile), 409, theirs={"words": theirs, "shown": theirs}, version=version)
        again = WordsForm(initial={"words": typed["words"], "version": version})
        return _assess_page(request, found, tab, words=again, theirs=theirs, status=409)
    except Refused as refusal:
        form.add_error("words", str(refusal))
        return _again(request, found, str(refusal), words=form, status=409)
    return _saved(request, number, note, "words")


def _saved(request: StaffRequest, number: int, note: int, part: str) -> HttpResponseBase:
    found = note_for(request, number, note)
    if wants_json(request):
        saved_at = f"{clock.local(found.saved_at):%H:%M}"
        return JsonResponse({"version": found.words_version, "saved_at": saved_at})
    return _back(request, found, part)


def _again(
    request: StaffRequest,
    note: PostureNote,
    sentence: str,
    *,
    words: WordsForm | None = None,
    plumb: PlumbForm | None = None,
    status: int = 422,
) -> HttpResponseBase:
    """The page with the form that was refused as it was typed; to the script, which has it, why."""
    if wants_json(request):
        return error(sentence, status)
    tab = request.POST.get("tab", "")
    return _assess_page(request, note, tab, words=words, plumb=plumb, status=status)


def _refused(request: StaffRequest, note: PostureNote, sentence: str) -> HttpResponseBase:
    if wants_json(request):
        return error(sentence, 409)
    toast(request, sentence, level="refused")
    return _back(request, note)


def _back(request: StaffRequest, note: PostureNote, anchor: str = "") -> HttpResponseBase:
    """To the view that the form stands in."""
    tab = request.POST.get("tab", "")
    place = reverse("patients:posture_assess", args=[note.patient.number, note.pk])
    return redirect(
        place + (f"?view={tab}" if tab in dict(sheet.TABS) else "") + (f"#{anchor}" if anchor else "")
    )


def _first(form: Form) -> str:
    name, errors = next(iter(form.errors.items()))
    label = form.fields[name].label if name in form.fields else ""
    return f"{label}: {errors[0]}" if label else str(errors[0])

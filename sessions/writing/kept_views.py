"""The page of words kept ready: add, change, remove, and put back."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from clinic.access import StaffRequest, allow
from clinic.models import Role
from clinic.refusals import Refused
from clinic.toasts import toast
from sessions.writing import kept
from sessions.writing.forms import WordsForm
from sessions.writing.models import NoteTemplate, Phrase, Section

MODELS = {"phrase": Phrase, "template": NoteTemplate}


@allow(Role.THERAPIST, Role.ADMIN)
@require_http_methods(["GET", "POST"])
def phrases(request: StaffRequest) -> HttpResponse:
    """All that this person may use, and a form for more."""
    form = _form(request, {"kind": "phrase"})
    if request.method == "POST" and form.is_valid():
        try:
            words = kept.keep(**form.cleaned_data, by=request.user)
            toast(request, f"{words.name} is kept ready.")
            return redirect("sessions:phrases")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _page(request, form, status=422 if form.errors else 200)


@allow(Role.THERAPIST, Role.ADMIN)
@require_http_methods(["GET", "POST"])
def phrase(request: StaffRequest, kind: str, key: int) -> HttpResponse:
    """One of them, to change."""
    words = _words(request, kind, key)
    told = {
        "kind": kept.kind_of(words), "section": words.section, "name": words.name,
        "text": words.text, "shared": words.owner_id is None,
    }  # fmt: skip
    form = _form(request, told)
    if request.method == "POST" and form.is_valid():
        try:
            kept.change(words, **form.cleaned_data, by=request.user)
            toast(request, f"{form.cleaned_data['name']} is changed.")
            return redirect("sessions:phrases")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "words": words}
    return render(request, "sessions/writing/phrase.html", context, status=422 if form.errors else 200)


@allow(Role.THERAPIST, Role.ADMIN)
@require_POST
def remove_phrase(request: StaffRequest, kind: str, key: int) -> HttpResponse:
    words = _words(request, kind, key)
    kept.remove(words, by=request.user)
    toast(request, f"{words.name} is removed.", undo=reverse("sessions:restore_phrase", args=[kind, key]))
    return redirect("sessions:phrases")


@allow(Role.THERAPIST, Role.ADMIN)
@require_POST
def restore_phrase(request: StaffRequest, kind: str, key: int) -> HttpResponse:
    words = _words(request, kind, key)
    kept.restore(words, by=request.user)
    toast(request, f"{words.name} is back.")
    return redirect("sessions:phrases")


def _form(request: StaffRequest, told: dict[str, Any]) -> WordsForm:
    """Who writes no notes keeps words ready for everybody only."""
    return WordsForm(request.POST or None, initial=told, writes_notes=request.user.has(Role.THERAPIST))


def _page(request: StaffRequest, form: WordsForm, *, status: int = 200) -> HttpResponse:
    words = [(kept.kind_of(each), each) for each in kept.visible(request.user)]
    groups = [
        (label, [pair for pair in words if pair[1].section == section])
        for section, label in [*Section.choices, ("", "Any section")]
    ]
    context = {"form": form, "groups": [group for group in groups if group[1]]}
    return render(request, "sessions/writing/phrases.html", context, status=status)


def _words(request: StaffRequest, kind: str, key: int) -> Any:
    if kind not in MODELS:
        raise Http404
    return get_object_or_404(MODELS[kind].objects.visible_to(request.user), pk=key)

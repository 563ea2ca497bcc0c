"""Pages of the clinic's own: home care, protocols, defaults of plans, thresholds of measures."""

from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from clinic.access import StaffRequest, allow
from clinic.models import Role
from clinic.refusals import Refused
from clinic.toasts import toast
from sessions.courses import library as rules
from sessions.courses import protocols as protocol_rules
from sessions.courses.models import CourseDefault, HomeCareItem, Measure, Protocol
from sessions.courses.pages import reads_or_sends, status_of
from sessions.courses.settings_forms import (
    LINES_MORE,
    STEPS_MOST,
    DefaultForm,
    ItemForm,
    MeasureForm,
    ProtocolForm,
    StepForms,
    known_muscles,
)


@allow(Role.THERAPIST, Role.ADMIN)
@require_GET
def library(request: StaffRequest) -> HttpResponse:
    """All items by kind, those out of use last."""
    items = HomeCareItem.objects.select_related("muscle").order_by("-active", "kind", "name")
    return render(request, "sessions/courses/library.html", {"items": items})


@allow(Role.THERAPIST, Role.ADMIN)
@reads_or_sends
def library_item(request: StaffRequest, item: int = 0) -> HttpResponse:
    """One item to change; 0 for a new one."""
    held = get_object_or_404(HomeCareItem.objects.all(), pk=item) if item else None
    shown = (
        {name: getattr(held, name) for name in rules.ITEM} | {"version": held.version}
        if held
        else {"version": 0}
    )
    form = ItemForm(request.POST if request.method == "POST" else None, initial=shown)
    if form.is_valid():
        said = dict(form.cleaned_data)
        version = said.pop("version")
        try:
            saved = rules.write_item(held, said, version=version, by=request.user)
            toast(request, f"{saved.name} is saved. What was given before keeps its words.")
            return redirect("sessions:library")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"item": held, "form": form}
    return render(request, "sessions/courses/library_item.html", context, status=status_of(request))


@allow(Role.THERAPIST, Role.ADMIN)
@require_GET
def protocols(request: StaffRequest) -> HttpResponse:
    rows = Protocol.objects.prefetch_related("steps__muscle__clinic").order_by("-active", "name")
    return render(request, "sessions/courses/protocols.html", {"protocols": rows})


@allow(Role.THERAPIST, Role.ADMIN)
@reads_or_sends
def protocol(request: StaffRequest, protocol: int = 0) -> HttpResponse:
    """One protocol with its steps; 0 for a new one."""
    held = get_object_or_404(Protocol.objects.all(), pk=protocol) if protocol else None
    sent = request.POST if request.method == "POST" else None
    form = ProtocolForm(sent, initial=_protocol(held))
    known: dict[str, Any] = {
        "prefix": "steps",
        "initial": _steps(held),
        "form_kwargs": {"muscles": known_muscles()},
    }
    steps = StepForms(sent, **known)
    if sent and "more" in sent:
        form = ProtocolForm(initial={**sent.dict(), "active": "active" in sent})
        steps = StepForms(_with_more(sent), **known)
    elif form.is_valid() and steps.is_valid():
        said = dict(form.cleaned_data)
        version = said.pop("version")
        told = [one for line in steps if (one := line.step())]
        try:
            saved = protocol_rules.write(held, said, told, version=version, by=request.user)
            toast(request, f"{saved.name} is saved.")
            return redirect("sessions:protocols")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"protocol": held, "form": form, "steps": steps}
    return render(request, "sessions/courses/protocol.html", context, status=status_of(request))


def _with_more(sent: QueryDict) -> QueryDict:
    """What was typed so far, with lines for more points below it."""
    asked, total = sent.copy(), sent.get("steps-TOTAL_FORMS", "")
    if total.isascii() and total.isdigit() and len(total) < 4:
        asked["steps-TOTAL_FORMS"] = str(min(int(total) + LINES_MORE, STEPS_MOST))
    return asked


def _protocol(held: Protocol | None) -> dict[str, Any]:
    if held is None:
        return {"version": 0, "active": True}
    return {name: getattr(held, name) for name in ("name", "about", "active", "version")}


def _steps(held: Protocol | None) -> list[dict[str, Any]]:
    names = ("muscle", "side", "code", "words")
    return [{name: getattr(step, name) for name in names} for step in held.steps.all()] if held else []


@allow(Role.THERAPIST, Role.ADMIN)
@require_GET
def course_settings(request: StaffRequest) -> HttpResponse:
    """Numbers that plans begin with and that outcomes are judged by, with their sources."""
    return _settings(request)


def _settings(request: StaffRequest, failed: forms.Form | None = None, of: str = "") -> HttpResponse:
    """failed: a form as it was sent, for the row called of."""
    kinds = [(kind, _form(DefaultForm, kind, rules.DEFAULT)) for kind in CourseDefault.objects.all()]
    measures = [
        (one, _form(MeasureForm, one, (*rules.THRESHOLDS, "version"))) for one in Measure.objects.all()
    ]
    context = {
        "kinds": [(kind, failed if failed and kind.pk == of else form) for kind, form in kinds],
        "measures": [(one, failed if failed and one.pk == of else form) for one, form in measures],
        "may_set": rules.may_set(request.user),
        "failed": of if failed else "",
    }
    return render(request, "sessions/courses/settings.html", context, status=422 if failed else 200)


def _form(kind: Any, row: Any, names: tuple[str, ...]) -> forms.Form:
    form: forms.Form = kind(initial={name: getattr(row, name) for name in names}, auto_id=f"{row.pk}-%s")
    return form


@allow(Role.THERAPIST, Role.ADMIN)
@require_POST
def course_default(request: StaffRequest, preset: str) -> HttpResponse:
    held = get_object_or_404(CourseDefault.objects.all(), pk=preset)
    form = DefaultForm(request.POST, auto_id=f"{preset}-%s")
    if form.is_valid():
        try:
            rules.write_default(held, form.cleaned_data, by=request.user)
            toast(request, f"New plans of the kind {held.name.lower()} begin with these numbers.")
            return redirect("sessions:course_settings")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _settings(request, form, preset)


@allow(Role.THERAPIST, Role.ADMIN)
@require_POST
def course_measure(request: StaffRequest, measure: str) -> HttpResponse:
    held = get_object_or_404(Measure.objects.all(), pk=measure)
    form = MeasureForm(request.POST, auto_id=f"{measure}-%s")
    if form.is_valid():
        said = dict(form.cleaned_data)
        version = said.pop("version")
        try:
            rules.write_measure(held, said, version=version, by=request.user)
            toast(request, f"Outcomes of {held} taken from now on are judged by these numbers.")
            return redirect("sessions:course_settings")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _settings(request, form, measure)

"""One point in full: its page without a script, its treatments, and how the editor is left."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clinic import audit
from clinic.access import StaffRequest, allow
from clinic.models import Clinic, Role
from clinic.toasts import toast
from patients import header, screening
from sessions import criteria_setting, point_page, point_sheet, treating
from sessions import habits as kept
from sessions.answers import (
    comes_back,
    first_error,
    refusals_answered,
    refused,
    require,
    saved,
    session_for,
)
from sessions.forms import PointForm
from sessions.models import PointFinding, Treatment, TreatmentSession
from sessions.opening import finding_to_change
from sessions.point_forms import TreatForm, TreatmentForm
from sessions.setting_forms import CriteriaForm, HabitsForm

Page = dict[str, Any]


@allow(Role.THERAPIST)
@require_GET
def new_point(request: StaffRequest, pk: int) -> HttpResponseBase:
    """A point chosen by name, as a plain form."""
    return _page(request, pk, "new_point", lambda _: {"point_form": PointForm()})


def new_point_again(request: StaffRequest, pk: int, *, sentence: str) -> HttpResponseBase:
    """The same form as it was sent, with why no point was placed."""
    form = PointForm(request.POST, whole=True)
    if form.is_valid():
        form.add_error(None, sentence)
    return _page(request, pk, "new_point", lambda _: {"point_form": form}, sentence)


@allow(Role.THERAPIST)
@require_GET
def point(request: StaffRequest, pk: int, finding: int) -> HttpResponseBase:
    """All that can be said of a point, as plain forms."""
    return _page(
        request,
        pk,
        "point",
        lambda held: point_page.context(held, _finding(request, pk, finding), kept.of(request.user)),
    )


def point_again(
    request: StaffRequest, pk: int, finding: int = 0, treatment: int = 0, *, sentence: str
) -> HttpResponseBase:
    """The point's page with the form that was refused as it was sent, and why."""
    found = _treatment(request, pk, treatment).finding_id if treatment else finding
    tried = point_page.Tried(_form_of(request, treatment), request.POST, sentence)

    def shown(held: TreatmentSession) -> Page:
        return point_page.context(held, _finding(request, pk, found), kept.of(request.user), tried)

    return _page(request, pk, "point", shown, sentence)


def _form_of(request: StaffRequest, treatment: int) -> str:
    if treatment:
        return str(treatment)
    if "technique" in request.POST:
        return "new"
    return "found" if request.POST.keys() >= {"referrals", "parent"} else "scores"


@allow(Role.THERAPIST)
@require_POST
@comes_back(point_again)
def treat(request: StaffRequest, pk: int, finding: int) -> HttpResponseBase:
    found = finding_to_change(request.user, pk, finding)
    form = TreatForm(request.POST)
    require(form)
    given = treating.treat(finding=found, **form.cleaned_data, by=request.user)
    if not given.repeated:
        kept.keep(request.user, technique=given.technique)
    return saved(request, pk, _answer(given), status=200 if given.repeated else 201)


@allow(Role.THERAPIST)
@require_POST
@comes_back(point_again)
def change(request: StaffRequest, pk: int, treatment: int) -> HttpResponseBase:
    form = TreatmentForm(request.POST)
    row = _treatment(request, pk, treatment)
    require(form)
    changed = treating.change(treatment=row, **form.cleaned_data, by=request.user)
    return saved(request, pk, _answer(changed))


@allow(Role.THERAPIST)
@require_POST
@refusals_answered
def untreat(request: StaffRequest, pk: int, treatment: int) -> HttpResponseBase:
    row = _treatment(request, pk, treatment)
    treating.remove(treatment=row, by=request.user)
    return saved(request, pk, {"removed": treatment, "orders": _orders(row)})


@allow(Role.THERAPIST)
@require_POST
def habits(request: StaffRequest) -> HttpResponse:
    """Keep how the editor is left; nothing of a patient comes here."""
    form = HabitsForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"error": first_error(form)}, status=422)
    kept.keep(request.user, **form.changes())
    return JsonResponse(kept.of(request.user))


@allow(Role.ADMIN)
@require_http_methods(["GET", "POST"])
def criteria(request: StaffRequest) -> HttpResponse:
    """How many of the three signs make a trigger point in this clinic."""
    form = CriteriaForm(request.POST or None, initial={"min_signs": Clinic.current().min_signs})
    if form.is_valid():
        criteria_setting.keep(min_signs=form.cleaned_data["min_signs"], by=request.user)
        toast(request, "Saved. It holds for notes that are still open.")
        return redirect("sessions:criteria")
    return render(request, "sessions/criteria.html", {"form": form}, status=422 if form.errors else 200)


def _page(
    request: StaffRequest,
    pk: int,
    name: str,
    shown: Callable[[TreatmentSession], Page],
    sentence: str = "",
) -> HttpResponseBase:
    """A page of an open session under its patient's header; whoever cannot change it reads it instead.

    sentence: why a form of the page was refused.
    """
    treatment_session = session_for(request.user, pk)
    if treatment_session.is_signed or treatment_session.therapist_id != request.user.pk:
        return refused(request, pk, sentence) if sentence else redirect("sessions:detail", pk)
    audit.record("opened", treatment_session, by=request.user)
    page = {"treatment_session": treatment_session, **shown(treatment_session)}
    patient = treatment_session.patient
    page |= header.of(patient, request.user, screening.of(patient))
    return render(request, f"sessions/{name}.html", page, status=422 if sentence else 200)


def _finding(request: StaffRequest, pk: int, key: int) -> PointFinding:
    rows = PointFinding.objects.visible_to(request.user).select_related("treatment_session", "point__muscle")
    return get_object_or_404(rows, treatment_session=pk, pk=key)


def _treatment(request: StaffRequest, pk: int, key: int) -> Treatment:
    rows = Treatment.objects.visible_to(request.user).select_related("treatment_session")
    return get_object_or_404(rows, treatment_session=pk, pk=key)


def _answer(given: Treatment) -> dict[str, Any]:
    return {"treatment": point_sheet.treatment(given), "orders": _orders(given)}


def _orders(given: Treatment) -> dict[str, int]:
    rows = Treatment.objects.filter(treatment_session=given.treatment_session_id)
    return {str(key): order for key, order in rows.values_list("pk", "order")}

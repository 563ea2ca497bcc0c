"""What is asked before a visit, and what is decided about each caution."""

from typing import Any, NoReturn

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from clinic import audit, clock
from clinic.access import StaffRequest, allow
from clinic.models import Role
from clinic.refusals import Refused
from clinic.toasts import toast
from patients import header, screening
from patients.door import patient_for, refuse
from patients.models import Patient, Reading, Settlement
from patients.settling import deciding, page, taking
from patients.settling.forms import CorrectionForm, TodayForm, WithdrawalForm

NOT_PASSED = 422
LONGEST_KEY = 18
reads_or_sends = require_http_methods(["GET", "HEAD", "POST"])


@allow(Role.THERAPIST, Role.ADMIN)
@reads_or_sends
def today(request: StaffRequest, number: int) -> HttpResponse:
    """Before you start: has anything changed, what did the cuff say; and what was said earlier today."""
    patient = _open_chart(request, number)
    form = TodayForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _taken(request, patient, form)
    return _today_page(request, patient, {"form": form})


@allow(Role.THERAPIST, Role.ADMIN)
@reads_or_sends
def correct(request: StaffRequest, number: int, reading: int) -> HttpResponse:
    """Put right a reading of today, with a reason; the mistaken one stays to be read."""
    patient = _open_chart(request, number)
    rows = Reading.objects.visible_to(request.user).filter(patient=patient).select_related("patient")
    mistaken = get_object_or_404(rows, pk=reading)
    form = CorrectionForm(request.POST if request.method == "POST" else None, corrects=mistaken)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            taking.correct(mistaken, reason=reason, by=request.user, **form.values)
            toast(request, "The reading is corrected. Both stay in the record.")
            return redirect("patients:today", number)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _today_page(request, patient, {"form": form, "mistaken": mistaken})


@allow(Role.THERAPIST, Role.ADMIN)
@reads_or_sends
def cautions(request: StaffRequest, number: int) -> HttpResponse:
    """Every caution with what was and may be decided about it, and what was not asked yet."""
    patient = _open_chart(request, number)
    sent = request.POST if request.method == "POST" else None
    shown = screening.of(patient)
    tried = page.tried(sent, shown) if sent is not None else None
    if tried and tried.form.is_valid():
        try:
            tried.act(patient, by=request.user)
            toast(request, tried.done)
            return redirect("patients:cautions", number)
        except Refused as refusal:
            tried.form.add_error(None, str(refusal))
    return _cautions_page(
        request,
        patient,
        shown,
        tried,
        lost=sent is not None and tried is None,
        refused=page.refused(tried, shown, request.user) if tried else "",
    )


def _cautions_page(
    request: StaffRequest,
    patient: Patient,
    shown: screening.Cautions,
    tried: page.Tried | None = None,
    **more: Any,
) -> HttpResponse:
    audit.record("opened", patient, by=request.user, fields=["cautions"])
    context = {
        **header.of_record(patient, request.user, shown),
        "decisions": page.decisions(shown, patient, request.user, tried),
        "earlier": page.earlier(patient),
        **more,
    }
    status = NOT_PASSED if request.method == "POST" else 200
    return render(request, "patients/cautions.html", context, status=status)


@allow(Role.THERAPIST)
@require_POST
def withdraw(request: StaffRequest, number: int, settlement: int) -> HttpResponse:
    """Take a letter, an override or a closing back; a reason that says too little stays beside it."""
    patient = _open_chart(request, number)
    rows = Settlement.objects.visible_to(request.user).filter(patient=patient).select_related("patient")
    held = get_object_or_404(rows, pk=settlement)
    form = WithdrawalForm(request.POST)
    if form.is_valid():
        try:
            deciding.withdraw(held, **form.cleaned_data, by=request.user)
            toast(request, "It is taken back, and stays in the record.")
            return redirect("patients:cautions", number)
        except Refused as refusal:
            form.add_error("reason", str(refusal))
    return _cautions_page(request, patient, screening.of(patient), withdrawal=form, withdraws=held.pk)


def _open_chart(request: StaffRequest, number: int) -> Patient:
    """The patient, whose chart is open to this person; only therapists send anything."""
    if request.method == "POST" and not request.user.has(Role.THERAPIST):
        _forbid(request)
    patient = patient_for(request, number)
    if not patient.chart_open:
        refuse(request, patient)
    return patient


def _forbid(request: StaffRequest) -> NoReturn:
    audit.record("refused", by=request.user, reason="cautions", outcome="refused")
    raise PermissionDenied


def _taken(request: StaffRequest, patient: Patient, form: TodayForm) -> HttpResponse:
    reading = taking.take(patient, by=request.user, **form.values)
    stops = screening.of(patient).blocks
    if stops:
        toast(request, f"Do not treat today. {stops[0].rule.message}", level="refused")
    else:
        toast(request, "Written down for today.")
    if reading.changed:
        toast(request, "Something has changed: ask the questions again.", level="info")
        return redirect("patients:history", patient.number)
    return redirect(_back(request, patient))


def _back(request: StaffRequest, patient: Patient) -> str:
    """To where the questions were asked: the session's first tab, My day, or the page of today."""
    session = request.POST.get("session", "")
    if session.isascii() and session.isdigit() and len(session) <= LONGEST_KEY:
        return reverse("sessions:chart", args=[session]) + "#tab-prepare"
    if request.POST.get("next") == "my_day":
        return reverse("sessions:my_day")
    return reverse("patients:today", args=[patient.number])


def _today_page(request: StaffRequest, patient: Patient, more: dict[str, Any]) -> HttpResponse:
    audit.record("opened", patient, by=request.user, fields=["readings"])
    context = {
        **header.of_record(patient, request.user, screening.of(patient)),
        "readings": taking.of_day(patient, clock.today()),
        "next": (request.POST if request.method == "POST" else request.GET).get("next", ""),
        **more,
    }
    status = NOT_PASSED if more["form"].is_bound else 200
    return render(request, "patients/today.html", context, status=status)

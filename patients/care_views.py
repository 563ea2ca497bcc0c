"""A record opened for one hour, its care team, and the alerts that stand above it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from clinic import audit
from clinic.access import StaffRequest, allow, fresh
from clinic.models import Role
from clinic.refusals import Refused
from clinic.toasts import toast
from patients import alerts as alert_rules
from patients import care, header, summary
from patients.care_forms import AlertForm, GlassForm, MemberForm
from patients.door import patient_for, refuse
from patients.models import CareTeam, Patient

NOT_PASSED = 422
reads_or_sends = require_http_methods(["GET", "HEAD", "POST"])


@allow(Role.THERAPIST, Role.ADMIN)
@reads_or_sends
@fresh
def open(request: StaffRequest, number: int) -> HttpResponse:  # noqa: A001  one word with its address
    """Break the glass: what is written down, who is told, and the reason; then the summary for one hour.

    for=copy in the address: then on to the copy that is to be given out.
    """
    patient = patient_for(request, number)
    for_copy = request.GET.get("for") == "copy"
    then = "reports:record" if for_copy else "patients:detail"
    if patient.chart_open:
        return redirect(then, number)
    form = GlassForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        care.break_glass(patient, reason=form.cleaned_data["reason"], by=request.user)
        toast(request, f"The record of {patient} is open to you for one hour. The admins are told.")
        return redirect(then, number)
    context = {**_header(request, patient), "form": form, "team": summary.team(patient)}
    context["here"] = "give_out" if for_copy else "open"
    return render(request, "patients/open.html", context, status=_status(request))


@allow(Role.THERAPIST, Role.ADMIN)
@reads_or_sends
def team(request: StaffRequest, number: int) -> HttpResponse:
    """Who belongs to it and why; add a colleague by name."""
    patient = patient_for(request, number)
    if not (patient.in_team or request.user.has(Role.ADMIN)):
        refuse(request, patient)
    colleagues = care.colleagues_to_add(patient, request.user)
    form = MemberForm(request.POST if request.method == "POST" else None, colleagues=colleagues)
    if form.is_valid():
        try:
            member = care.join(patient, **form.cleaned_data, by=request.user)
            toast(request, f"{member.therapist} is in the care team.")
            return redirect("patients:team", number)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    audit.record("opened", patient, by=request.user, fields=["care team"])
    context = {**_header(request, patient), "form": form, **summary.members(patient)}
    return render(request, "patients/team.html", context, status=_status(request))


@allow(Role.THERAPIST, Role.ADMIN)
@require_POST
def leave(request: StaffRequest, number: int, member: int) -> HttpResponse:
    """End a membership; those who treat the patient stay by their appointments."""
    patient = patient_for(request, number)
    if not (patient.in_team or request.user.has(Role.ADMIN)):
        refuse(request, patient)
    held = get_object_or_404(CareTeam.objects.filter(patient=patient).select_related("therapist"), pk=member)
    care.leave(held, by=request.user)
    toast(request, f"{held.therapist} is no longer in the care team by name.")
    stays = care.may_change_team(patient, request.user)
    return redirect("patients:team" if stays else "patients:detail", number)


@allow(*Role)
@reads_or_sends
def alerts(request: StaffRequest, number: int) -> HttpResponse:
    """Those that stand, and the form to add one."""
    patient = patient_for(request, number)
    clinical = alert_rules.may_be_clinical(patient, request.user)
    form = AlertForm(request.POST if request.method == "POST" else None, clinical=clinical)
    if form.is_valid():
        try:
            said = form.cleaned_data
            alert_rules.add(patient, said.pop("text"), **said, by=request.user)
            toast(request, "The alert stands on every page about this patient.")
            return redirect("patients:detail", number)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    audit.record("opened", patient, by=request.user, fields=["alerts"])
    context = {**_header(request, patient), "form": form}
    context["may_end"] = alert_rules.ones_to_end(context["alerts"], request.user)
    return render(request, "patients/alerts.html", context, status=_status(request))


@allow(*Role)
@require_POST
def end_alert(request: StaffRequest, number: int, alert: int) -> HttpResponse:
    patient = patient_for(request, number)
    alert_rules.end(get_object_or_404(alert_rules.to_end(patient, request.user), pk=alert), by=request.user)
    toast(request, "The alert is ended.")
    return redirect("patients:alerts", number)


def _header(request: StaffRequest, patient: Patient) -> dict[str, Any]:
    return header.of_record(patient, request.user, header.cautions_for(patient))


def _status(request: StaffRequest) -> int:
    return NOT_PASSED if request.method == "POST" else 200

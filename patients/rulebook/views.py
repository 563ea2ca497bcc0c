"""The rules of treatment: therapists and admins read, a clinical lead changes them by approved versions."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from clinic import audit
from clinic.access import StaffRequest, allow
from clinic.models import Role
from clinic.toasts import toast
from patients.affects import PLACES, TECHNIQUES, Adaptation
from patients.models import CautionRule
from patients.rulebook import approving, reading
from patients.rulebook.forms import RuleForm, RulesFilter

NOT_PASSED = 422


@allow(Role.THERAPIST, Role.ADMIN)
@require_GET
def rules(request: StaffRequest) -> HttpResponse:
    """Every rule in force today, or on the day asked for, with its text, severity, effects and source."""
    form = RulesFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    shown = [one for one in reading.in_force(asked.get("on")) if _wanted(one, asked)]
    sections = [
        (label, [one for one in shown if one.rule.section == name])
        for name, label in CautionRule.Section.choices
    ]
    context = {
        "form": form,
        "sections": [(label, inside) for label, inside in sections if inside],
        "count": len(shown),
        "on": asked.get("on"),
        "is_lead": request.user.clinical_lead,
    }
    return render(request, "patients/rules.html", context)


@allow(Role.THERAPIST, Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: StaffRequest, rule: str) -> HttpResponse:
    """One rule and its versions, both texts side by side; for a clinical lead the form for a new one."""
    found = CautionRule.objects.filter(pk=rule).first()
    if found is None:
        raise Http404
    if request.method == "POST" and not request.user.clinical_lead:
        audit.record("refused", by=request.user, reason="rule", outcome="refused")
        raise PermissionDenied
    form = RuleForm(request.POST if request.method == "POST" else None, rule=found)
    if form.is_valid():
        try:
            said = form.cleaned_data
            approving.approve(found, form.texts, after=said["version"], why=said["why"], by=request.user)
            toast(request, "The new version is in force from now on.")
            return redirect("patients:rule", rule)
        except approving.RuleRefused as refusal:
            form.add_error(refusal.field, str(refusal))
    context = {
        "shown": reading.Shown(found, found),
        "changes": reading.changes(found),
        "form": form if request.user.clinical_lead else None,
        "places": list(PLACES),
        "techniques": list(TECHNIQUES),
        "adaptations": [one.value for one in Adaptation],
    }
    return render(request, "patients/rule.html", context, status=NOT_PASSED if form.is_bound else 200)


def _wanted(one: reading.Shown, asked: dict[str, object]) -> bool:
    return (
        asked.get("section") in {None, "", one.rule.section}
        and asked.get("severity") in {None, "", one.text.severity}
        and not (asked.get("changed") and one.rule.version == 1)
    )

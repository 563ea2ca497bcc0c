"""Writing a plan with its goals."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from clinic import audit
from clinic.access import StaffRequest, allow
from clinic.models import Role
from clinic.refusals import Refused
from clinic.toasts import toast
from sessions.courses import plans
from sessions.courses.forms import GoalForms, PlanForm, offer_measures
from sessions.courses.models import CourseDefault, Plan
from sessions.courses.pages import complaint_for, page, reads_or_sends, status_of
from sessions.courses.plans import WRITTEN


@allow(Role.THERAPIST, Role.ADMIN)
@reads_or_sends
def plan(request: StaffRequest, number: int, complaint: int) -> HttpResponse:
    """The plan in force to change, or a new one from the clinic's defaults (?kind=)."""
    found = complaint_for(request, number, complaint)
    held = plans.in_force(found)
    kinds = list(CourseDefault.objects.all())
    sent = request.POST if request.method == "POST" else None
    form = PlanForm(sent, initial=_shown(found, held, kinds, request.GET.get("kind", "")))
    form.fields["kind"].choices = [(kind.pk, kind) for kind in kinds]  # type: ignore[attr-defined]
    goals = GoalForms(sent, prefix="goals", initial=_goals(held))
    offer_measures(goals)
    if form.is_valid() and goals.is_valid():
        said = dict(form.cleaned_data)
        version = said.pop("version")
        try:
            plans.write(
                found, said, [one for line in goals if (one := line.goal())], version=version, by=request.user
            )
            toast(request, "The plan is written.")
            return redirect("sessions:complaint", number, complaint)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    audit.record("opened", found, by=request.user, fields=["plan"])
    context = {"complaint": found, "plan": held, "form": form, "goals": goals, "kinds": kinds}
    return page(request, "plan", found.patient, context, status=status_of(request))


def _shown(found: Any, held: Plan | None, kinds: list[CourseDefault], asked: str) -> dict[str, Any]:
    if held:
        return {**{name: getattr(held, name) for name in WRITTEN}, "version": held.version}
    kind = next((one for one in kinds if one.pk == asked), kinds[0])
    return {**plans.to_begin_with(found, kind), "version": 0}


def _goals(held: Plan | None) -> list[dict[str, Any]]:
    rows = held.goals.all() if held else ()
    return [{"key": goal.pk, **{name: getattr(goal, name) for name in plans.GOAL}} for goal in rows]

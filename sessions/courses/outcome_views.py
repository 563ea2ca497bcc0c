"""Taking an outcome measure in the room, and withdrawing one that was a mistake."""

from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from clinic import audit
from clinic.access import StaffRequest, allow
from clinic.models import Role
from clinic.refusals import Refused
from clinic.toasts import toast
from sessions.courses import outcomes
from sessions.courses.complaint_views import complaint_page
from sessions.courses.forms import OutcomeForm, WithdrawForm
from sessions.courses.models import Measure, Outcome
from sessions.courses.pages import Tried, complaint_for, key_of, page, reads_or_sends, status_of


@allow(Role.THERAPIST, Role.ADMIN)
@reads_or_sends
def outcome(request: StaffRequest, number: int, complaint: int, measure: str) -> HttpResponse:
    """Its questions or numbers, large enough for the patient's own finger."""
    found = complaint_for(request, number, complaint)
    asked = get_object_or_404(Measure.objects.all(), pk=measure)
    earlier = (
        Outcome.objects.visible_to(request.user).standing().filter(complaint=found, measure=asked).last()
    )
    names = earlier.names if earlier else []
    form = OutcomeForm(request.POST if request.method == "POST" else None, measure=asked, names=names)
    if form.is_valid():
        said = form.cleaned_data
        when = {"taken_on": said["taken_on"], "mode": said["mode"]}
        try:
            taken = outcomes.take(
                found, asked, **form.answers(), **when, key=key_of(request), by=request.user
            )
            _told(request, taken)
            return redirect("sessions:complaint", number, complaint)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    audit.record("opened", found, by=request.user, fields=["outcomes"])
    context = {"complaint": found, "measure": asked, "form": form, "earlier": earlier, "key": uuid4()}
    return page(request, "outcome", found.patient, context, status=status_of(request))


def _told(request: StaffRequest, taken: Outcome) -> None:
    if taken.score is None:
        toast(request, f"{taken.measure} is kept without a score: {taken.missing} left out.", level="info")
    else:
        toast(request, f"{taken.measure}: {taken.score.normalize():f}{taken.measure.unit}.")


@allow(Role.THERAPIST)
@require_POST
def withdraw_outcome(request: StaffRequest, number: int, complaint: int, outcome: int) -> HttpResponse:
    found = complaint_for(request, number, complaint)
    rows = Outcome.objects.visible_to(request.user).filter(complaint=found).select_related("complaint")
    held = get_object_or_404(rows, pk=outcome)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        try:
            outcomes.withdraw(held, why=form.cleaned_data["why"], by=request.user)
            toast(request, "The outcome is withdrawn and counts no longer.")
            return redirect("sessions:complaint", number, complaint)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return complaint_page(request, found, tried=Tried(form, outcome=held.pk))

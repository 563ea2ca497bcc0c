"""The list of whom to ring."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from clinic import audit
from clinic.access import StaffRequest, allow
from clinic.models import Role
from clinic.toasts import toast
from scheduling.calls import calling
from scheduling.models import Call
from scheduling.refusals import BookingRefused

SHOWN = 100
NOBODY = "nobody"


@allow(Role.FRONT_DESK, Role.ADMIN)
@require_GET
def to_call(request: StaffRequest) -> HttpResponse:
    """Open calls, the oldest first."""
    rows = Call.objects.visible_to(request.user).open().order_by("added_at", "pk")
    people = ("appointment__patient", "appointment__therapist", "appointment__service", "added_by")
    calls = list(rows.select_related(*people)[:SHOWN])
    patients = sorted({one.appointment.patient_id for one in calls})
    audit.record("listed", by=request.user, ids=patients, fields=["name", "phone"])
    return render(
        request, "scheduling/calls/to_call.html", {"calls": calls, "outcomes": Call.Outcome.choices}
    )


@allow(Role.FRONT_DESK, Role.ADMIN)
@require_POST
def called(request: StaffRequest, call: int) -> HttpResponse:
    """What came of it; nobody: it stays on the list."""
    row = get_object_or_404(Call.objects.visible_to(request.user), pk=call)
    said = request.POST.get("outcome", "")
    try:
        if said == NOBODY:
            calling.try_again(call=row, by=request.user)
            toast(request, "Nobody answered: it stays on the list.")
        elif said in Call.Outcome.values:
            calling.settle(call=row, outcome=said, by=request.user)
            undo = reverse("scheduling:call_again", args=[call])
            toast(request, f"{Call.Outcome(said).label}: off the list.", undo=undo)
        else:
            toast(request, "Say what came of the call.", level="refused")
    except BookingRefused as refusal:
        toast(request, str(refusal), level="refused")
    return redirect("scheduling:to_call")


@allow(Role.FRONT_DESK, Role.ADMIN)
@require_POST
def call_again(request: StaffRequest, call: int) -> HttpResponse:
    row = get_object_or_404(Call.objects.visible_to(request.user), pk=call)
    try:
        calling.reopen(call=row, by=request.user)
        toast(request, "Back on the list.")
    except BookingRefused as refusal:
        toast(request, str(refusal), level="refused")
    return redirect("scheduling:to_call")

"""What the charting page sends about courses: which complaints the visit is about, and protocols."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from clinic.access import StaffRequest, allow
from clinic.models import Role
from clinic.toasts import toast
from sessions.answers import session_for
from sessions.courses import complaints, protocols
from sessions.courses.models import Protocol, ProtocolUse
from sessions.courses.pages import refused_with_a_toast


@allow(Role.THERAPIST)
@require_POST
@refused_with_a_toast("chart")
def about(request: StaffRequest, pk: int) -> HttpResponse:
    """The complaints ticked are what this visit is about."""
    treatment_session = session_for(request.user, pk)
    wanted = [
        key for key in request.POST.getlist("complaint") if key.isascii() and key.isdigit() and len(key) < 19
    ]
    chosen = treatment_session.patient.complaints.visible_to(request.user).filter(pk__in=wanted)
    complaints.assign(treatment_session, list(chosen), by=request.user)
    return redirect("sessions:chart", pk)


@allow(Role.THERAPIST)
@require_POST
@refused_with_a_toast("chart")
def apply_protocol(request: StaffRequest, pk: int) -> HttpResponse:
    """Its points on the map, in their order."""
    treatment_session = session_for(request.user, pk)
    key = request.POST.get("protocol", "")
    known = Protocol.objects.filter(active=True)
    protocol = known.filter(pk=key).first() if key.isascii() and key.isdigit() and len(key) < 19 else None
    if protocol is None:
        toast(request, "Choose a protocol first.", level="refused")
        return redirect("sessions:chart", pk)
    use = protocols.apply(treatment_session, protocol, by=request.user)
    toast(request, _applied(use), undo=reverse("sessions:undo_protocol", args=[pk, use.pk]))
    return redirect(reverse("sessions:chart", args=[pk]) + "#tab-map")


def _applied(use: ProtocolUse) -> str:
    count = len(use.findings)
    placed = f"{use.name}: {count} point{'' if count == 1 else 's'} placed."
    left = f" {len(use.left_out)} left out; the reasons stand under Prepare." if use.left_out else ""
    return placed + left


@allow(Role.THERAPIST)
@require_POST
@refused_with_a_toast("chart")
def undo_protocol(request: StaffRequest, pk: int, use: int) -> HttpResponse:
    treatment_session = session_for(request.user, pk)
    rows = ProtocolUse.objects.visible_to(request.user).select_related("treatment_session")
    held = get_object_or_404(rows, pk=use, treatment_session=treatment_session)
    stay = protocols.undo(held, by=request.user)
    toast(
        request,
        f"Worked on meanwhile, so they stay: {', '.join(stay)}."
        if stay
        else "The protocol's points are off again.",
    )
    return redirect("sessions:chart", pk)

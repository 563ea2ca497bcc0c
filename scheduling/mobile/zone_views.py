"""Where the clinic drives to, what that costs and when somebody is missed, for admins."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clinic import clock
from clinic.access import StaffRequest, allow
from clinic.models import Role
from clinic.refusals import Refused
from clinic.toasts import toast
from scheduling import wording
from scheduling.answers import NOT_PASSED
from scheduling.mobile import zones as keeping
from scheduling.mobile.fees import Fees
from scheduling.mobile.forms import FeeForm, WatchForm, ZoneForm
from scheduling.mobile.models import TravelZone

reads_or_sends = require_http_methods(["GET", "HEAD", "POST"])


@allow(Role.ADMIN)
@require_GET
def zones(request: StaffRequest) -> HttpResponse:
    """All of them with today's fee, those given up below, and how long after its end a visit is missed."""
    return _zones(request, WatchForm())


@allow(Role.ADMIN)
@reads_or_sends
def new_zone(request: StaffRequest) -> HttpResponse:
    form = ZoneForm(request.POST or None)
    if form.is_valid() and (row := _done(form, keeping.add, said=form.said, by=request.user)):
        toast(request, f"Visits can be booked in {row} now. Set what coming there costs.")
        return redirect("scheduling:zone", row.pk)
    return render(request, "scheduling/mobile/zone.html", {"form": form}, status=_status(form))


@allow(Role.ADMIN)
@reads_or_sends
def zone(request: StaffRequest, zone: int) -> HttpResponse:
    row = get_object_or_404(TravelZone.objects.all(), pk=zone)
    form = ZoneForm(request.POST or None, zone=row)
    if form.is_valid() and _done(form, keeping.change, zone=row, said=form.said, by=request.user):
        toast(request, f"{row} is saved.")
        return redirect("scheduling:zone", row.pk)
    return _page(request, row, form, FeeForm())


@allow(Role.ADMIN)
@require_POST
def set_fee(request: StaffRequest, zone: int) -> HttpResponse:
    row = get_object_or_404(TravelZone.objects.all(), pk=zone)
    form = FeeForm(request.POST)
    if form.is_valid() and _done(form, keeping.set_fee, zone=row, **form.cleaned_data, by=request.user):
        toast(request, f"The fee from {wording.day_name(form.cleaned_data['valid_from'])} on is kept.")
        return redirect("scheduling:zone", row.pk)
    return _page(request, row, ZoneForm(zone=row), form)


@allow(Role.ADMIN)
@require_POST
def serve(request: StaffRequest, zone: int) -> HttpResponse:
    """Off the list, or back on it."""
    row = get_object_or_404(TravelZone.objects.all(), pk=zone)
    row = keeping.set_active(zone=row, active=not row.active, by=request.user)
    again = f"Visits can be booked in {row} again."
    toast(request, again if row.active else f"Nobody drives to {row} any more. What is booked stays.")
    return redirect("scheduling:zones")


@allow(Role.ADMIN)
@require_POST
def watch(request: StaffRequest) -> HttpResponse:
    form = WatchForm(request.POST)
    if not form.is_valid():
        return _zones(request, form)
    minutes = form.cleaned_data["minutes"]
    keeping.set_overdue(minutes=minutes, by=request.user)
    toast(request, f"From now on somebody is missed {minutes} minutes after the end of a visit.")
    return redirect("scheduling:zones")


def _zones(request: StaffRequest, form: WatchForm) -> HttpResponse:
    rows = list(TravelZone.objects.order_by("-active", "minutes_there", "name"))
    fees = Fees.of(rows)
    listed = [(one, fees.words(one, clock.today())) for one in rows]
    context = {
        "served": [line for line in listed if line[0].active],
        "given_up": [line for line in listed if not line[0].active],
        "form": form,
    }
    return render(request, "scheduling/mobile/zones.html", context, status=_status(form))


def _page(request: StaffRequest, row: TravelZone, form: ZoneForm, fee: FeeForm) -> HttpResponse:
    context = {
        "zone": row,
        "form": form,
        "fee_form": fee,
        "fees": [(one, wording.money(one.amount)) for one in row.fees.order_by("-valid_from")],
        "today": clock.today(),
    }
    status = _status(form) if form.is_bound else _status(fee)
    return render(request, "scheduling/mobile/zone.html", context, status=status)


def _done(form: Any, rule: Any, **said: Any) -> Any:
    """What the rule gives back; None where it refused, and the form says why."""
    try:
        return rule(**said)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def _status(form: Any) -> int:
    return NOT_PASSED if form.is_bound else 200

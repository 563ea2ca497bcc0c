"""What the clinic offers, for admins: the list, a service, its prices."""

from collections.abc import Sequence
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
from scheduling.models import Price, Service
from scheduling.services import offering
from scheduling.services.forms import PricesForm, ServiceForm
from scheduling.services.pricing import PriceList

reads_or_sends = require_http_methods(["GET", "HEAD", "POST"])


@allow(Role.ADMIN)
@require_GET
def services(request: StaffRequest) -> HttpResponse:
    """All of them, those off the list below."""
    rows = list(Service.objects.order_by("-active", "order", "name").prefetch_related("prices"))
    listed = [(one, _lengths(one, PriceList.read(one.prices.all())), _about(one)) for one in rows]
    context = {
        "offered": [line for line in listed if line[0].active],
        "retired": [line for line in listed if not line[0].active],
    }
    return render(request, "scheduling/services/services.html", context)


@allow(Role.ADMIN)
@reads_or_sends
def new_service(request: StaffRequest) -> HttpResponse:
    form = ServiceForm(request.POST or None)
    if form.is_valid() and (row := _done(form, offering.add, said=form.said, by=request.user)):
        toast(request, f"{row} can be booked now. Set what it costs.")
        return redirect("scheduling:service", row.pk)
    return render(request, "scheduling/services/service.html", {"form": form}, status=_status(request))


@allow(Role.ADMIN)
@reads_or_sends
def service(request: StaffRequest, service: int) -> HttpResponse:
    row = get_object_or_404(Service.objects.all(), pk=service)
    form = ServiceForm(request.POST or None, service=row)
    if form.is_valid() and _done(form, offering.change, service=row, said=form.said, by=request.user):
        toast(request, f"{row} is saved.")
        return redirect("scheduling:service", row.pk)
    return _page(request, row, form, PricesForm(service=row, prices=PriceList.of(row)))


@allow(Role.ADMIN)
@require_POST
def set_prices(request: StaffRequest, service: int) -> HttpResponse:
    row = get_object_or_404(Service.objects.all(), pk=service)
    form = PricesForm(request.POST, service=row, prices=PriceList.of(row))
    if (
        form.is_valid()
        and _done(form, offering.set_prices, service=row, **form.asked, by=request.user) is not None
    ):
        toast(request, f"Prices of {row} from {wording.day_name(form.asked['valid_from'])} on are kept.")
        return redirect("scheduling:service", row.pk)
    return _page(request, row, ServiceForm(service=row), form)


@allow(Role.ADMIN)
@require_POST
def retire_service(request: StaffRequest, service: int) -> HttpResponse:
    row = get_object_or_404(Service.objects.all(), pk=service)
    offering.retire(service=row, by=request.user)
    toast(request, f"{row} is not offered any more. What is booked stays.")
    return redirect("scheduling:services")


@allow(Role.ADMIN)
@require_POST
def offer_service(request: StaffRequest, service: int) -> HttpResponse:
    row = get_object_or_404(Service.objects.all(), pk=service)
    offering.offer_again(service=row, by=request.user)
    toast(request, f"{row} can be booked again.")
    return redirect("scheduling:services")


def _page(request: StaffRequest, row: Service, form: ServiceForm, prices: PricesForm) -> HttpResponse:
    context = {
        "service": row,
        "form": form,
        "prices_form": prices,
        "prices": [(one, wording.money(one.amount)) for one in _history(row)],
        "today": clock.today(),
    }
    return render(request, "scheduling/services/service.html", context, status=_status(request))


def _history(row: Service) -> Sequence[Price]:
    return list(row.prices.order_by("-valid_from", "minutes"))


def _lengths(row: Service, prices: PriceList) -> list[tuple[int, str]]:
    """Each length with what it costs today."""
    costs = [(minutes, prices.on(clock.today(), minutes)) for minutes in sorted(row.durations)]
    return [(minutes, "" if cost is None else wording.money(cost)) for minutes, cost in costs]


def _about(row: Service) -> str:
    """Assessment. First visits only. Needs Dry needling. Room: step-free."""
    category = row.get_category_display()
    said = [
        category if category != row.name else "",
        "First visits only" if row.first_visit_only else "",
        "At the patient's" if row.mobile else "",
        f"Needs {row.modality}" if row.modality else "",
        f"Room: {', '.join(row.needs)}" if row.needs else "",
    ]
    return ". ".join(filter(None, said))


def _done(form: Any, rule: Any, **said: Any) -> Any:
    """What the rule gives back; None where it refused, and the form says why."""
    try:
        return rule(**said)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def _status(request: StaffRequest) -> int:
    return NOT_PASSED if request.method == "POST" else 200

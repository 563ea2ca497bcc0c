"""The clinic's own rules of booking, for admins."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from clinic.access import StaffRequest, allow
from clinic.models import Role
from clinic.toasts import toast
from scheduling.answers import NOT_PASSED
from scheduling.house_rules import keeping
from scheduling.house_rules.forms import HouseRulesForm


@allow(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def house_rules(request: StaffRequest) -> HttpResponse:
    form = HouseRulesForm(request.POST or None)
    if form.is_valid():
        keeping.keep(said=form.said, by=request.user)
        toast(request, "The rules of booking are saved.")
        return redirect("scheduling:house_rules")
    status = NOT_PASSED if form.errors else 200
    return render(request, "scheduling/house_rules/house_rules.html", {"form": form}, status=status)

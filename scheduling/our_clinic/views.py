"""The clinic itself, for admins."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from clinic.access import StaffRequest, allow
from clinic.models import Role
from clinic.refusals import Refused
from clinic.toasts import toast
from scheduling.answers import NOT_PASSED
from scheduling.our_clinic import keeping
from scheduling.our_clinic.forms import ClinicForm
from scheduling.our_clinic.keeping import MovesVisits


@allow(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def our_clinic(request: StaffRequest) -> HttpResponse:
    form, refusal = ClinicForm(request.POST or None), None
    if form.is_valid():
        try:
            keeping.keep(said=form.said, knowing=form.cleaned_data["knowing"], by=request.user)
            toast(request, "The clinic is saved.")
            return redirect("scheduling:our_clinic")
        except Refused as refused:
            refusal = refused
    told = {"form": form, "complaint": refusal, "asks": isinstance(refusal, MovesVisits)}
    status = NOT_PASSED if refusal or form.errors else 200
    return render(request, "scheduling/our_clinic/our_clinic.html", told, status=status)

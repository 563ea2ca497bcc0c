"""Saving the report on screen, opening one that was saved, and taking it away."""

from datetime import date

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clinic import clock
from clinic.access import StaffRequest, allow
from clinic.models import Role
from clinic.toasts import toast
from reports.definitions import REPORTS
from reports.saved import saving
from reports.saved.forms import SaveForm
from reports.saved.models import SavedReport


@allow(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def save(request: StaffRequest, slug: str) -> HttpResponseBase:
    """The filters stand in the address, as on the report's own page."""
    if (report := REPORTS.get(slug)) is None:
        raise Http404
    asked = report.asked(request.GET)
    if not asked.is_valid():
        return redirect(f"{report.address}?{request.GET.urlencode()}")
    form = SaveForm(request.POST or None, has_period=report.has_period)
    if request.method == "POST" and form.is_valid():
        try:
            kept = saving.save(slug=slug, asked=asked.address(), by=request.user, **form.said())
        except saving.SaveRefused as refusal:
            form.add_error("name", str(refusal))
        else:
            toast(request, f"{kept.name} is saved under Reports.", level="done")
            return redirect("reports:index")
    status = 422 if form.errors else 200
    context = {"report": report, "form": form, "asked": asked, "period": asked.period}
    return render(request, "reports/save.html", context, status=status)


@allow(Role.ADMIN)
@require_GET
def saved(request: StaffRequest, saved: int) -> HttpResponse:
    return _open(request, saved, clock.today())


@allow(Role.ADMIN)
@require_GET
def sent(request: StaffRequest, saved: int, day: date) -> HttpResponse:
    """As the mailed link has it: about what was just over on that day, whenever it is opened."""
    return _open(request, saved, day)


@allow(Role.ADMIN)
@require_POST
def remove(request: StaffRequest, saved: int) -> HttpResponse:
    found = get_object_or_404(SavedReport.objects.visible_to(request.user), pk=saved, by=request.user)
    saving.remove(found, by=request.user)
    toast(request, f"{found.name} is no longer kept.", level="done")
    return redirect("reports:index")


def _open(request: StaffRequest, saved: int, day: date) -> HttpResponse:
    found = get_object_or_404(SavedReport.objects.visible_to(request.user), pk=saved)
    if found.slug not in REPORTS:
        raise Http404
    return redirect(saving.address(found, day))

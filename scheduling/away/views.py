"""Somebody is ill this morning: one page that finds a colleague or a call for each of their patients."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from clinic import audit, clock
from clinic.access import StaffRequest, allow
from clinic.models import Role, Staff
from clinic.same_names import by_first_name
from clinic.toasts import toast
from scheduling import wording
from scheduling.answers import NOT_PASSED, undo
from scheduling.away.forms import DayForm, HandOverForm
from scheduling.away.handing_over import HandedOver, already_here, hand_over, left_of
from scheduling.away.stand_ins import stand_ins
from scheduling.refusals import BookingRefused


@allow(Role.FRONT_DESK, Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def away(request: StaffRequest, staff: int) -> HttpResponse:
    """Who is left of the therapist's day, each with those who are free then."""
    therapist = get_object_or_404(Staff.objects.therapists(), pk=staff)
    asked = DayForm(request.GET)
    day = (asked.is_valid() and asked.cleaned_data["day"]) or clock.today()
    visits = list(left_of(therapist, day))
    everyone = list(Staff.objects.therapists())
    colleagues = [one for one in everyone if one != therapist]
    form = HandOverForm(request.POST or None, visits=visits, free=stand_ins(visits, colleagues, day))
    called = by_first_name(everyone)
    complaint = " ".join(str(error) for errors in form.errors.values() for error in errors)
    if form.is_valid():
        try:
            done = hand_over(
                therapist=therapist, day=day, to=form.to, reason=form.cleaned_data["reason"], by=request.user
            )
        except BookingRefused as refusal:
            complaint = str(refusal)
        else:
            toast(request, _said(called[therapist.pk], done), undo=undo(request, done.deed))
            return redirect("scheduling:to_call" if done.calls else reverse("scheduling:day", args=[day]))
    return _page(request, therapist, day, form, complaint, called)


def _page(
    request: StaffRequest,
    therapist: Staff,
    day: date,
    form: HandOverForm,
    complaint: str,
    called: dict[int, str],
) -> HttpResponse:
    patients = sorted({one.patient_id for one in form.visits})
    audit.record("listed", by=request.user, ids=patients, fields=["appointments"])
    names = [(visit, f"to_{visit.pk}") for visit in form.visits]
    context = {
        "therapist": therapist,
        "who": called[therapist.pk],
        "day": day,
        "form": form,
        "rows": [
            (visit, name, [(one, called[one.pk]) for one in form.free[visit.pk]], request.POST.get(name))
            for visit, name in names
        ],
        "here": already_here(therapist, day),
        "complaint": complaint,
        "now": clock.now(),
        "off": _off(day),
    }
    return render(request, "scheduling/away/away.html", context, status=NOT_PASSED if complaint else 200)


def _off(day: date) -> str:
    """When the therapist takes no appointments, to stand at the head of a sentence."""
    today = "From now until the end of the day"
    return today if day == clock.today() else wording.capital(wording.on_day(day))


def _said(who: str, done: HandedOver) -> str:
    moved, calls = len(done.moved), len(done.calls)
    parts = [f"{who} takes no more appointments that day."]
    if moved:
        parts.append(f"{moved} visit{'s' if moved > 1 else ''} went to colleagues.")
    if calls:
        parts.append(f"{calls} to ring.")
    return " ".join(parts)

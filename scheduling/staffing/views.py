"""Who works here, for admins: the list, a colleague, their way in."""

from typing import Any

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clinic.access import StaffRequest, allow, fresh
from clinic.models import Role, Staff, StaffLink
from clinic.refusals import Refused
from clinic.toasts import toast
from patients.intake.code import code
from scheduling.answers import NOT_PASSED
from scheduling.models import WorkingHours
from scheduling.staffing import jobs, keeping, links, ties
from scheduling.staffing.forms import ColleagueForm, LettingGoForm
from scheduling.staffing.keeping import LeavesUndone

reads_or_sends = require_http_methods(["GET", "HEAD", "POST"])


@allow(Role.ADMIN)
@require_GET
def colleagues(request: StaffRequest) -> HttpResponse:
    """Everybody, whoever left at the end."""
    rows = Staff.objects.order_by("-is_active", "display_name", "pk").prefetch_related(_open_links(request))
    return render(request, "scheduling/staffing/colleagues.html", {"people": rows})


@allow(Role.ADMIN)
@fresh
@reads_or_sends
def new_colleague(request: StaffRequest) -> HttpResponse:
    form = ColleagueForm(request.POST or None)
    if form.is_valid():
        try:
            row = keeping.add(said=form.said, by=request.user)
        except Refused as refusal:
            return _page(request, form, refusal)
        toast(request, f"{row} is added.")
        return redirect("scheduling:give_way_in", row.pk, preserve_request=True)
    return _page(request, form)


@allow(Role.ADMIN)
@fresh
@reads_or_sends
def colleague(request: StaffRequest, staff: int) -> HttpResponse:
    row = get_object_or_404(Staff.objects.all(), pk=staff)
    form = ColleagueForm(request.POST or None, person=row)
    if form.is_valid():
        try:
            changed = keeping.change(person=row, said=form.said, by=request.user)
        except Refused as refusal:
            return _page(request, form, refusal, person=row)
        if changed == request.user:
            update_session_auth_hash(request, changed)
        toast(request, f"{form.said.display_name} is saved.")
        return redirect("scheduling:colleagues")
    return _page(request, form, person=row)


@allow(Role.ADMIN)
@fresh
@reads_or_sends
def give_way_in(request: StaffRequest, staff: int) -> HttpResponse:
    """A new link, whose address is shown this once; whoever comes back to this page sees the colleague."""
    row = get_object_or_404(Staff.objects.all(), pk=staff)
    if request.method != "POST":
        return redirect("scheduling:colleague", row.pk)
    try:
        made = links.make(person=row, by=request.user)
    except Refused as refusal:
        return _page(request, ColleagueForm(person=row), refusal, person=row)
    return _page(request, ColleagueForm(person=row), person=row, **_shown_once(made))


@allow(Role.ADMIN)
@require_POST
def mail_way_in(request: StaffRequest, staff: int) -> HttpResponse:
    """The worker mails the link that is open."""
    row = get_object_or_404(Staff.objects.all(), pk=staff)
    link = StaffLink.objects.visible_to(request.user).open().filter(staff=row).first()
    if link is None or not link.is_live:
        toast(request, "That link has ended. Make a new one first.", level="refused")
    else:
        jobs.mail_staff_link.defer(link=link.pk)
        toast(request, f"The link goes to {row} by e-mail.")
    return redirect("scheduling:colleague", row.pk)


@allow(Role.ADMIN)
@require_POST
def end_way_in(request: StaffRequest, staff: int) -> HttpResponse:
    row = get_object_or_404(Staff.objects.all(), pk=staff)
    links.end_open(row, by=request.user)
    toast(request, "The link opens nothing any more.")
    return redirect("scheduling:colleague", row.pk)


@allow(Role.ADMIN)
@fresh
@reads_or_sends
def let_go(request: StaffRequest, staff: int) -> HttpResponse:
    row = get_object_or_404(Staff.objects.all(), pk=staff)
    if request.method != "POST":
        return redirect("scheduling:colleague", row.pk)
    form = LettingGoForm(request.POST)
    try:
        keeping.let_go(person=row, knowing=form.is_valid() and form.cleaned_data["knowing"], by=request.user)
    except LeavesUndone:
        return _page(request, ColleagueForm(person=row), person=row, asks=True)
    except Refused as refusal:
        return _page(request, ColleagueForm(person=row), refusal, person=row)
    toast(request, f"{row} has left.")
    return redirect("scheduling:colleagues")


@allow(Role.ADMIN)
@fresh
@require_POST
def take_back(request: StaffRequest, staff: int) -> HttpResponse:
    row = get_object_or_404(Staff.objects.all(), pk=staff)
    keeping.take_back(person=row, by=request.user)
    toast(request, f"{row} is back.")
    return redirect("scheduling:colleague", row.pk)


def _open_links(request: StaffRequest) -> Prefetch:
    return Prefetch("links", StaffLink.objects.visible_to(request.user).open(), to_attr="ways_in")


def _shown_once(made: links.MadeLink) -> dict[str, Any]:
    address = f"{settings.BASE_URL}{reverse('scheduling:way_in', args=[made.token])}"
    return {"address": address, "code": code(address)}


def _page(
    request: StaffRequest,
    form: ColleagueForm,
    refusal: Refused | None = None,
    person: Staff | None = None,
    **more: Any,
) -> HttpResponse:
    """The form, the way in, and what stands in the way of what was asked."""
    told = {
        "form": form,
        "person": person,
        "complaint": refusal,
        "in_the_way": getattr(refusal, "appointments", []),
    }
    if person:
        told |= {
            "link": StaffLink.objects.visible_to(request.user).open().filter(staff=person).first(),
            "undone": ties.of(person) if person.is_active else [],
            "hours": WorkingHours.objects.filter(therapist=person).exists(),
        }
    refused = bool(refusal or form.errors or more.get("asks"))
    page = "scheduling/staffing/colleague.html"
    return render(request, page, {**told, **more}, status=NOT_PASSED if refused else 200)

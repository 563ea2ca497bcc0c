"""The clinic's places and their rooms, for admins."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clinic.access import StaffRequest, allow
from clinic.models import Role
from clinic.refusals import Refused
from clinic.toasts import toast
from scheduling.answers import NOT_PASSED
from scheduling.models import Location, Room
from scheduling.premises import keeping
from scheduling.premises.forms import LocationForm, RoomForm

reads_or_sends = require_http_methods(["GET", "HEAD", "POST"])


@allow(Role.ADMIN)
@require_GET
def premises(request: StaffRequest) -> HttpResponse:
    """Every place with its rooms, what is out of use at the end."""
    rooms = Prefetch("rooms", Room.objects.order_by("-active", "name", "pk"))
    places = Location.objects.order_by("-active", "name").prefetch_related(rooms)
    return render(request, "scheduling/premises/premises.html", {"places": places})


@allow(Role.ADMIN)
@reads_or_sends
def new_location(request: StaffRequest) -> HttpResponse:
    form = LocationForm(request.POST or None)
    if form.is_valid():
        try:
            row = keeping.add_location(said=form.said, by=request.user)
            toast(request, f"{row} is added. Add its first room.")
            return redirect("scheduling:new_room", row.pk)
        except Refused as refusal:
            return _page(request, "location", form, refusal)
    return _page(request, "location", form)


@allow(Role.ADMIN)
@reads_or_sends
def location(request: StaffRequest, location: int) -> HttpResponse:
    row = get_object_or_404(Location.objects.all(), pk=location)
    form = LocationForm(request.POST or None, location=row)
    if form.is_valid():
        try:
            return _saved(request, keeping.change_location(location=row, said=form.said, by=request.user))
        except Refused as refusal:
            return _page(request, "location", form, refusal, location=row)
    return _page(request, "location", form, location=row)


@allow(Role.ADMIN)
@require_POST
def use_location(request: StaffRequest, location: int) -> HttpResponse:
    row = get_object_or_404(Location.objects.all(), pk=location)
    try:
        return _used(request, keeping.use_location(location=row, active=not row.active, by=request.user))
    except Refused as refusal:
        return _page(request, "location", LocationForm(location=row), refusal, location=row)


@allow(Role.ADMIN)
@reads_or_sends
def new_room(request: StaffRequest, location: int) -> HttpResponse:
    place = get_object_or_404(Location.objects.all(), pk=location)
    form = RoomForm(request.POST or None)
    if form.is_valid():
        try:
            row = keeping.add_room(location=place, said=form.said, by=request.user)
            toast(request, f"{row} is added. Who works at {place} is said under Team.")
            return redirect("scheduling:premises")
        except Refused as refusal:
            return _page(request, "room", form, refusal, location=place)
    return _page(request, "room", form, location=place)


@allow(Role.ADMIN)
@reads_or_sends
def room(request: StaffRequest, room: int) -> HttpResponse:
    row = get_object_or_404(Room.objects.select_related("location"), pk=room)
    form = RoomForm(request.POST or None, room=row)
    if form.is_valid():
        try:
            return _saved(request, keeping.change_room(room=row, said=form.said, by=request.user))
        except Refused as refusal:
            return _page(request, "room", form, refusal, location=row.location, room=row)
    return _page(request, "room", form, location=row.location, room=row)


@allow(Role.ADMIN)
@require_POST
def use_room(request: StaffRequest, room: int) -> HttpResponse:
    row = get_object_or_404(Room.objects.select_related("location"), pk=room)
    try:
        return _used(request, keeping.use_room(room=row, active=not row.active, by=request.user))
    except Refused as refusal:
        return _page(request, "room", RoomForm(room=row), refusal, location=row.location, room=row)


def _saved(request: StaffRequest, row: Location | Room) -> HttpResponse:
    toast(request, f"{row} is saved.")
    return redirect("scheduling:premises")


def _used(request: StaffRequest, row: Location | Room) -> HttpResponse:
    toast(request, f"{row} is in use again." if row.active else f"{row} is out of use.")
    return redirect("scheduling:premises")


def _page(
    request: StaffRequest, name: str, form: LocationForm | RoomForm, refusal: Refused | None = None, **of: Any
) -> HttpResponse:
    """The form, with what stands in the way of what was asked."""
    told = {"form": form, "complaint": refusal, "in_the_way": getattr(refusal, "appointments", [])}
    status = NOT_PASSED if request.method == "POST" else 200
    return render(request, f"scheduling/premises/{name}.html", {**told, **of}, status=status)

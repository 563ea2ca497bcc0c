"""What somebody has just booked, told by the board from its own row: the key goes along in the address.

Nothing waits with the login meanwhile, which a booking would have to write and the next page to write again.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.http import HttpRequest

from clinic import clock
from clinic.access import StaffRequest
from clinic.same_names import called
from clinic.toasts import toast
from scheduling import wording
from scheduling.answers import at_its_card, seen_as
from scheduling.models import Appointment, Status

# Whoever opens the same address later, from a bookmark or by the way back, has no news of it any more.
IS_NEWS = timedelta(seconds=60)


def address(held: Appointment, request: HttpRequest) -> str:
    """The board of its day, at its card; to the list where it was booked from there."""
    view = {"view": "list"} if seen_as(request).get("view") == "list" else {}
    return at_its_card(held, {**view, "booked": held.pk})


def tell(request: StaffRequest, shown: Iterable[Appointment]) -> None:
    """Say so on this page, if the visit that the address names is among those shown and still news."""
    for one in shown:
        if str(one.pk) == request.GET.get("booked") and _is_news(one, request):
            words = f"Booked: {one.patient}, {wording.moment(one.starts_at)} with {called(one.therapist)}."
            toast(request, words, about=one.patient)


def _is_news(one: Appointment, request: StaffRequest) -> bool:
    return (
        one.status == Status.BOOKED
        and one.booked_by_id == request.user.pk
        and clock.now() - one.booked_at < IS_NEWS
    )

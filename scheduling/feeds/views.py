"""What calendar apps read, and the page on which a therapist gives them the address."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_GET, require_POST, require_safe

from clinic.access import StaffRequest, allow, fresh, public
from clinic.models import Role
from clinic.refusals import Refused
from clinic.secret_links import secret_address
from clinic.toasts import toast
from patients.intake import links, visitor
from patients.intake.code import code
from scheduling.feeds import calendar, subscribing
from scheduling.feeds.models import CalendarFeed

GONE_WORDS = "This calendar address opens nothing. A new one is made in Softhold, under Team, My calendar.\n"
TOO_MANY_WORDS = "Too many addresses that open nothing were tried from here. Try again in ten minutes.\n"
PLAIN = "text/plain; charset=utf-8"


@public("A calendar app reads one therapist's times; the address is the secret.")
@secret_address
@require_safe
@visitor.by_the_clinics_clock
def feed(request: HttpRequest, secret: str) -> HttpResponseBase:
    """An ended address is told apart from a guessed one only in that it counts as no guess."""
    caller = request.META.get("REMOTE_ADDR") or None
    if links.too_many_knocks(caller):
        return HttpResponse(TOO_MANY_WORDS, PLAIN, status=429, headers={"Retry-After": "600"})
    found = subscribing.find(secret)
    if found is None:
        links.knocked(caller)
    if found is None or not subscribing.opens(found):
        return HttpResponse(GONE_WORDS, PLAIN, status=404)
    return _handed_over(request, found)


def _handed_over(request: HttpRequest, found: CalendarFeed) -> HttpResponseBase:
    """All of it, or word that nothing has changed since; kept by the app alone, and asked for each time."""
    etag = f'"{calendar.mark(found)}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged:
        return unchanged
    written = calendar.of(found)
    response = HttpResponse(written.content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="softhold.ics"'
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    subscribing.was_read(found, patients=written.patients)
    return response


@allow(Role.THERAPIST)
@require_GET
def my_calendar(request: StaffRequest) -> HttpResponse:
    """What my calendar address shows, and how to make, renew and end it."""
    return _page(request)


@allow(Role.THERAPIST)
@require_POST
@fresh
def make_calendar(request: StaffRequest) -> HttpResponse:
    """A new address, shown this once."""
    made = subscribing.make(by=request.user)
    address = settings.BASE_URL + reverse("scheduling:feed", args=[made.token])
    scheme = address.partition(":")[2]
    return _page(request, address=address, subscribe=f"webcal:{scheme}", code=code(address))


@allow(Role.THERAPIST)
@require_POST
def show_calendar(request: StaffRequest) -> HttpResponse:
    shows = request.POST.get("shows", "")
    if shows not in CalendarFeed.Shows.values:
        toast(request, "Choose one of the two.", level="refused")
        return redirect("scheduling:my_calendar")
    words = {"busy": "Your calendar is told that you are busy, and nothing else."}
    return _done(
        request,
        lambda: subscribing.show(shows=shows, by=request.user),
        words.get(shows, "Your calendar is told first names from its next look on."),
    )


@allow(Role.THERAPIST)
@require_POST
def end_calendar(request: StaffRequest) -> HttpResponse:
    return _done(request, lambda: subscribing.end(by=request.user), "The address opens nothing any more.")


def _done(request: StaffRequest, verb: Any, words: str) -> HttpResponse:
    try:
        verb()
        toast(request, words)
    except Refused as refusal:
        toast(request, str(refusal), level="refused")
    return redirect("scheduling:my_calendar")


def _page(request: StaffRequest, **made: Any) -> HttpResponse:
    context = {
        "feed": subscribing.of(request.user),
        "back": calendar.DAYS_BACK,
        "ahead": calendar.DAYS_AHEAD,
        **made,
    }
    return render(request, "scheduling/feeds/my_calendar.html", context)

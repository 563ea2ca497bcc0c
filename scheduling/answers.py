"""How the schedule's forms answer, with htmx and without."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from clinic.access import StaffRequest
from scheduling.taking_back import Deed

# Shown in the panel again by the page's script, with what was typed and the sentence that says why.
NOT_PASSED = 422


def go(request: HttpRequest, url: str) -> HttpResponse:
    """There with the whole window, also when a panel asked."""
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": url})
    return redirect(url)


def done(request: HttpRequest, day: date) -> HttpResponse:
    """To the board of that day."""
    return go(request, reverse("scheduling:day", args=[day]))


def undo(request: StaffRequest, deed: Deed) -> str:
    """The address at which all of it is taken back."""
    return reverse("scheduling:take_back", query={"deed": deed.token(request.user)})

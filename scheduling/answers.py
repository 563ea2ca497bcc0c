"""How the schedule's forms answer, with htmx and without."""

from datetime import date
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
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
    """To the board of that day, seen the way it was: whoever works in the list or in the week stays there."""
    return go(request, reverse("scheduling:day", args=[day], query=seen_as(request)))


def seen_as(request: HttpRequest) -> dict[str, str]:
    """What the board's address said beside its day, where the request came from; nothing from elsewhere."""
    came = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    said = QueryDict(came.query if came.path.startswith(reverse("scheduling:today")) else "")
    return {name: said[name] for name in ("view", "with") if name in said}


def undo(request: StaffRequest, deed: Deed) -> str:
    """The address at which all of it is taken back."""
    return reverse("scheduling:take_back", query={"deed": deed.token(request.user)})

"""How the schedule's forms answer, with htmx and without."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from clinic.access import StaffRequest
from scheduling.models import Appointment
from scheduling.taking_back import Deed

# Shown in the panel again by the page's script, with what was typed and the sentence that says why.
NOT_PASSED = 422


def go(request: HttpRequest, url: str) -> HttpResponse:
    """There with the whole window, also when a panel asked."""
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": url})
    return redirect(url)


def done(request: HttpRequest, held: Appointment) -> HttpResponse:
    """To its card on the board of its day, seen the way it was: from the list or the week one stays there."""
    return go(request, at_its_card(held, {**seen_as(request), "changed": held.pk}))


def at_its_card(held: Appointment, query: dict[str, Any]) -> str:
    """The board of its day, at its card, to which the browser brings sight and keyboard.

    query: names the visit as well, since an address with another end alone would not be fetched anew.
    """
    return f"{reverse('scheduling:day', args=[held.day], query=query)}#ap-{held.pk}"


def seen_as(request: HttpRequest) -> dict[str, str]:
    """What the board's address said beside its day, where the request came from; nothing from elsewhere."""
    came = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    said = QueryDict(came.query if came.path.startswith(reverse("scheduling:today")) else "")
    return {name: said[name] for name in ("view", "with") if name in said}


def undo(request: StaffRequest, deed: Deed) -> str:
    """The address at which all of it is taken back."""
    return reverse("scheduling:take_back", query={"deed": deed.token(request.user)})

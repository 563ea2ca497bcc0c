"""The cookie that a link is swapped for: signed, good for one draft, and for nothing else here."""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from clinic import clock
from clinic.models import Clinic
from patients.intake.drafts import Reader
from patients.models import Draft

SALT = "patients.intake"
PATH = "/intake/"
PREFIX = "__Secure-" if settings.HTTPS else ""
COOKIE, FRESH = f"{PREFIX}intake", f"{PREFIX}intake-fresh"
LONGEST = 90 * 24 * 60 * 60
PublicView = Callable[..., HttpResponseBase]


class IntakeRequest(HttpRequest):
    """A request of whoever holds the cookie."""

    reader: Reader


def by_the_clinics_clock(view: PublicView) -> PublicView:
    """As for those who are signed in: the clinic's row is read once, and times are in its zone."""

    @wraps(view)
    def timed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        Clinic.remember(Clinic.current())
        timezone.activate(clock.zone())
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return timed


def with_cookie(view: PublicView) -> PublicView:
    """Only for the holder of a cookie whose link is alive; to all others the link has ended."""

    @by_the_clinics_clock
    @wraps(view)
    def guarded(request: IntakeRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        reader = reader_of(request)
        if reader is None:
            return render(request, "intake/ended.html", status=410)
        request.reader = reader
        response = view(request, *args, **kwargs)
        if request.COOKIES.get(FRESH) and COOKIE not in response.cookies:
            give(response, reader, COOKIE)
            response.delete_cookie(FRESH, path=PATH)
        return response

    return guarded


def give(response: HttpResponseBase, reader: Reader, name: str = FRESH) -> None:
    """Hand the key over; a link begun again in the same browser finds the older key beside the fresh one."""
    content = {
        "draft": reader.draft.pk,
        "link": reader.draft.link_id,
        "key": reader.key,
        "proven": reader.proven,
    }
    response.set_cookie(
        name,
        signing.dumps(content, salt=SALT),
        max_age=LONGEST,
        path=PATH,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Strict",
    )


def forget(response: HttpResponse) -> None:
    for name in (COOKIE, FRESH):
        response.delete_cookie(name, path=PATH)


def new_reader(draft: Draft) -> Reader:
    return Reader(draft, secrets.token_hex(16))


def reader_of(request: HttpRequest) -> Reader | None:
    """By the fresh key if there is one; an older key of this browser to the same draft keeps its rights."""
    fresh, known = _read(request, FRESH), _read(request, COOKIE)
    said = fresh or known
    if said is None:
        return None
    rows = Draft.objects.select_related("link", "patient")
    draft = rows.filter(pk=said["draft"], link=said["link"]).first()
    if draft is None or draft.submitted_at or draft.dropped_at or not (draft.link and draft.link.is_live):
        return None
    if known and known["draft"] == draft.pk:
        said = known
    return Reader(draft, said["key"], proven=said["proven"])


def _read(request: HttpRequest, name: str) -> dict[str, Any] | None:
    try:
        content: dict[str, Any] = signing.loads(request.COOKIES.get(name, ""), salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return None
    return content

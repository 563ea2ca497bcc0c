"""Who may ask: every view says so, and a view that says nothing answers nobody."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows import reauthentication
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode

from clinic import audit
from clinic.models import Role, Staff

View = Callable[..., HttpResponseBase]
LARGEST_KEY = 2**63


class StaffRequest(HttpRequest):
    """A request that has passed the door: its user is somebody who works here."""

    user: Staff


def allow(*roles: Role) -> Callable[[View], View]:
    """Open the view to staff who hold any of these roles; others get 403 and a line in the audit log."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not any(request.user.has(role) for role in roles):
                keys = [key for key in kwargs.values() if isinstance(key, int) and key < LARGEST_KEY]
                audit.record("refused", by=request.user, reason=view.__name__, ids=keys, outcome="refused")
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.access = frozenset(roles)  # type: ignore[attr-defined]
        guarded.login_required = True  # type: ignore[attr-defined]  # whatever a library's view says of itself
        return guarded

    return guard


def public(why: str) -> Callable[[View], View]:
    """Open the view to anyone, signed in or not, for the reason given."""

    def mark(view: View) -> View:
        @login_not_required
        @wraps(view)
        def open_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return view(request, *args, **kwargs)

        open_view.access = why  # type: ignore[attr-defined]
        return open_view

    return mark


def fresh(view: View) -> View:
    """Ask for the password again first, unless it was given within the last 15 minutes.

    What was being sent is kept meanwhile and goes on by itself afterwards.
    """

    @wraps(view)
    def guarded(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not reauthentication.is_reauthentication_required(request, app=""):
            return view(request, *args, **kwargs)
        place = reverse("account_reauthenticate")
        answer: HttpResponseBase = reauthentication.suspend_request(request, place)
        if request.method == "POST":
            # What is kept has its question with it; the library knows it again by its path alone.
            answer["Location"] = f"{place}?{urlencode({'next': request.path})}"
        return answer

    return guarded


def takes_up_to(most: int) -> Callable[[View], View]:
    """Let people who are signed in send this view files of so many bytes, where others are shorter."""

    def mark(view: View) -> View:
        view.largest_file = most  # type: ignore[attr-defined]
        return view

    return mark

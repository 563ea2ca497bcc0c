"""Signing in: only people the clinic invited, every try in the audit log."""

import time
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.forms import LoginForm
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

from clinic import audit
from clinic.asking import one_each
from clinic.models import Clinic, Staff


class OnlyWhoWorksHere(AuthenticationBackend):
    """Someone who left is answered like someone who never was: the page tells nobody who works here."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Staff | None:
        staff = super().authenticate(request, **credentials)
        # The library keeps an inactive person aside to greet them with a page of their own.
        self.unstash_authenticated_user()
        return staff

    def get_user(self, user_id: int) -> Staff | None:
        """Read together with the clinic's row, which every request of theirs needs as well."""
        person, clinic = one_each((Staff, user_id), (Clinic, 1))
        Clinic.remember(clinic)
        return person if person is not None and self.user_can_authenticate(person) else None


class Adapter(DefaultAccountAdapter):
    """What django-allauth asks of a project."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: Staff) -> None:
        super().login(request, user)
        request.session["signed_in_at"] = time.time()
        audit.record("signed in", by=user)

    def logout(self, request: HttpRequest) -> None:
        audit.record("signed out", by=cast(Staff, request.user))
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        audit.record("sign-in failed", by=None, outcome="refused")

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Signing in counts as giving the password, for the same 15 minutes."""
        age: float = time.time() - self.request.session.get("signed_in_at", 0)
        return age > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Arriving on the next page says enough."""


def demo_password() -> str:
    """One password for the demo's invented people, another one on each installation."""
    return salted_hmac("clinic.demo", "password").hexdigest()[:16]


def sign_in_demo_person(request: HttpRequest, email: str) -> HttpResponseBase | None:
    """Through the same form as everyone; None when this is no demo or there is no such person."""
    if not settings.DEMO:
        return None
    form = LoginForm({"login": email, "password": demo_password()}, request=request)
    return form.login(request) if form.is_valid() else None

"""What happens to every request before a view sees it, and to every answer on the way out."""

import uuid
from collections.abc import Callable
from typing import Any

import csp.constants
import csp.utils
import structlog
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, JsonResponse
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from psycopg_pool import PoolTimeout

from clinic import audit, clock
from clinic.models import Clinic
from clinic.refusals import Elsewhere, Refused

Answer = Callable[[HttpRequest], HttpResponse]
PAGE_KINDS = {"text/html", "application/json", "image/svg+xml"}
METHODS = {"GET", "HEAD", "POST", "OPTIONS"}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def security_headers(get_response: Answer) -> Answer:
    """Outermost, so that errors, redirects and static files carry the headers too."""
    # The library would put the same policy together anew for each answer.
    headers = {**HEADERS, csp.constants.HEADER: csp.utils.build_policy()}

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in headers.items():
            response.setdefault(name, value)
        if "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        return response

    return middleware


class Compressed(GZipMiddleware):
    """What a page is made of goes out gzipped, padded by chance; a file keeps its length and its kind."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.get("Content-Type", "").partition(";")[0]
        return super().process_response(request, response) if kind in PAGE_KINDS else response


def known_host(get_response: Answer) -> Answer:
    """An unknown Host is refused on every path, and so is a method that no page here knows."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.get_host()
        if request.method not in METHODS:
            return HttpResponseNotAllowed(sorted(METHODS))
        return get_response(request)

    return middleware


def body_fits(get_response: Answer) -> Answer:
    """What is longer than the largest upload is refused by its announced length, before any of it is read."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view: Any, *_: Any) -> HttpResponse | None:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        length = int(announced[:18]) if announced.isascii() and announced.isdigit() else 0
        if length <= settings.LARGEST_BODY:
            return None
        own = getattr(view, "largest_file", 0) if request.user.is_authenticated else 0
        most = max(settings.FILES_LARGEST_BYTES, own)
        if own and length <= own + settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return None
        page = render_to_string("413.html", {"megabytes": most // 1_000_000})
        return HttpResponse(page, status=413)

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def database_away(get_response: Answer) -> Answer:
    """A database that does not answer is a 503 with a time to come back, not an error page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(_request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, OperationalError | InterfaceError | PoolTimeout):
            structlog.get_logger().warning("database did not answer", kind=type(error).__name__)
            page = render_to_string("503.html")
            return HttpResponse(page, status=503, headers={"Retry-After": "5"})
        return None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


class SignedIn(LoginRequiredMiddleware):
    """Nobody passes without signing in, and no view answers that does not say whom it answers."""

    def process_view(self, request: HttpRequest, view_func: Any, *arguments: Any) -> HttpResponseBase | None:
        if not hasattr(view_func, "access"):
            raise ImproperlyConfigured(
                f"{view_func.__module__}.{view_func.__name__} lacks @allow or @public."
            )
        return super().process_view(request, view_func, *arguments)

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        answer = super().handle_no_permission(request, view_func)
        if request.headers.get("HX-Request"):
            # htmx would put the sign-in page inside a panel; send the whole window there instead.
            return HttpResponse(status=401, headers={"HX-Redirect": answer["Location"]})
        if "application/json" in request.headers.get("Accept", ""):
            # A script would follow to the sign-in page, get that as JSON, and take its own words for saved.
            return JsonResponse({"error": "You are signed out. Sign in again."}, status=401)
        return answer


def request_context(get_response: Answer) -> Answer:
    """The clinic's clock, and where the request came from, for everything that happens within it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        number = str(uuid.uuid4())
        token = audit.origin.set(audit.Origin(request.META.get("REMOTE_ADDR") or None, number))
        structlog.contextvars.bind_contextvars(request=number, staff=request.user.pk)
        try:
            if request.user.is_authenticated:
                Clinic.remember(Clinic.current())  # as a rule it came with the user
                timezone.activate(clock.zone())
            return get_response(request)
        finally:
            audit.origin.reset(token)
            Clinic.remember(None)
            timezone.deactivate()
            structlog.contextvars.clear_contextvars()

    return middleware


def refusals(get_response: Answer) -> Answer:
    """A rule's refusal that no view turned into a form error is a 409 with its own sentence."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Elsewhere) and request.method in {"GET", "HEAD"}:
            return redirect(error.url)
        if isinstance(error, Refused):
            # A script reads the sentence alone, so the frame and all that it asks are left out.
            by_script = "application/json" in request.headers.get("Accept", "")
            template = "clinic/_not_done.html" if by_script else "409.html"
            return render(request, template, {"sentence": str(error)}, status=409)
        return None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware

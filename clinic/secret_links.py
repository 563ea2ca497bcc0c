"""Addresses that are a secret: how one is drawn, what is kept of it, and the pages that it leads to."""

import hashlib
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponseBase]
# Longer than any token of ours; of more nothing is read, so that nobody has us hash a novel.
LONGEST_TOKEN = 100


def new_token() -> str:
    """256 bits, known to whoever is handed the address and to nobody else."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """What a row holds of this token."""
    return hashlib.sha256(token[:LONGEST_TOKEN].encode("utf-8", "surrogatepass")).hexdigest()


def secret_address(view: View) -> View:
    """For a page whose address is the secret: it is told to nobody.

    Without a referrer browsers send no origin either, so that Django's check of it cannot be passed; the
    browser's own word that the form is ours stands in for it. No cookie has a say in what the view does.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        from_elsewhere = request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}
        if request.method == "POST" and from_elsewhere:
            raise PermissionDenied
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return guarded

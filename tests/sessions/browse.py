"""A therapist at the keyboard: signed in just now, asking as a page or as the page's script."""

import time
from typing import Any

from django.http import HttpResponse
from django.test import Client

from clinic.models import Staff

JSON = {"accept": "application/json"}


def signed_in(staff: Staff) -> Client:
    """With the password given a moment ago, so that nothing asks for it again."""
    client = Client()
    client.force_login(staff)
    login = client.session
    login["signed_in_at"] = time.time()
    login.save()
    return client


def send(client: Client, url: str, **fields: Any) -> HttpResponse:
    """Post as the charting page's script does."""
    return client.post(url, fields, headers=JSON)

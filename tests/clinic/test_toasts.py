"""What was done is told on the next page that is shown, however much was done until then."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from clinic.toasts import MOST, Waiting, toast

pytestmark = pytest.mark.django_db


def acted(session, *words):
    """A request of that login that shows no page."""
    request = RequestFactory().post("/")
    request.session = session
    request._messages = Waiting(request)
    for text in words:
        toast(request, text)
    request._messages.update(HttpResponse())


def test_the_newest_few_wait_for_a_page(client):
    session = client.session
    for number in range(3 * MOST):
        acted(session, f"Done {number}.")

    shown = RequestFactory().get("/")
    shown.session = session
    waiting = [str(one) for one in Waiting(shown)]

    assert waiting == [f"Done {number}." for number in range(2 * MOST, 3 * MOST)]

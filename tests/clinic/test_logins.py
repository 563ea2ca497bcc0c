"""A login is what Django keeps of it, until it ends."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends import db

from clinic.logins import SessionStore

pytestmark = pytest.mark.django_db


def test_what_was_kept_is_read_and_an_ended_login_is_nobody_s(tuesday):
    kept = db.SessionStore()
    kept["colour"] = "teal"
    kept.save()

    assert SessionStore(kept.session_key)["colour"] == "teal"

    tuesday.shift(timedelta(hours=13))
    ended = SessionStore(kept.session_key)
    assert ended.get("colour") is None
    assert ended.session_key is None


def test_a_key_that_nobody_was_given_is_not_taken_over():
    invented = SessionStore("a" * 32)
    assert invented.is_empty() or invented.get("colour") is None
    assert invented.session_key is None

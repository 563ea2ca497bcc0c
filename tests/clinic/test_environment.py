"""The environment is refused in words when it makes no sense."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from clinic import environment


@pytest.mark.parametrize(
    ("read", "value", "words"),
    [
        (lambda: environment.flag("X"), "maybe", "must be 1 or 0"),
        (lambda: environment.number("X", 5, 1, 60), "-3", "whole number from 1 to 60"),
        (lambda: environment.number("X", 5, 1, 60), "٣", "whole number from 1 to 60"),
        (lambda: environment.number("X", 5, 1, 60), "9" * 5000, "whole number from 1 to 60"),
        (lambda: environment.secret("X"), "short", "at least 32 random characters"),
        (lambda: environment.secret("X"), "a" * 50, "at least 32 random characters"),
        (lambda: environment.secret("X"), "django-insecure-0123456789abcdefghijklmnop", "at least 32"),
        (lambda: environment.database("X"), "mysql://u:p@h/d", "must look like postgresql://"),
        (lambda: environment.database("X"), "postgresql://host/", "must look like postgresql://"),
    ],
)
def test_nonsense_is_refused_in_words(monkeypatch, read, value, words):
    monkeypatch.setenv("X", value)

    with pytest.raises(ImproperlyConfigured, match=words):
        read()


def test_what_has_no_default_must_be_set(monkeypatch):
    monkeypatch.delenv("X", raising=False)

    with pytest.raises(ImproperlyConfigured, match="X is not set"):
        environment.text("X")


def test_a_password_in_the_address_may_hold_any_character(monkeypatch):
    monkeypatch.setenv("X", "postgresql://ann:p%40ss%2Fword@db:6432/clinic")

    assert environment.database("X") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "clinic",
        "USER": "ann",
        "PASSWORD": "p@ss/word",
        "HOST": "db",
        "PORT": "6432",
    }

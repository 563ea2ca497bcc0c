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
        (lambda: environment.mail("X"), "https://mail.example", "must look like smtps://"),
        (lambda: environment.mail("X"), "smtps://", "must look like smtps://"),
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
        "ENGINE": "clinic.postgres",
        "NAME": "clinic",
        "USER": "ann",
        "PASSWORD": "p@ss/word",
        "HOST": "db",
        "PORT": "6432",
    }


@pytest.mark.parametrize(
    ("url", "port", "ssl", "tls"),
    [
        ("smtps://ann:p%40ss@mail.example", 465, True, False),
        ("smtp://ann:p%40ss@mail.example:2525", 2525, False, True),
        ("smtp://ann:p%40ss@localhost", 587, False, False),
    ],
)
def test_mails_leave_the_machine_only_under_tls(monkeypatch, url, port, ssl, tls):
    monkeypatch.setenv("X", url)

    said = environment.mail("X")

    assert (said["EMAIL_PORT"], said["EMAIL_USE_SSL"], said["EMAIL_USE_TLS"]) == (port, ssl, tls)
    assert (said["EMAIL_HOST_USER"], said["EMAIL_HOST_PASSWORD"]) == ("ann", "p@ss")


def test_without_a_mail_server_mails_are_printed(monkeypatch):
    monkeypatch.delenv("X", raising=False)

    assert environment.mail("X") == {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}

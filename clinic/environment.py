"""What the environment says, read once and refused in words when it makes no sense."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "yes", "true", "on"}
NO = {"0", "no", "false", "off", ""}


def text(name: str, default: str | None = None) -> str:
    """The variable as it stands; refused when it is absent and there is no default."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set. README.md tells what it is for.")
    return value


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "1" if default else "0").strip().lower()
    if value not in YES | NO:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value in YES


def number(name: str, default: int, least: int, most: int) -> int:
    raw = os.environ.get(name, str(default))
    if not (raw.isascii() and raw.isdigit() and least <= int(raw[:9]) <= most):
        raise ImproperlyConfigured(f"{name} must be a whole number from {least} to {most}, not {raw!r}.")
    return int(raw)


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list, blanks left out."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def secret(name: str) -> str:
    """A key of at least 32 characters that is not an example of one."""
    value = text(name)
    if len(value) < 32 or len(set(value)) < 10 or "insecure" in value or "change" in value:
        raise ImproperlyConfigured(f"{name} must be at least 32 random characters.")
    return value


def database(name: str) -> dict[str, str]:
    """Django's connection settings from a URL like postgresql://user:password@host:5432/name."""
    url = urlsplit(text(name))
    if url.scheme not in {"postgres", "postgresql"} or not url.path.strip("/") or not url.username:
        raise ImproperlyConfigured(f"{name} must look like postgresql://user:password@host:5432/name.")
    return {
        "ENGINE": "clinic.postgres",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "",
        "PORT": str(url.port or 5432),
    }


def mail(name: str) -> dict[str, Any]:
    """Django's mail settings from a URL like smtps://user:password@host:465; unset prints mails instead.

    smtp:// turns to TLS after the greeting, unless the host is this machine.
    """
    if not os.environ.get(name):
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    url = urlsplit(text(name))
    if url.scheme not in {"smtp", "smtps"} or not url.hostname:
        raise ImproperlyConfigured(f"{name} must look like smtps://user:password@host:465.")
    return {
        "EMAIL_HOST": url.hostname,
        "EMAIL_PORT": url.port or (465 if url.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_SSL": url.scheme == "smtps",
        "EMAIL_USE_TLS": url.scheme == "smtp" and url.hostname not in {"localhost", "127.0.0.1"},
    }


def files(prefix: str, folder: Path) -> dict[str, Any]:
    """Django's storage of private files: the bucket of {prefix}_BUCKET if there is one, else the folder.

    {prefix}_ENDPOINT is the store's address, for stores that are not Amazon's; _KEY, _SECRET and _REGION
    are its words for who we are and where it is.
    """
    bucket = os.environ.get(f"{prefix}_BUCKET", "")
    if not bucket:
        return {"BACKEND": "patients.files.disk.PrivateFiles", "OPTIONS": {"location": str(folder)}}
    endpoint = os.environ.get(f"{prefix}_ENDPOINT") or None
    if endpoint and not endpoint.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
        raise ImproperlyConfigured(f"{prefix}_ENDPOINT must begin with https://.")
    return {
        "BACKEND": "patients.files.bucket.PrivateBucket",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": endpoint,
            "region_name": text(f"{prefix}_REGION", "us-east-1"),
            "access_key": text(f"{prefix}_KEY"),
            "secret_key": text(f"{prefix}_SECRET"),
        },
    }

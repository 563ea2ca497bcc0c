"""What someone uploads, made into a file of our own: JPEG, PNG or PDF, with nothing but what it shows."""

import json
import subprocess
import sys
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files.base import File

from patients.files.kinds import JPEG, PDF, PNG, Cleaned, Unreadable, sniffed

__all__ = ["Cleaned", "Unreadable", "clean", "clean_image", "clean_pdf"]

IMAGES = frozenset({JPEG, PNG})
SECONDS = 15
EMPTY = "This file is empty. Choose it again."
NO_PICTURE = "Only JPEG and PNG pictures can be kept here. Save it as one of those, then add it."
NO_PDF = "This is no PDF. Save or print it to PDF, then add it."
NO_KIND = "Only JPEG and PNG pictures and PDF documents can be kept. Save it as one of those, then add it."
TOO_MUCH = "This file takes too much work to look through safely. Save or print it anew, then add it."

Upload = File | BinaryIO


def clean(upload: Upload) -> Cleaned:
    """By what it holds, never by its name; raises Unreadable, in words for whoever sent it."""
    return _cleaned(upload, IMAGES | {PDF}, NO_KIND)


def clean_image(upload: Upload) -> Cleaned:
    """Decoded, turned upright and written anew; raises Unreadable for everything but JPEG and PNG."""
    return _cleaned(upload, IMAGES, NO_PICTURE)


def clean_pdf(upload: Upload) -> Cleaned:
    """Written anew without metadata; raises Unreadable for whatever runs, opens, sends or hides."""
    return _cleaned(upload, frozenset({PDF}), NO_PDF)


def _cleaned(upload: Upload, kinds: frozenset[str], otherwise: str) -> Cleaned:
    content = _read(upload)
    kind = sniffed(content)
    if kind not in kinds:
        raise Unreadable(otherwise)
    return _read_apart(content, kind)


def _read(upload: Upload) -> bytes:
    """All of it, once it is known to be short enough."""
    most = settings.FILES_LARGEST_BYTES
    upload.seek(0)
    content: bytes = b"" if (getattr(upload, "size", 0) or 0) > most else upload.read(most + 1)
    if (getattr(upload, "size", 0) or 0) > most or len(content) > most:
        raise Unreadable(f"This file is larger than {most // 1_000_000} MB. Make it smaller, then add it.")
    if not content:
        raise Unreadable(EMPTY)
    return content


def _read_apart(content: bytes, kind: str) -> Cleaned:
    """In a process that ends with its memory or its time; see patients/files/apart.py."""
    command = [sys.executable, "-s", "-m", "patients.files.apart", kind]
    try:
        done = subprocess.run(  # noqa: S603  our own module, and a kind from our own list
            command, input=content, capture_output=True, cwd=settings.BASE_DIR, env={}, timeout=SECONDS
        )
        told, well = done.stdout, done.returncode == 0
    except subprocess.TimeoutExpired as late:
        told, well = late.stdout or b"", False
    about, ended, files = told.partition(b"\n")
    if not ended:
        raise Unreadable(TOO_MUCH)
    return _unpacked(json.loads(about), files, well=well)


def _unpacked(about: dict[str, Any], files: bytes, *, well: bool) -> Cleaned:
    """The thumbnail comes last: whoever fell over it had the file through already."""
    if "refused" in about:
        raise Unreadable(about["refused"])
    length = about.pop("bytes")
    if len(files) < length:
        raise Unreadable(TOO_MUCH)
    return Cleaned(content=files[:length], thumbnail=files[length:] if well else b"", **about)

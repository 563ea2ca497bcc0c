"""What a cleaned file is, and why one cannot be kept; without Django, for the reader apart."""

from dataclasses import dataclass

from clinic.refusals import Refused

JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
ENDINGS = {JPEG: "jpg", PNG: "png", PDF: "pdf"}
BEGINNINGS = {b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG, b"%PDF-": PDF}


class Unreadable(Refused):
    """Why a file cannot be kept, and what to do instead."""


@dataclass(frozen=True)
class Cleaned:
    """A file as we wrote it ourselves, with nothing in it but what it shows.

    width, height: pixels, upright; of a PDF its first page in points. thumbnail: a small JPEG, perhaps none.
    """

    content: bytes
    content_type: str
    width: int
    height: int
    pages: int = 1
    thumbnail: bytes = b""


def sniffed(content: bytes) -> str:
    """The kind by its first bytes, whatever the file is called; empty for every other kind."""
    return next((kind for start, kind in BEGINNINGS.items() if content.startswith(start)), "")

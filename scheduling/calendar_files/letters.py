"""The bytes of a calendar file as text."""

import re

from clinic.letters import encoding_of
from clinic.refusals import Refused

FOLD = re.compile(rb"\r?\n[ \t]")


class Illegible(Refused):
    """Letters that are in none of the ways in which calendars are written."""

    def __init__(self) -> None:
        super().__init__(
            "The letters of this file cannot be read. Save it from the other program as .ics in UTF-8."
        )


def unfolded(content: bytes) -> bytes:
    """With its lines whole: a fold may stand in the middle of a letter (RFC 5545, 3.1)."""
    return content if encoding_of(content).startswith("utf-16") else FOLD.sub(b"", content)


def text_of(content: bytes) -> str:
    """UTF-8, UTF-16, or what Windows writes in the west; raises Illegible."""
    whole = unfolded(content)
    try:
        return whole.decode(encoding_of(whole))
    except UnicodeDecodeError as error:
        raise Illegible from error

"""The short word after something was done, with its undo."""

from typing import Literal

from django.contrib import messages
from django.http import HttpRequest

Level = Literal["info", "done", "refused"]
LEVELS = {"info": messages.INFO, "done": messages.SUCCESS, "refused": messages.ERROR}


def toast(request: HttpRequest, text: str, *, undo: str | None = None, level: Level = "done") -> None:
    """Show text on the next page; undo is the address that a POST takes it back at."""
    messages.add_message(request, LEVELS[level], text, extra_tags=undo or "")

"""The short word after something was done, with its undo, which outlives it."""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from django.contrib import messages
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest

from clinic import clock
from clinic.naming import Naming

Level = Literal["info", "done", "refused"]
LEVELS = {"info": messages.INFO, "done": messages.SUCCESS, "refused": messages.ERROR}
MOST = 8
UNDO_SECONDS = 60
KEPT = "undo"


class Left(NamedTuple):
    """What the last thing done is taken back at, and for how many seconds more."""

    url: str
    seconds: int


class Waiting(SessionStorage):
    """Those not shown yet, in the login: the newest few, for a window may do much and never turn a page."""

    def serialize_messages(self, messages: Sequence[Any]) -> str:
        words: str = super().serialize_messages(messages[-MOST:])
        return words


def toast(
    request: HttpRequest, text: str, *, about: object = None, undo: str | None = None, level: Level = "done"
) -> None:
    """Show text on the next page; undo is the address that a POST takes it back at.

    about: whose name stands in it, for screens on which names are blurred; a refusal knows its own.
    """
    words = Naming(text, about) if about else text
    # Kept in the login as it is drawn, for a text that is read back knows no names.
    drawn = words.__html__() if isinstance(words, Naming) else words
    messages.add_message(request, LEVELS[level], drawn, extra_tags=undo or "")
    if undo:
        request.session[KEPT] = {"url": undo, "until": int(clock.now().timestamp()) + UNDO_SECONDS}
    elif level != "refused":
        no_undo(request)


def left(request: HttpRequest) -> Left | None:
    """The undo of the last thing that was done, also where its toast is long gone; None after a minute."""
    kept: dict[str, Any] = getattr(request, "session", {}).get(KEPT) or {}
    seconds = kept.get("until", 0) - int(clock.now().timestamp())
    return Left(kept["url"], seconds) if seconds > 0 else None


def no_undo(request: HttpRequest) -> None:
    """Something was done that cannot be taken back; what was done before it cannot be either, by that way."""
    request.session.pop(KEPT, None)

"""The short word after something was done, with its undo, which outlives it."""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from django.contrib import messages
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from clinic import clock

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

    about: whose name stands in it, for screens on which names are blurred.
    """
    words = _named(text, str(about)) if about else text
    messages.add_message(request, LEVELS[level], words, extra_tags=undo or "")
    if level != "refused":
        _keep(request, undo)


def left(request: HttpRequest) -> Left | None:
    """The undo of the last thing that was done, also where its toast is long gone; None after a minute."""
    kept: dict[str, Any] = getattr(request, "session", {}).get(KEPT) or {}
    seconds = kept.get("until", 0) - int(clock.now().timestamp())
    return Left(kept["url"], seconds) if seconds > 0 else None


def _named(text: str, name: str) -> SafeString:
    told = escape(name)
    return mark_safe(escape(text).replace(told, f'<span class="is-name">{told}</span>'))  # noqa: S308  escaped


def _keep(request: HttpRequest, undo: str | None) -> None:
    """In the login, for the pages after the next; whatever is done without an undo ends it."""
    if undo:
        request.session[KEPT] = {"url": undo, "until": int(clock.now().timestamp()) + UNDO_SECONDS}
    else:
        request.session.pop(KEPT, None)

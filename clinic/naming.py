"""Sentences that name patients, so that a screen which others can see blurs the names alone."""

import re
from typing import Self

from django.utils.html import escape
from django.utils.safestring import SafeString

NAME = '<span class="is-name">{}</span>'


class Naming(str):
    """A sentence and the names in it: plain text, in which a page marks those names when it shows it.

    What is cut from it or put together with it by other means than joined() is plain text without any.
    """

    names: tuple[str, ...]

    def __new__(cls, sentence: str, *whose: object) -> Self:
        told = super().__new__(cls, sentence)
        told.names = tuple(map(str, whose))
        return told

    def __str__(self) -> str:
        """Itself: otherwise str(refusal) would be a plain text."""
        return self

    def __html__(self) -> SafeString:
        if not self.names:
            return escape(self)
        longest_first = sorted(self.names, key=len, reverse=True)
        parts = re.split(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)", self)
        drawn = [NAME.format(escape(part)) if place % 2 else escape(part) for place, part in enumerate(parts)]
        return SafeString("".join(drawn))


def joined(*sentences: str) -> Naming:
    """One after the other, with the names that stand in any of them; empty ones are left out."""
    names = [name for one in sentences for name in getattr(one, "names", ())]
    return Naming(" ".join(filter(None, sentences)), *names)

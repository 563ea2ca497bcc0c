"""Sentences that name patients, so that a screen which others can see blurs the names alone."""

from collections.abc import Sequence
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
        told.names = tuple(filter(None, map(str, whose)))
        return told

    def __str__(self) -> str:
        """Itself: otherwise str(refusal) would be a plain text."""
        return self

    def __html__(self) -> SafeString:
        if not self.names:
            return escape(self)
        return SafeString(_marked(self, sorted(self.names, key=len, reverse=True)))


def joined(*sentences: str) -> Naming:
    """One after the other, with the names that stand in any of them; empty ones are left out."""
    names = [name for one in sentences for name in getattr(one, "names", ())]
    return Naming(" ".join(filter(None, sentences)), *names)


def _marked(text: str, names: Sequence[str]) -> str:
    """A name inside a longer word is none. Without a pattern: one would be put together for each patient."""
    if not names:
        return escape(text)
    name, *shorter = names
    first, *others = text.split(name)
    pieces = [first]
    for piece in others:
        if _of_a_word(pieces[-1][-1:]) or _of_a_word(piece[:1]):
            pieces[-1] += name + piece
        else:
            pieces.append(piece)
    return NAME.format(escape(name)).join(_marked(piece, shorter) for piece in pieces)


def _of_a_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"

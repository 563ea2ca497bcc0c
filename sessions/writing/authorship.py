"""Whose words a section's are: the map's until the therapist changes them, theirs from then on.

What the map says is never stored while it may still change: it is written when it is read, and kept by
signing. So nothing can make an untouched section stale, and nothing but its author changes one that is not.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sessions.writing.models import Authored, Section

Origins = Mapping[str, Mapping[str, str]]


def digest(text: str) -> str:
    """Tells two texts of the map apart; short enough for a form."""
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def is_own(note: Authored, section: str) -> bool:
    """Written by the therapist; so is every text of the time before the map wrote any."""
    return section in note.edited or bool(getattr(note, section))


@dataclass(frozen=True)
class Part:
    """One section as it is shown. fresh: what the map says now. basis: of the map's text below it."""

    name: str
    label: str
    text: str
    fresh: str
    own: bool
    basis: str
    carried_on: date | None

    @property
    def fresh_basis(self) -> str:
        return digest(self.fresh)

    @property
    def moved_on(self) -> bool:
        """The map has changed since the therapist wrote; unknown for words older than the map's."""
        return self.own and self.basis not in {"", self.fresh_basis}

    @property
    def fresh_lines(self) -> list[tuple[str, bool]]:
        """The map's lines, and whether the therapist's text lacks them."""
        have = {line.strip() for line in self.text.splitlines()}
        return [(line, line.strip() not in have) for line in self.fresh.splitlines()]


def parts(note: Any, generated: Mapping[str, str]) -> list[Part]:
    return [_part(note, section, generated[section.value]) for section in Section]


def _part(note: Any, section: Section, fresh: str) -> Part:
    own = is_own(note, section.value)
    origin = note.origins.get(section.value, {}) if own else {}
    carried = origin.get("carried")
    return Part(
        name=section.value,
        label=section.label,
        text=getattr(note, section.value) if own else fresh,
        fresh=fresh,
        own=own,
        basis=origin.get("basis", "") if own else digest(fresh),
        carried_on=date.fromisoformat(carried) if carried else None,
    )


def taken_in(note: Authored, texts: Mapping[str, Any], origins: Origins, *, current: bool) -> dict[str, Any]:
    """What of the texts is to be stored, and whose it then is: as values of the note's fields.

    A text that is word for word the map's own, by its basis, is the map's again; sent over a version that is
    not the newest it was only never touched, and changes nothing.
    """
    stored, edited, kept = {}, set(note.edited), dict(note.origins)
    for name, value in texts.items():
        if name not in Section.values:
            stored[name] = value
            continue
        told, own = dict(origins.get(name, {})), is_own(note, name)
        if told.get("basis") == digest(value):
            if own and current:
                stored[name] = ""
                edited.discard(name)
                kept.pop(name, None)
        elif value or own or told:
            stored[name] = value
            edited.add(name)
            kept[name] = {**kept.get(name, {}), **told}
    return {**stored, "edited": [name for name in Section.values if name in edited], "origins": kept}


def shown(note: Any, names: Iterable[str]) -> dict[str, Any]:
    """What is stored of the note, None for a section that the map writes."""
    return {
        name: getattr(note, name) if name not in Section.values or is_own(note, name) else None
        for name in names
    }


def settle(note: Any, generated: Mapping[str, str]) -> None:
    """Write the map's words into the sections that nobody touched, as signing keeps them."""
    for section in Section.values:
        if not is_own(note, section):
            setattr(note, section, generated[section])

"""The buttons of a section: take the map's text, keep mine, carry forward, insert, switch a line on or off.

Each ends in a text with its origin, which is saved like any other; a page's own script does the same at once.
"""

from dataclasses import dataclass
from typing import Any

from clinic.models import Staff
from sessions.models import TreatmentSession
from sessions.refusals import SessionRefused
from sessions.writing import recording
from sessions.writing.authorship import digest, is_own
from sessions.writing.gathering import day_of, last_signed
from sessions.writing.generating import generate
from sessions.writing.kept import KINDS
from sessions.writing.models import Section
from sessions.writing.words import sentence

ACTS = ("take", "keep", "carry", "insert", "line")


@dataclass
class Draft:
    """What was sent of a note, on its way to be saved."""

    treatment_session: TreatmentSession
    texts: dict[str, Any]
    origins: dict[str, dict[str, str]]
    by: Staff

    def text(self, section: str) -> str:
        """As it was sent; from a page that does not send it, as the note shows it."""
        if section in self.texts:
            return str(self.texts[section])
        if is_own(self.treatment_session, section):
            return str(getattr(self.treatment_session, section))
        return generate(self.treatment_session)[section]

    def own(self, section: str) -> bool:
        """The therapist's already, or changed just now on a page that has no script."""
        sent, basis = self.texts.get(section), self.origins.get(section, {}).get("basis")
        return is_own(self.treatment_session, section) or bool(sent and basis != digest(sent))

    def put(self, section: str, text: str, **origin: str) -> None:
        self.texts[section] = text
        self.origins[section] = {**self.origins.get(section, {}), **origin}


def apply(draft: Draft, act: str, value: str) -> None:
    """Do what the pressed button says. value: its section, with the words' kind and number if it has any."""
    section, _, which = value.partition(":")
    if section not in Section.values:
        raise SessionRefused("There is no such section.")
    {"take": _take, "keep": _keep, "carry": _carry, "insert": _insert, "line": _line}[act](
        draft, section, which
    )


def _take(draft: Draft, section: str, _which: str) -> None:
    fresh = generate(draft.treatment_session)[section]
    draft.put(section, fresh, basis=digest(fresh))


def _keep(draft: Draft, section: str, which: str) -> None:
    """which: the digest of the map's text that was looked at."""
    draft.put(section, draft.text(section), basis=which[:20])


def _carry(draft: Draft, section: str, _which: str) -> None:
    """What the last signed session says there; below one's own words, if there are any."""
    before = last_signed(draft.treatment_session)
    if before is None or not getattr(before, section):
        raise SessionRefused("There is nothing to carry forward from a signed session.")
    own = draft.text(section) if draft.own(section) else ""
    text = "\n".join(part for part in (own, getattr(before, section)) if part)
    draft.put(section, text, carried=day_of(before).isoformat())


def _insert(draft: Draft, section: str, which: str) -> None:
    kind, _, key = which.partition("-")
    words = _words(draft.by, kind, key)
    draft.put(section, "\n".join(part for part in (draft.text(section).rstrip(), words.text) if part))


def _line(draft: Draft, section: str, which: str) -> None:
    """In a section of the therapist's own within the text, else beside what the map writes."""
    text = sentence(_words(draft.by, "phrase", which).text)
    if not draft.own(section):
        recording.toggle_line(
            treatment_session=draft.treatment_session, section=section, text=text, by=draft.by
        )
        return
    draft.put(section, switched(draft.text(section), text))


def switched(text: str, line: str) -> str:
    """Without the sentence where it stands, else with it at the end."""
    if line in text:
        return text.replace(line, "", 1).replace("  ", " ").strip()
    return f"{text.rstrip()} {line}".strip()


def _words(by: Staff, kind: str, key: str) -> Any:
    usable = KINDS[kind].objects.visible_to(by).kept() if kind in KINDS else None
    known = key.isdecimal() and len(key) < 19
    words = usable.filter(pk=int(key)).first() if usable is not None and known else None
    if words is None:
        raise SessionRefused("These words are not there any more.")
    return words

"""Words kept ready for notes: everyone's and one's own, added, changed, taken away and put back."""

from itertools import chain
from operator import attrgetter
from typing import Any

from clinic import audit, clock
from clinic.asking import together
from clinic.models import Staff
from clinic.transactions import verb
from sessions.refusals import SessionRefused
from sessions.writing.models import KeptWords, NoteTemplate, Phrase
from sessions.writing.words import sentence

KINDS: dict[str, type[Any]] = {"phrase": Phrase, "template": NoteTemplate}
MOST = 400


def visible(staff: Staff) -> list[KeptWords]:
    """All that this person may use: own words first, by name."""
    kinds = [kind.objects.visible_to(staff).kept() for kind in KINDS.values()]
    together(*kinds)
    found = chain.from_iterable(kinds)
    return sorted(found, key=lambda words: (words.owner_id is None, words.name.casefold(), words.pk))


def kind_of(words: KeptWords) -> str:
    """phrase, line or template, as the form calls it."""
    if isinstance(words, NoteTemplate):
        return "template"
    return "line" if attrgetter("quick")(words) else "phrase"


@verb
def keep(*, kind: str, section: str, name: str, text: str, shared: bool, by: Staff) -> KeptWords:
    """Keep new words ready, for oneself or for everybody."""
    model = KINDS["template" if kind == "template" else "phrase"]
    if model.objects.visible_to(by).kept().count() >= MOST:
        raise SessionRefused(f"There are {MOST} already. Remove some that nobody uses.")
    words = model(owner=None if shared else by)
    return _save(words, "words kept", by, kind=kind, section=section, name=name, text=text)


@verb
def change(
    words: KeptWords, *, kind: str, section: str, name: str, text: str, shared: bool, by: Staff
) -> KeptWords:
    """Say it differently; a template stays one, and a phrase may become a quick line."""
    held = type(words).objects.select_for_update(no_key=True).get(pk=words.pk)
    if (kind == "template") != isinstance(held, NoteTemplate):
        raise SessionRefused("A template stays a template, and a phrase a phrase. Add a new one instead.")
    held.owner = None if shared else (held.owner or by)
    return _save(held, "words changed", by, kind=kind, section=section, name=name, text=text)


@verb
def remove(words: KeptWords, *, by: Staff) -> None:
    _set_aside(words, by, removed=True)


@verb
def restore(words: KeptWords, *, by: Staff) -> None:
    _set_aside(words, by, removed=False)


def _set_aside(words: KeptWords, by: Staff, *, removed: bool) -> None:
    held = type(words).objects.select_for_update(no_key=True).get(pk=words.pk)
    if (held.removed_at is not None) == removed:
        return
    held.removed_at = clock.now() if removed else None
    held.save(update_fields=["removed_at"])
    audit.record("words removed" if removed else "words restored", held, by=by)


def _save(words: Any, action: str, by: Staff, **said: str) -> KeptWords:
    words.section, words.name = said["section"], said["name"]
    words.text = sentence(said["text"]) if said["kind"] == "line" else said["text"]
    if isinstance(words, Phrase):
        words.quick = said["kind"] == "line"
    words.save()
    audit.record(action, words, by=by, fields=["name", "section", "text"])
    return words

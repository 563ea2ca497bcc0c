"""Saves of one page in their own order: a later one of the same page never loses to an earlier one."""

import uuid
from typing import Any, NamedTuple

from clinic import audit, clock, writing
from clinic.models import Staff
from clinic.transactions import verb
from sessions.models import NOTE_FIELDS, TreatmentSession
from sessions.open_session import hold, refuse_others
from sessions.visit.models import LeftBehind, NotePage


class Save(NamedTuple):
    """Which page sends, and its how-manieth save it is; both are the page's own."""

    page: uuid.UUID
    seq: int


def is_old(held: TreatmentSession, save: Save | None) -> bool:
    """A newer save of the same page has come before it. held: by sessions/open_session.py, here and below."""
    known = _known(held, save)
    return known is not None and save is not None and save.seq <= known.seq


def is_current(held: TreatmentSession, version: int, save: Save | None) -> bool:
    """Nobody else has written since that version: it is the newest, or all since came from this very page."""
    if version == held.version:
        return True
    known = _known(held, save)
    return known is not None and known.since <= version < held.version


def remember(held: TreatmentSession, save: Save | None) -> None:
    """Before the version is counted up: who writes now, and on top of what."""
    last = _last(held)
    if save is None:
        if last:
            writing.delete(last)
        return
    if last is None:
        new = NotePage(treatment_session=held, page=save.page, seq=save.seq, since=held.version)
        writing.insert(new)
        return
    last.since = last.since if last.page == save.page else held.version
    last.page, last.seq = save.page, save.seq
    writing.change(last, "page", "seq", "since")


def _known(held: TreatmentSession, save: Save | None) -> NotePage | None:
    last = _last(held)
    return last if last and save and last.page == save.page else None


def _last(held: TreatmentSession) -> NotePage | None:
    """Read with the session once it was held; nobody else writes it meanwhile."""
    return getattr(held, "note_page", None)


@verb
def leave_behind(
    *, treatment_session: TreatmentSession, texts: dict[str, Any], save: Save, by: Staff
) -> LeftBehind | None:
    """Keep what a closing page could not save, for a person to choose; None where all of it stands."""
    held = hold(treatment_session)
    refuse_others(held, by)
    words = {
        name: texts[name]
        for name in NOTE_FIELDS
        if texts.get(name, "").strip() and texts[name] not in getattr(held, name)
    }
    if not words:
        return None
    row = LeftBehind.objects.create(
        treatment_session=held, page=save.page, texts=words, at=clock.now(), by=by
    )
    audit.record("left words behind", held, by=by, fields=sorted(words), ids=[row.pk])
    return row


@verb
def settle(*, left: LeftBehind, by: Staff) -> LeftBehind:
    """Somebody has chosen what stays of it; the words themselves are kept."""
    held = hold(left.treatment_session)
    refuse_others(held, by)
    row = LeftBehind.objects.select_for_update(of=("self",)).get(pk=left.pk)
    if row.settled_at is None:
        row.settled_at = clock.now()
        row.save(update_fields=["settled_at"])
        audit.record("chose between texts", held, by=by, ids=[row.pk])
    return row

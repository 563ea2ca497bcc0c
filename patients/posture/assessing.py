"""Writing a posture note: begun, answered finding by finding, closed by the end of the clinic's day."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from clinic import audit, clock
from clinic.models import Staff
from clinic.refusals import Refused
from clinic.transactions import verb
from patients.holding import hold_living
from patients.models import Patient, PlumbDistance, PostureFinding, PostureMeasure, PostureNote, PostureSign

CLOSED = (
    "This posture note was closed at the end of its day. Begin a new assessment; this one stays as it is."
)


class NoteClosed(Refused):
    """Only its author writes in a note, and only on the clinic's day on which it was begun."""


class AnswerRefused(Refused):
    """Why a finding is not kept as it was given."""


class ChangedElsewhere(Refused):
    """Somebody saved the same thing since it was read; theirs is what is stored now, None once it is gone."""

    def __init__(self, theirs: Any) -> None:
        self.theirs = theirs
        super().__init__("This was changed in another window. Both are shown; choose what stays.")


class Said(NamedTuple):
    """What is said of one finding; all empty takes it away."""

    measure: PostureMeasure | None = None
    value: Decimal | None = None
    grade: int | None = None
    words: str = ""

    def __bool__(self) -> bool:
        return self.value is not None or self.grade is not None or bool(self.words)


@verb
def begin(patient: Patient, *, key: UUID, same: bool = False, by: Staff) -> PostureNote:
    """A note for today; same: with the findings of the last one, each to be confirmed.

    The same key again gives the note it gave before.
    """
    hold_living(patient)
    if known := PostureNote.objects.filter(key=key, patient=patient).first():
        return known
    last = before(patient) if same else None
    now = clock.now()
    note = PostureNote.objects.create(patient=patient, by=by, assessed_at=now, saved_at=now, key=key)
    if last:
        _carry(last, note)
    audit.record("assessed", note, by=by)
    return note


def before(patient: Patient, note: PostureNote | None = None) -> PostureNote | None:
    """The patient's assessment before this one; the latest of all where none is given."""
    notes = PostureNote.objects.filter(patient=patient).newest_first()
    if note:
        notes = notes.filter(assessed_at__lt=note.assessed_at)
    return notes.select_related("by").first()


def _carry(last: PostureNote, note: PostureNote) -> None:
    PostureFinding.objects.bulk_create(
        PostureFinding(
            note=note,
            sign_id=old.sign_id,
            side=old.side,
            view=old.view,
            measure_id=old.measure_id,
            value=old.value,
            grade=old.grade,
            words=old.words,
            carried=True,
        )
        for old in last.findings.filter(carried=False)
    )


def may_write(note: PostureNote, staff: Staff) -> bool:
    return note.open_for == staff.pk


def hold(note: PostureNote, by: Staff) -> PostureNote:
    """The note, locked until the transaction ends; raises NoteClosed for all but its author on its day."""
    held = PostureNote.objects.select_for_update(no_key=True).get(pk=note.pk)
    if held.open_for is None:
        raise NoteClosed(CLOSED)
    if held.open_for != by.pk:
        raise NoteClosed(f"This posture note is {held.by}'s, who alone can write in it. Begin your own.")
    return held


@verb
def answer(
    note: PostureNote, sign: PostureSign, side: str, view: str, said: Said, *, version: int, by: Staff
) -> PostureFinding | None:
    """Keep what is said of one finding; None once nothing is said of it any more.

    version: of the stored row when it was read, 0 for none; ChangedElsewhere if that is no longer so.
    A finding that is to one side only moves to the side it is given with.
    """
    held = hold(note, by)
    _refuse_unfit(sign, side, view, said)
    found = _found(held, sign, side)
    if found and _same(found, side, said):
        return _confirmed(found, held, by)
    if version != (found.version if found else 0):
        raise ChangedElsewhere(found)
    if not said:
        if found:
            found.delete()
            _saved(held, by)
        return None
    row = found or PostureFinding(note=held, sign=sign, version=0)
    row.side, row.view, row.carried = side, view, False
    row.measure, row.value, row.grade, row.words = said
    row.version += 1
    row.save()
    _saved(held, by)
    return row


def _found(note: PostureNote, sign: PostureSign, side: str) -> PostureFinding | None:
    rows = note.findings.filter(sign=sign).select_related("measure", "sign")
    return rows.filter(side=side).first() if sign.sides == PostureSign.Sides.EACH else rows.first()


def _refuse_unfit(sign: PostureSign, side: str, view: str, said: Said) -> None:
    """In words what the database would refuse without them."""
    if view not in sign.views:
        raise AnswerRefused(f"{sign} is not seen in this view.")
    if side not in sign.allowed_sides:
        raise AnswerRefused(f"{sign}: choose a side, left or right.")
    if said.grade is not None and not 0 <= said.grade < len(sign.grades):
        raise AnswerRefused(f"{sign} has the grades 0 to {len(sign.grades) - 1}.")
    if said.value is None:
        return
    measure = said.measure
    if measure is None or measure.sign_id != sign.pk:
        raise AnswerRefused(f"{sign}: say how the value was measured.")
    if not measure.low <= said.value <= measure.high:
        low, high = measure.in_words(measure.low), measure.in_words(measure.high)
        raise AnswerRefused(f"{sign}: measured so, it lies between {low} and {high}.")


def _same(found: PostureFinding, side: str, said: Said) -> bool:
    stored = (found.measure, found.value, found.grade, found.words)
    return stored == tuple(said) and found.side == side


def _confirmed(found: PostureFinding, note: PostureNote, by: Staff) -> PostureFinding:
    """Said once more, what was carried over counts as looked at; else it is a repeat and changes nothing."""
    if found.carried:
        found.carried = False
        found.version += 1
        found.save()
        _saved(note, by)
    return found


@verb
def confirm(note: PostureNote, *, by: Staff) -> int:
    """All that is still carried over counts as looked at and unchanged; says how many that were."""
    held = hold(note, by)
    carried = list(held.findings.filter(carried=True))
    for finding in carried:
        finding.carried = False
        finding.version += 1
    PostureFinding.objects.bulk_update(carried, ["carried", "version"])
    _saved(held, by)
    return len(carried)


@verb
def plumb(note: PostureNote, view: str, distances: Mapping[str, Decimal | None], *, by: Staff) -> None:
    """Keep the distances from the plumb line in this view, by landmark; None takes one away."""
    held = hold(note, by)
    for landmark, cm in distances.items():
        where: dict[str, Any] = {"note": held, "view": view, "landmark": landmark}
        if cm is None:
            PlumbDistance.objects.filter(**where).delete()
        else:
            PlumbDistance.objects.update_or_create(**where, defaults={"cm": cm})
    _saved(held, by)


@verb
def write(note: PostureNote, words: str, *, version: int, by: Staff) -> PostureNote:
    """Keep the free words; ChangedElsewhere, with theirs, if another window saved others meanwhile."""
    held = hold(note, by)
    if held.words == words:
        return held
    if version != held.words_version:
        raise ChangedElsewhere(held)
    held.words, held.words_version = words, held.words_version + 1
    _saved(held, by)
    return held


def _saved(note: PostureNote, by: Staff) -> None:
    note.save_now()
    audit.record("changed", note, by=by, fields=["posture"])

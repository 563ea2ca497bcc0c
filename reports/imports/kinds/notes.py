"""Notes from another program: kept word for word, as documents that were signed there."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from clinic import clock
from clinic.fields import clean_text
from clinic.loading import save_many
from clinic.models import Staff
from patients.fields import LineField
from reports.imports.kinds import whose
from reports.imports.line import Line
from reports.imports.models import NOTES, Brought, Import, ImportRow
from reports.imports.reading import values
from reports.imports.reading.headings import SYSTEMS
from reports.imports.reading.refusals import Crooked
from sessions.earlier import taking_in
from sessions.earlier.models import EarlierNote

SECTIONS = ("subjective", "objective", "assessment", "plan")
AUTHOR, TITLE = LineField(max_length=120, required=False), LineField(max_length=120, required=False)
NOBODY, UNTITLED = "Not named in the file", "Note"


class Notes:
    place = NOTES
    chunk = 500
    fields = {
        "id": "Their id",
        **whose.FIELDS,
        "written": "Written on",
        "time": "Written at (time)",
        "author": "Written by",
        "title": "Title",
        "text": "Text",
        **{name: f"Text: {name}" for name in SECTIONS},
    }
    shown = {"name": "Patient", "written": "Written", "author": "By", "title": "Title", "text": "Text"}

    def missing(self, fields: set[str]) -> str:
        if not whose.is_named(fields):
            return whose.MISSING
        if "written" not in fields:
            return "Say which column has the day on which a note was written."
        return "" if {"text", *SECTIONS} & fields else "Say which column has the text."

    def read(self, line: Line, batch: Import) -> dict[str, Any]:
        order = batch.choices.get("order", "")
        at, timed = line.read("written", lambda text: _written(text, line.said("time"), order))
        if at > clock.now():
            raise Crooked(f"{line.heading('written')}: that day has not come yet.")
        return {
            **whose.read(line, order),
            "written": at.isoformat(),
            "timed": timed,
            "author": line.read_if_said("author", AUTHOR.clean) or NOBODY,
            "title": line.read_if_said("title", TITLE.clean) or UNTITLED,
            "text": _text(line),
        }

    def identity(self, becomes: dict[str, Any]) -> list[Any]:
        digest = hashlib.sha256(becomes["text"].encode()).hexdigest()
        return [becomes[part] for part in ("whose", "number", "name", "written", "author", "title")] + [
            digest
        ]

    def weigh(self, rows: Sequence[ImportRow], batch: Import) -> None:
        """Whose each is, and whether the same note stands there already."""
        whose.find(rows, batch)
        fit = [row for row in rows if row.verdict == ImportRow.Verdict.NEW]
        people = {row.becomes["patient"] for row in fit}
        notes = EarlierNote.objects.filter(patient__in=people, written_at__in=[_at(row) for row in fit])
        here = {*notes.values_list("patient", "written_at", "author", "title", "text")}
        for row in fit:
            told = (row.becomes[name] for name in ("author", "title", "text"))
            if (row.becomes["patient"], _at(row), *told) in here:
                row.verdict = ImportRow.Verdict.HERE

    def again(self, rows: Sequence[ImportRow], batch: Import) -> None:
        """A note stays as it came."""

    def bring(self, rows: Sequence[ImportRow], batch: Import, *, by: Staff, at: datetime) -> list[Brought]:
        notes = [
            taking_in.sealed(
                patient_id=row.becomes["patient"],
                written_at=_at(row),
                came_from=SYSTEMS[batch.system][:40],
                at=at,
                by=by,
                **{name: row.becomes[name] for name in ("timed", "author", "title", "text")},
            )
            for row in rows
        ]
        save_many(notes)
        return [
            Brought(batch=batch, place=NOTES, object_id=note.pk, system=batch.system, source=row.source)
            for row, note in zip(rows, notes, strict=True)
        ]


def _at(row: ImportRow) -> datetime:
    return datetime.fromisoformat(row.becomes["written"])


def _written(day: str, time: str, order: str) -> tuple[datetime, bool]:
    at, timed = values.moment(day, order)
    if timed or not time:
        return at, timed
    return values.instant(clock.local(at).date(), values.clock_time(time)[0]), True


def _text(line: Line) -> str:
    """The text, and under their names the parts of a note in four."""
    told = {name: line.read_if_said(name, clean_text) for name in SECTIONS}
    sections = [f"{name.capitalize()}\n{said}" for name, said in told.items() if said]
    text = "\n\n".join(filter(None, [line.read_if_said("text", clean_text), *sections]))
    if not text:
        raise Crooked("There is no text.")
    return text

"""Files as other programs write them, and the way of one through all its stations."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from xml.sax.saxutils import escape

from django.db import transaction

from clinic import audit, clock
from clinic.models import Clinic, Staff
from patients.models import Patient
from reports.imports import steps
from reports.imports.jobs import run
from reports.imports.models import Import
from reports.imports.steps import State
from sessions.earlier import taking_in
from sessions.models import EarlierNote

FRESHA = ["Client ID", "First Name", "Last Name", "Mobile Number", "Email", "Date of Birth", "Blocked"]
PEOPLE = [
    ["F1", "Ada", "Byron", "07700 900101", "ada@example.test", "1985-12-10", "true"],
    ["F2", "Zoë", "O'Neill", "", "", "1990-02-28", ""],
]


def table(*rows: Sequence[str], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue().encode(encoding)


def workbook(*rows: Sequence[object], more: dict[str, str] | None = None) -> bytes:
    """As small as Excel still opens it; a number that is a float is a day."""
    lines = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    parts = {
        "xl/workbook.xml": '<workbook xmlns="a" xmlns:r="b"><sheets><sheet r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<a><Relationship Id="r1" Target="worksheets/sheet1.xml"/></a>',
        "xl/styles.xml": '<a><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></a>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="a"><sheetData>{lines}</sheetData></worksheet>',
        **(more or {}),
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as held:
        for name, text in parts.items():
            held.writestr(name, text)
    return content.getvalue()


def _cell(said: object) -> str:
    if isinstance(said, float):
        return f'<c s="1"><v>{said}</v></c>'
    if isinstance(said, int):
        return f"<c><v>{said}</v></c>"
    if str(said).startswith("="):
        return f'<c t="str"><f>{escape(str(said)[1:])}</f><v>shown</v></c>'
    return f'<c t="inlineStr"><is><t>{escape(str(said))}</t></is></c>'


def uploaded(content: bytes, by: Staff, kind: str = "patients", system: str = "") -> Import:
    digest = hashlib.sha256(content).hexdigest()
    return steps.upload(content, kind=kind, system=system, file_name="list.csv", digest=digest, by=by)


def tried(content: bytes, by: Staff, kind: str = "patients", system: str = "", **choices: object) -> Import:
    batch = uploaded(content, by, kind, system)
    steps.choose(
        batch,
        by=by,
        system=batch.system,
        shape=batch.shape,
        columns=batch.columns,
        choices={"order": "day", **choices},
    )
    return taken(batch, State.CHECKING, by)


def brought(content: bytes, by: Staff, kind: str = "patients", system: str = "", **choices: object) -> Import:
    return taken(tried(content, by, kind, system, **choices), State.BRINGING, by)


def taken(batch: Import, step: str, by: Staff) -> Import:
    """As the worker takes it."""
    steps.begin(batch, step, by=by)
    run(batch.pk)
    batch.refresh_from_db()
    Clinic.remember(None)
    return batch


@transaction.atomic
def earlier_note(
    person: Patient, by: Staff, text: str = "Neck, left side. Better after.", **said: Any
) -> EarlierNote:
    """A note that came from another program; said: what the file says differently."""
    told = {
        "written_at": clock.now() - timedelta(days=400),
        "timed": True,
        "author": "Pat Moss",
        "title": "Note",
    }
    note = taking_in.sealed(
        patient=person, text=text, came_from="Jane", at=clock.now(), by=by, **{**told, **said}
    )
    note.save()
    audit.record("brought in", note, by=by)
    return note

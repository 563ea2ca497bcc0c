"""A file that is there to be fetched, one that is written now, and a clinic with a bit of everything."""

import csv
import io
import secrets
import uuid
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from clinic import audit, clock
from clinic.models import Staff
from patients.models import Patient
from reports.exports import asking, writing
from reports.exports.models import Export
from sessions import treating
from sessions.courses.models import Measure
from tests import make


@transaction.atomic
def offered(by: Staff, content: bytes = b"", **fields: Any) -> Export:
    """As the worker leaves one that is written."""
    told = {"kind": Export.Kind.RESEARCH, "state": Export.State.READY, "rows": 3, "people": 2, **fields}
    stored = default_storage.save(f"ab/{secrets.token_hex(16)}", ContentFile(content))
    export = Export.objects.create(
        asked_by=by, asked_at=clock.now(), stored=stored, name="research.zip", sha256="0" * 64,
        size=len(content), expires_at=clock.now() + timedelta(hours=1), **told,
    )  # fmt: skip
    audit.record("wrote an export", export, by=None)
    return export


def taken(by: Staff, kind: str, **about: Any) -> io.BytesIO:
    """Asked for, written as the worker does, and fetched."""
    export = asking.ask(kind, {}, by=by, **about)
    writing.write(export.pk)
    export.refresh_from_db()
    assert export.state == "ready", export.failed_why
    return io.BytesIO(default_storage.open(export.stored).read())


def lines(table: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.decode(), newline="")))


def treated(notes: int = 1) -> tuple[Staff, Patient]:
    """A therapist, and a patient of hers with so many signed notes and all that a record may hold."""
    maya, helen = make.therapist("Maya"), make.patient("Helen =Moss", phone="0151 496 0100")
    for days in range(1, notes + 1):
        session = make.treatment_session(maya, make.at("08:00") - timedelta(days=days), patient=helen)
        found = make.point(session, tenderness_before=8, after=3)
        treating.treat(finding=found, technique="stretch", key=uuid.uuid4(), by=maya)
        make.signed(session, pain_before=6, pain_after=2)
    make.history(helen, maya, "Neck pain", hernia=("yes", "2019", "Mended"))
    make.document(helen, maya)
    make.posture_photo(make.posture_note(helen, maya))
    about = make.complaint(helen, maya)
    make.plan(about, maya, goals=["Look over the shoulder"])
    make.home_care(about, maya)
    make.outcome(about, Measure.objects.get(pk="nprs"), [6], maya)
    return maya, helen

"""Rows written by hand are the rows that save() and delete() would leave."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from clinic import audit, writing
from scheduling.models import Room
from sessions.models import PointFinding, TreatmentSession, TriggerPoint
from tests import make

pytestmark = pytest.mark.django_db


def test_of_a_row_only_what_is_named_changes_and_its_moment_of_saving(tuesday):
    session = make.treatment_session(make.therapist("Maya"))
    before = session.saved_at
    session.plan, session.assessment = "50 % less", "not this"
    session.edited, session.origins = ["plan"], {"plan": {"basis": "0" * 20}}
    tuesday.shift(60)

    writing.change(session, "plan", "edited", "origins", "saved_at")

    kept = TreatmentSession.objects.get()
    assert (kept.plan, kept.assessment) == ("50 % less", "")
    assert (kept.edited, kept.origins) == (session.edited, session.origins)
    assert kept.saved_at == session.saved_at > before


def test_what_is_gone_is_not_changed_in_silence():
    room = make.room()
    room.name = "Room 2"
    with pytest.raises(DatabaseError, match="not there any more"):
        writing.change(Room(pk=0, name="Room 2"), "name")
    writing.change(room, "name")
    assert Room.objects.get().name == "Room 2"


def test_a_row_that_something_hangs_from_does_not_go():
    finding = make.point(make.treatment_session(make.therapist("Maya")))
    with transaction.atomic():
        writing.delete(finding.point)
        with pytest.raises(IntegrityError):
            connection.check_constraints()
        transaction.set_rollback(True)
    writing.delete(finding)
    writing.delete(finding.point)
    audit.record("charted", by=None)
    assert not PointFinding.objects.exists()
    assert not TriggerPoint.objects.exists()

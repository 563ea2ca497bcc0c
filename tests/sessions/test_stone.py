"""A signed session is stone: whichever way a change comes, the database refuses it."""

import threading
import uuid

import pgtrigger
import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import ProtectedError

from clinic import audit, clock
from sessions import snapshot
from sessions.models import Addendum, PointFinding, TreatmentSession, TriggerPoint
from tests import make
from tests.conftest import APP, OWNER
from tests.database import connected_as

SESSION, FINDING = "treatment_sessions_treatmentsession", "treatment_sessions_pointfinding"
RESTRICT_VIOLATION, NO_RIGHT = "23001", "42501"
POINT, ADDENDUM = "treatment_sessions_triggerpoint", "treatment_sessions_addendum"


def signed_session():
    session = make.treatment_session(make.therapist("Maya"))
    finding = make.point(session, code="LS1", tenderness_before=7, after=3)
    session = make.signed(session)
    Addendum.objects.create(
        treatment_session=session, text="Called.", why="Call", key=uuid.uuid4(), added_by=session.therapist
    )
    return session, finding


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def orm_save(session, _finding):
    session.plan = "Changed."
    session.save()


def bulk(session, _finding):
    session.plan = "Changed."
    TreatmentSession.objects.bulk_update([session], ["plan"])


def insert_finding(session, finding):
    PointFinding.objects.create(
        treatment_session=session, point=TriggerPoint.objects.create(
            patient=session.patient, muscle=finding.point.muscle, side="right"
        ), number=2, chart="tp-a", chart_version=1, view="posterior", x=0, y=0, placed_by="tap",
        key=uuid.uuid4(),
    )  # fmt: skip


def move_out(session, finding):
    other = make.treatment_session(session.therapist, make.at("06:00"))
    PointFinding.objects.filter(pk=finding.pk).update(treatment_session=other)


def move_in(session, _finding):
    other = make.point(make.treatment_session(session.therapist, make.at("06:00")))
    PointFinding.objects.filter(pk=other.pk).update(treatment_session=session, number=9)


def delete_past_the_orm(session, _finding):
    TreatmentSession.objects.filter(pk=session.pk)._raw_delete("default")


def sign_again(session, _finding):
    TreatmentSession.objects.filter(pk=session.pk).update(signed_at=clock.now())


def past_our_triggers(_session, _finding):
    with pgtrigger.ignore(), transaction.atomic():
        run(f"UPDATE {SESSION} SET plan = 'Changed.'")


PATHS = {
    "save": orm_save,
    "queryset update": lambda session, _: TreatmentSession.objects.filter(pk=session.pk).update(plan="x"),
    "bulk update": bulk,
    "delete": lambda session, _: session.delete(),
    "delete past the ORM's checks": delete_past_the_orm,
    "queryset delete": lambda _, finding: PointFinding.objects.filter(pk=finding.pk).delete(),
    "raw update": lambda *_: run(f"UPDATE {SESSION} SET subjective = ''"),
    "raw unsign": lambda *_: run(
        f"UPDATE {SESSION} SET signed_at = NULL, signed_by_id = NULL, snapshot = '', digest = ''"
    ),
    "raw delete": lambda *_: run(f"DELETE FROM {SESSION}"),
    "raw patient": lambda *_: run(f"UPDATE {SESSION} SET patient_id = patient_id + 1"),
    "score": lambda *_: run(f"UPDATE {FINDING} SET tenderness_after = 0"),
    "finding added": insert_finding,
    "finding deleted": lambda *_: run(f"DELETE FROM {FINDING}"),
    "finding moved out": move_out,
    "finding moved in": move_in,
    "point renamed": lambda *_: run(f"UPDATE {POINT} SET side = 'right'"),
    "point deleted": lambda *_: run(f"DELETE FROM {POINT}"),
    "addendum changed": lambda *_: run(f"UPDATE {ADDENDUM} SET text = 'x'"),
    "addendum deleted": lambda *_: run(f"DELETE FROM {ADDENDUM}"),
    "signed again": sign_again,
    "pgtrigger.ignore": past_our_triggers,
    "truncate": lambda *_: run(f"TRUNCATE {SESSION} CASCADE"),
    "replica role": lambda *_: run(f"SET session_replication_role = replica; DELETE FROM {FINDING}"),
    "trigger off": lambda *_: run(f"ALTER TABLE {SESSION} DISABLE TRIGGER signed_is_stone"),
    "trigger dropped": lambda *_: run(f"DROP TRIGGER findings_are_stone ON {FINDING}"),
}
# What a role that owns the tables may do to them at all; verify_signatures finds what it did.
ONLY_THE_APP = {"trigger off", "trigger dropped"}


def everything():
    return [
        list(model.objects.order_by("pk").values())
        for model in (TreatmentSession, PointFinding, TriggerPoint, Addendum)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_no_path_changes_a_signed_session(path):
    session, finding = signed_session()
    before = everything()

    with pytest.raises(DatabaseError) as error, transaction.atomic():
        PATHS[path](session, finding)

    assert is_refusal(error.value)
    assert everything() == before


def is_refusal(error):
    """By a trigger of ours, by missing rights, or by Django beforehand; not some mistake of the test's."""
    return isinstance(error, ProtectedError) or error.__cause__.sqlstate in {RESTRICT_VIOLATION, NO_RIGHT}


@pytest.mark.django_db(transaction=True)
def test_the_owner_is_held_to_it_as_well():
    session, finding = committed(signed_session)
    before = everything()
    connected_as(OWNER)

    for path in sorted(PATHS.keys() - ONLY_THE_APP):
        with pytest.raises(DatabaseError) as error, transaction.atomic():
            PATHS[path](session, finding)
        assert is_refusal(error.value), path

    connected_as(APP)
    assert everything() == before


def whole_signature(session):
    text = '{"a":"ä"}'
    return {
        "signed_at": clock.now(), "signed_by": session.therapist, "ended_at": clock.now(),
        "snapshot": text, "digest": snapshot.digest(text),
    }  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"snapshot": '{"a":"b"}'},
        {"digest": "0" * 64},
        {"snapshot": "", "digest": snapshot.digest("")},
        {"signed_by": None},
        {"ended_at": None},
        {"signed_at": None},
    ],
)
def test_a_signature_is_whole_or_not_there(change):
    session = make.treatment_session(make.therapist("Maya"))

    with pytest.raises(IntegrityError, match="signed_wh"), transaction.atomic():
        TreatmentSession.objects.filter(pk=session.pk).update(**{**whole_signature(session), **change})

    assert TreatmentSession.objects.filter(pk=session.pk).update(**whole_signature(session)) == 1


@pytest.mark.django_db
def test_nobody_signs_for_somebody_else():
    session = make.treatment_session(make.therapist("Maya"))
    theirs = {**whole_signature(session), "signed_by": make.therapist("Ines")}

    with pytest.raises(IntegrityError, match="signed_whole"), transaction.atomic():
        TreatmentSession.objects.filter(pk=session.pk).update(**theirs)


@pytest.mark.django_db
def test_an_addendum_waits_for_the_signature():
    session = make.treatment_session(make.therapist("Maya"))

    with pytest.raises(DatabaseError, match="not signed yet"), transaction.atomic():
        Addendum.objects.create(
            treatment_session=session, text="x", why="x", key=uuid.uuid4(), added_by=session.therapist
        )


def committed(make_rows):
    with transaction.atomic():
        return make_rows()


def second_connection():
    return psycopg.connect(
        dbname=connection.settings_dict["NAME"],
        user=APP["USER"],
        password=APP["PASSWORD"],
        host=connection.settings_dict["HOST"],
        port=connection.settings_dict["PORT"],
    )


def draft_with_a_point():
    session = make.treatment_session(make.therapist("Maya"))
    finding = make.point(session)
    make.note(session, plan="Rest.")
    return session, finding


MEANWHILE = {
    "a finding is added": f"INSERT INTO {FINDING} (treatment_session_id, point_id, number, chart, "
    "chart_version, view, x, y, status, placed_by, key) SELECT treatment_session_id, point_id, 2, chart, "
    f"chart_version, view, x, y, status, placed_by, gen_random_uuid() FROM {FINDING}",
    "a score is changed": f"UPDATE {FINDING} SET tenderness_before = 9",
    "a point is renamed": f"UPDATE {POINT} SET side = 'right'",
    "the note is changed": f"UPDATE {SESSION} SET plan = 'Changed.'",
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", MEANWHILE)
def test_what_comes_while_signing_is_under_way_waits_and_is_refused(change):
    session, _ = committed(draft_with_a_point)
    outcome = []

    def meanwhile():
        with second_connection() as other:
            try:
                other.execute(MEANWHILE[change])
                outcome.append("changed")
            except psycopg.Error as error:
                outcome.append(error.sqlstate)
                other.rollback()

    with transaction.atomic():
        make.signed(session)
        thread = threading.Thread(target=meanwhile)
        thread.start()
        thread.join(0.4)
        assert outcome == [], "it did not wait for the signing"
    thread.join(10)

    assert outcome == [RESTRICT_VIOLATION]
    call_command("verify_signatures")


@pytest.mark.django_db
def test_verify_signatures_counts_what_it_checked(capsys):
    signed_session()

    call_command("verify_signatures")

    assert "1 signed sessions checked" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("table", "trigger", "change", "named"),
    [
        (SESSION, "signed_is_stone", "plan = 'Changed.'", "plan"),
        (SESSION, "signed_is_stone", "pain_before = 1", "pain_before"),
        (FINDING, "findings_are_stone", "tenderness_after = 0", "points"),
        (POINT, "points_are_stone", "side = 'right'", "points"),
    ],
)
def test_verify_signatures_finds_what_was_changed_behind_the_triggers(table, trigger, change, named, capsys):
    committed(signed_session)
    connected_as(OWNER)
    run(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
    with transaction.atomic():
        run(f"UPDATE {table} SET {change}")
        audit.record("changed", by=None)
    run(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")
    connected_as(APP)

    with pytest.raises(CommandError, match="1 of 1"):
        call_command("verify_signatures")

    assert f"{named} changed" in capsys.readouterr().err

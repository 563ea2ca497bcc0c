"""What hangs from a point is stone with its session, whichever way a change comes."""

import json
import uuid

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from sessions import records, snapshot, treating
from sessions.models import FoundReferral, PointFinding, Treatment
from tests import make
from tests.conftest import OWNER
from tests.database import connected_as
from tests.sessions.test_stone import committed, is_refusal, run

REFERRAL, TREATMENT = "treatment_sessions_foundreferral", "treatment_sessions_treatment"
FINDING = "treatment_sessions_pointfinding"


def signed_session():
    """A signed one with a point that refers and was treated, beside an open one of the same therapist."""
    session = make.treatment_session(make.therapist("Maya"))
    finding = make.point(session, code="LS1", tenderness_before=7, after=3)
    records.score(finding=finding, referrals=[("temple", "left")], quality="ache", by=session.therapist)
    treating.treat(
        finding=finding, technique="stretch", response="partly", key=uuid.uuid4(), by=session.therapist
    )
    other = make.treatment_session(session.therapist, make.at("06:00"))
    beside = make.point(other, "soleus")
    treating.treat(finding=beside, technique="stretch", key=uuid.uuid4(), by=session.therapist)
    records.score(finding=beside, referrals=[("temple", "right")], by=session.therapist)
    return make.signed(session), finding, beside


def a_treatment(session, finding, **fields):
    row = {"technique": "stretch", "order": 9, "key": uuid.uuid4(), **fields}
    Treatment.objects.create(treatment_session=session, finding=finding, **row)


PATHS = {
    "sign": lambda *_: run(f"UPDATE {FINDING} SET taut_band = 'yes' WHERE quality <> ''"),
    "threshold": lambda *_: run(f"UPDATE {FINDING} SET ppt_before = 2.5 WHERE quality <> ''"),
    "referral changed": lambda *_: run(f"UPDATE {REFERRAL} SET side = 'right' WHERE side = 'left'"),
    "referral deleted": lambda _, finding, __: finding.found_referrals.all().delete(),
    "referral added": lambda _, finding, __: FoundReferral.objects.create(
        finding=finding, zone_id="occiput", side="left"
    ),
    "referral moved in": lambda _, finding, beside: beside.found_referrals.update(finding=finding),
    "referral moved out": lambda _, finding, beside: finding.found_referrals.update(finding=beside),
    "treatment changed": lambda *_: run(f"UPDATE {TREATMENT} SET pressure = 5 WHERE response <> ''"),
    "treatment deleted": lambda session, *_: session.treatments.all().delete(),
    "treatment added": lambda session, finding, _: a_treatment(session, finding),
    "treatment moved in": lambda session, finding, beside: beside.treatments.update(
        finding=finding, treatment_session=session, order=9
    ),
    "treatment moved out": lambda session, finding, beside: finding.treatments.update(
        finding=beside, treatment_session=beside.treatment_session, order=9
    ),
    "finding deleted with all": lambda _, finding, __: PointFinding.objects.filter(pk=finding.pk).delete(),
    "truncated": lambda *_: run(f"TRUNCATE {TREATMENT}"),
    "referrals truncated": lambda *_: run(f"TRUNCATE {REFERRAL}"),
}


def everything():
    models = (PointFinding, FoundReferral, Treatment)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.django_db
def test_no_path_changes_what_hangs_from_a_signed_point():
    rows = signed_session()
    before = everything()

    for name, path in PATHS.items():
        with pytest.raises(DatabaseError) as error, transaction.atomic():
            path(*rows)
        assert is_refusal(error.value), name

    assert everything() == before


@pytest.mark.django_db
def test_a_treatment_and_its_point_are_of_one_session():
    session = make.treatment_session(make.therapist("Maya"))
    beside = make.point(make.treatment_session(session.therapist, make.at("06:00")))

    with pytest.raises(DatabaseError, match="another session") as error, transaction.atomic():
        a_treatment(session, beside)

    assert error.value.__cause__.sqlstate == "23514"


@pytest.mark.django_db(transaction=True)
def test_the_owner_is_held_to_it_and_what_goes_past_the_triggers_is_found():
    session, finding, beside = committed(signed_session)
    before = everything()
    connected_as(OWNER)

    for name, path in PATHS.items():
        with pytest.raises(DatabaseError) as error, transaction.atomic():
            path(session, finding, beside)
        assert is_refusal(error.value), name
    assert everything() == before

    run(f"ALTER TABLE {TREATMENT} DISABLE TRIGGER treatments_are_stone")
    run(f"ALTER TABLE {TREATMENT} DISABLE TRIGGER needs_an_audit_event")
    run(f"UPDATE {TREATMENT} SET response = 'worse' WHERE response = 'partly'")
    run(f"ALTER TABLE {TREATMENT} ENABLE TRIGGER needs_an_audit_event")
    run(f"ALTER TABLE {TREATMENT} ENABLE TRIGGER treatments_are_stone")
    session.refresh_from_db()
    assert list(snapshot.differences(session)) == ["points"]


@pytest.mark.django_db
def test_a_sheet_signed_before_there_were_signs_is_still_what_its_rows_say():
    session = make.signed(make.point(make.treatment_session(make.therapist("Maya"))).treatment_session)
    old = json.loads(session.snapshot)
    for point in old["points"]:
        for name in ("palpation", "found", "treatments"):
            del point[name]
    session.snapshot = snapshot.canonical(old)
    session.digest = snapshot.digest(session.snapshot)

    assert list(snapshot.differences(session)) == []
    call_command("verify_signatures")

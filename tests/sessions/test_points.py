"""Placing, scoring and removing points of an open session."""

import uuid

import pytest

from clinic.models import AuditEvent
from sessions import body_map, records
from sessions.models import Muscle, PointFinding, TriggerPoint
from sessions.refusals import NotTheTherapist, PointRefused
from tests import make
from tests.sessions.test_start import days_ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return make.treatment_session(make.therapist("Maya"))


def test_a_point_without_a_place_lies_at_its_teaching_position(session):
    finding = make.point(session, "levator_scapulae", "right", code="LS1")

    expected = body_map.canonical("tp-a", "levator_scapulae", "LS1", "right")
    assert (finding.view, float(finding.x), float(finding.y)) == expected
    assert (finding.chart, finding.chart_version) == ("tp-a", body_map.VERSION)


def test_points_are_numbered_in_order_and_keep_their_number(session):
    first, second, third = (make.point(session, side="left") for _ in range(3))
    records.remove(finding=second, by=session.therapist)

    fourth = make.point(session)

    assert [first.number, fourth.number, third.number] == [1, 2, 3]


def test_the_same_key_places_one_point(session):
    key = uuid.uuid4()

    first, second = (make.point(session, key=key) for _ in range(2))

    assert first == second
    assert TriggerPoint.objects.count() == 1


def test_a_known_site_of_the_patient_is_found_again_at_a_later_visit():
    maya = make.therapist("Maya")
    earlier = make.treatment_session(maya, days_ago(7))
    resolved = make.point(earlier, "levator_scapulae", "left", code="LS1")
    records.score(finding=resolved, status="resolved", by=maya)

    later = make.treatment_session(maya, patient=earlier.patient)
    back = make.point(later, "levator_scapulae", "left", code="LS1")

    assert back.point == resolved.point
    assert TriggerPoint.objects.count() == 1


def test_the_other_side_is_another_point(session):
    points = [make.point(session, side=side, code="LS1").point for side in ("left", "right")]

    assert [point.words for point in points] == ["Left levator scapulae LS1", "Right levator scapulae LS1"]


def test_two_points_at_one_site_of_one_visit_are_two(session):
    assert make.point(session, code="LS1").point != make.point(session, code="LS1").point


@pytest.mark.parametrize(
    ("muscle", "side", "code", "words"),
    [
        ("levator_scapulae", "midline", "", "Say left or right"),
        ("levator_scapulae", "left", "TrP9", "has no site called TrP9"),
        ("sphincter_ani_externus", "midline", "", "is not treated here"),
    ],
)
def test_a_point_that_cannot_be_there_is_refused(session, muscle, side, code, words):
    with pytest.raises(PointRefused, match=words):
        make.point(session, muscle, side, code=code)

    assert not TriggerPoint.objects.exists()


def test_scoring_changes_what_is_named_and_nothing_else(session):
    finding = make.point(session, tenderness_before=7)

    records.score(finding=finding, tenderness_after=3, status="latent", by=session.therapist)

    finding.refresh_from_db()
    assert (finding.tenderness_before, finding.tenderness_after, finding.status) == (7, 3, "latent")


def test_a_score_can_be_taken_back(session):
    finding = make.point(session, tenderness_before=7)

    records.score(finding=finding, tenderness_before=None, by=session.therapist)

    finding.refresh_from_db()
    assert finding.tenderness_before is None


def test_naming_another_muscle_leaves_no_point_behind(session):
    finding = make.point(session, "levator_scapulae", "left", code="LS1")
    infraspinatus = Muscle.objects.get(pk="infraspinatus")

    records.score(finding=finding, muscle=infraspinatus, by=session.therapist)

    point = TriggerPoint.objects.get()
    assert (point.muscle, point.side, point.code) == (infraspinatus, "left", "")


def carried_finding():
    maya = make.therapist("Maya")
    earlier = make.treatment_session(maya, days_ago(7))
    make.point(earlier, tenderness_before=6)
    return make.treatment_session(maya, patient=earlier.patient).findings.get()


def test_a_point_from_an_earlier_visit_cannot_be_removed():
    carried = carried_finding()

    with pytest.raises(PointRefused, match="mark it as resolved"):
        records.remove(finding=carried, by=carried.treatment_session.therapist)


def test_a_point_from_an_earlier_visit_keeps_its_name():
    carried = carried_finding()

    with pytest.raises(PointRefused, match="keeps its name"):
        records.score(finding=carried, side="right", by=carried.treatment_session.therapist)


def test_a_dragged_point_is_still_one_from_an_earlier_visit():
    carried = carried_finding()

    records.score(finding=carried, x=0.5, y=0.5, placed_by="drag", by=carried.treatment_session.therapist)

    carried.refresh_from_db()
    assert (carried.placed_by, float(carried.x)) == ("carried", 0.5)


def test_a_point_that_a_later_visit_builds_on_cannot_be_removed():
    earlier = carried_finding().previous

    with pytest.raises(PointRefused, match="carried on to a later visit"):
        records.remove(finding=earlier, by=earlier.treatment_session.therapist)


def test_a_removed_point_leaves_nothing_behind(session):
    records.remove(finding=make.point(session), by=session.therapist)

    assert not PointFinding.objects.exists()
    assert not TriggerPoint.objects.exists()


def test_a_colleague_reads_and_does_not_write(session):
    ines = make.therapist("Ines")
    make.in_care_of(ines, session.patient)
    finding = make.point(session)

    with pytest.raises(NotTheTherapist, match="the session of Maya"):
        records.score(finding=finding, tenderness_before=1, by=ines)


def test_every_change_of_a_point_is_in_the_audit_log_without_its_values(session):
    finding = make.point(session)
    records.score(finding=finding, tenderness_before=8, by=session.therapist)

    event = AuditEvent.objects.filter(action="charted").latest("pk")
    assert event.patient_id == session.patient_id
    assert (event.fields, event.ids) == (["tenderness_before"], [finding.pk])

"""Starting a session: who may, when, and what is on the map from the beginning."""

from datetime import timedelta

import pytest

from clinic import clock
from patients import histories, standing
from scheduling import booking
from scheduling.credentials.places import set_jurisdiction
from scheduling.models import Appointment, Status
from sessions import day, records
from sessions.models import PointFinding, TreatmentSession
from sessions.refusals import Blocked, CannotStart
from tests import make

pytestmark = pytest.mark.django_db


def days_ago(number):
    return make.at("08:00", clock.today() - timedelta(days=number))


def test_starting_marks_the_patient_arrived():
    maya = make.therapist("Maya")

    session = make.treatment_session(maya)

    session.appointment.refresh_from_db()
    assert session.appointment.status == Status.ARRIVED
    assert session.appointment.arrived_at is not None


def test_only_the_visits_own_therapist_starts_it():
    held = make.appointment(make.therapist("Maya"), make.at("09:00"))

    with pytest.raises(CannotStart, match="This visit is with Maya"):
        records.start(appointment=held, review=make.NOTHING_CHANGED, by=make.therapist("Ines"))


def test_starting_twice_gives_the_same_session():
    maya = make.therapist("Maya")
    held = make.appointment(maya, make.at("08:00"))

    first, second = (records.start(appointment=held, review=make.NOTHING_CHANGED, by=maya) for _ in range(2))

    assert first == second
    assert TreatmentSession.objects.count() == 1


def test_a_cancelled_visit_is_not_started():
    maya = make.therapist("Maya")
    held = make.appointment(maya, make.at("09:00"))
    booking.cancel(appointment=held, reason="", by=maya)

    with pytest.raises(CannotStart, match="cancelled"):
        records.start(appointment=held, review=make.NOTHING_CHANGED, by=maya)


def test_a_visit_is_not_started_before_its_day():
    maya = make.therapist("Maya")
    held = make.appointment(maya, make.at("09:00", clock.today() + timedelta(days=2)))

    with pytest.raises(CannotStart, match="Thursday 26 November"):
        records.start(appointment=held, review=make.NOTHING_CHANGED, by=maya)


def test_a_visit_written_up_later_began_when_it_began():
    session = make.treatment_session(make.therapist("Maya"), days_ago(1))

    assert session.started_at == days_ago(1)
    assert session.appointment.status == Status.ARRIVED


@pytest.mark.parametrize("died", [None, 1])
def test_nothing_is_started_for_somebody_who_has_died(died):
    maya = make.therapist("Maya")
    held = make.appointment(maya, make.at("08:00"))
    standing.record_death(held.patient, days_ago(died).date() if died else None, by=maya)

    with pytest.raises(CannotStart, match=r"died.*the record says\. Nothing was saved"):
        records.start(appointment=held, review=make.NOTHING_CHANGED, by=maya)

    assert not TreatmentSession.objects.exists()
    assert not day.one(Appointment.objects.get()).can_start


def test_the_last_visit_before_a_death_is_still_written_up():
    maya = make.therapist("Maya")
    held = make.appointment(maya, days_ago(3))
    standing.record_death(held.patient, days_ago(3).date(), by=maya)

    records.start(appointment=held, review=make.NOTHING_CHANGED, by=maya)

    assert TreatmentSession.objects.get().started_at == days_ago(3)


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_a_caution_that_says_stop_blocks_the_start(answer):
    maya = make.therapist("Maya")
    held = make.appointment(maya, make.at("08:00"))
    histories.answer(held.patient, {"dvt_current": (answer,)}, by=maya)

    with pytest.raises(Blocked, match="Do not treat today"):
        records.start(appointment=held, review=make.NOTHING_CHANGED, by=maya)

    held.refresh_from_db()
    assert held.status == Status.BOOKED
    assert not TreatmentSession.objects.exists()


def test_open_points_come_along_at_their_place_without_scores():
    maya = make.therapist("Maya")
    first = make.treatment_session(maya, days_ago(7))
    spot = {"view": "posterior", "x": 0.61, "y": 0.25}
    old = make.point(first, "infraspinatus", "right", tenderness_before=7, after=4, **spot)

    carried = make.treatment_session(maya, patient=first.patient).findings.get()

    assert (carried.point, carried.previous) == (old.point, old)
    assert (carried.view, float(carried.x), float(carried.y)) == ("posterior", 0.61, 0.25)
    assert (carried.placed_by, carried.number, carried.status) == ("carried", 1, "active")
    assert carried.tenderness_before is None
    assert carried.tenderness_after is None
    assert carried.last_score == 4


def test_resolved_points_stay_behind_until_they_come_back():
    maya = make.therapist("Maya")
    first = make.treatment_session(maya, days_ago(14))
    make.point(first, "levator_scapulae", "left")
    gone = make.point(first, "infraspinatus", "left")
    records.score(finding=gone, status="resolved", by=maya)

    second = make.treatment_session(maya, days_ago(7), patient=first.patient)

    assert [finding.point.muscle_id for finding in second.findings.all()] == ["levator_scapulae"]


def test_a_point_left_unscored_still_shows_its_last_score():
    maya = make.therapist("Maya")
    first = make.treatment_session(maya, days_ago(14))
    make.point(first, tenderness_before=8, after=5)
    make.treatment_session(maya, days_ago(7), patient=first.patient)

    third = make.treatment_session(maya, patient=first.patient)

    assert third.findings.get().last_score == 5


def test_a_score_of_nothing_is_a_score():
    maya = make.therapist("Maya")
    first = make.treatment_session(maya, days_ago(7))
    make.point(first, tenderness_before=3, after=0)

    second = make.treatment_session(maya, patient=first.patient)

    assert second.findings.get().last_score == 0


def test_left_and_right_are_kept_over_visits():
    maya = make.therapist("Maya")
    first = make.treatment_session(maya, days_ago(7))
    for side in ("left", "right"):
        make.point(first, side=side)

    second = make.treatment_session(maya, patient=first.patient)

    places = {finding.point.side: finding.x for finding in second.findings.all()}
    assert set(places) == {"left", "right"}
    assert places["left"] < places["right"]  # seen from behind
    assert {finding.view for finding in second.findings.all()} == {"posterior"}


def test_points_of_another_patient_do_not_come_along():
    maya = make.therapist("Maya")
    make.point(make.treatment_session(maya, days_ago(7)))

    assert not make.treatment_session(maya).findings.exists()


def test_on_another_drawing_a_point_lies_at_the_muscles_place_there():
    maya = make.therapist("Maya")
    first = make.treatment_session(maya, days_ago(7), patient=make.patient(figure="a"))
    make.point(first, "levator_scapulae", "left")
    first.patient.figure = "b"
    first.patient.save()

    carried = make.treatment_session(maya, patient=first.patient).findings.get()

    assert (carried.chart, carried.view) == ("tp-b", "posterior")
    assert PointFinding.objects.get(treatment_session=first).chart == "tp-a"


def test_nobody_treats_after_their_licence_or_insurance_has_ended(tuesday):
    maya, today = make.therapist("Maya"), clock.today()
    make.admin("Rosa Delgado")
    make.credential(maya, "insurance", expires_on=today)
    held = make.appointment(maya, make.at("09:00"))
    later = make.appointment(maya, make.at("09:00", today + timedelta(days=1)))

    records.start(appointment=held, review=make.NOTHING_CHANGED, by=maya)
    tuesday.shift(timedelta(days=1))
    with pytest.raises(CannotStart) as refused:
        records.start(appointment=later, review=make.NOTHING_CHANGED, by=maya)

    assert str(refused.value) == (
        "Your insurance ended on 24 November 2026, so you cannot treat today. "
        "Rosa Delgado can enter the renewed one among the credentials."
    )
    assert records.start(appointment=held, review=make.NOTHING_CHANGED, by=maya).appointment == held


@pytest.mark.sweep
def test_nobody_treats_where_their_licence_does_not_hold():
    maya = make.therapist("Maya")
    make.credential(maya, jurisdiction="Ohio")
    set_jurisdiction(location=make.location(), jurisdiction="Kentucky", by=maya)
    held = make.appointment(maya, make.at("09:00"))

    with pytest.raises(CannotStart, match="Your licence is for Ohio, and this visit is in Kentucky"):
        records.start(appointment=held, review=make.NOTHING_CHANGED, by=maya)

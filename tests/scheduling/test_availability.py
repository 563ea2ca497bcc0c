"""Free times are exactly those that booking would accept, and the question stays cheap."""

from datetime import date, time, timedelta

import pytest
from django.db import connection, transaction

from clinic import clock, numbered
from clinic.models import Clinic
from scheduling import availability
from scheduling.availability import days_from, free_times, near, preferring, soonest, spread
from scheduling.models import Service, TimeOff
from scheduling.wish import Wish
from tests import make
from tests.conftest import APP, OWNER
from tests.database import connected_as
from tests.make import at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_clinic_of_another_test():
    yield
    Clinic.remember(None)


def walls(offers):
    return [f"{clock.local(one.starts_at):%H:%M}" for one in offers]


def asked(leo, service, **said):
    return free_times(
        service=service,
        minutes=said.pop("minutes", 60),
        therapists=said.pop("therapists", [leo]),
        days=said.pop("days", [clock.today()]),
        dead_gaps=True,
        **said,
    )


@pytest.fixture
def leo():
    make.room()
    return make.therapist("Leo", hours=("09:00", "12:00"))


def test_an_empty_morning_is_free_on_every_step_of_the_grid(leo):
    found = asked(leo, make.service())

    assert walls(found) == ["09:00", "09:15", "09:30", "09:45", "10:00", "10:15", "10:30", "10:45", "11:00"]
    assert {one.room.name for one in found} == {"Room 1"}


def test_what_is_taken_is_left_out_with_the_buffers_of_both(leo):
    make.appointment(leo, at("10:00"), service=make.service("Deep tissue", minutes=30, buffer_after=15))

    assert walls(asked(leo, make.service(minutes=45), minutes=45)) == [
        "09:00",
        "09:15",
        "10:45",
        "11:00",
        "11:15",
    ]
    assert walls(asked(leo, make.service("Long", minutes=45, buffer_after=15), minutes=45)) == [
        "09:00",
        "10:45",
        "11:00",
        "11:15",
    ]


def test_never_in_the_past(leo, tuesday):
    tuesday.move_to(at("10:20"))

    assert walls(asked(leo, make.service())) == ["10:30", "10:45", "11:00"]


def test_only_between_the_times_asked_for(leo):
    assert walls(asked(leo, make.service(), between=(time(9, 30), time(10)))) == ["09:30", "09:45"]


def test_time_off_a_closed_room_and_the_patients_other_visits_count(leo):
    ana = make.patient()
    TimeOff.objects.create(therapist=leo, starts_at=at("09:00"), ends_at=at("09:30"), reason="Call")
    TimeOff.objects.create(room=make.room(), starts_at=at("11:00"), ends_at=at("11:30"), reason="Painting")
    elsewhere = make.room("Room 2", active=False)
    make.appointment(make.therapist("Mia"), at("11:30"), minutes=30, patient=ana, room=elsewhere)

    assert walls(asked(leo, make.service(), patient=ana)) == ["09:30", "09:45", "10:00"]


def test_a_visit_that_is_to_move_does_not_stand_in_its_own_way(leo):
    held = make.appointment(leo, at("10:00"))

    found = walls(asked(leo, held.service, moving=held, patient=held.patient))

    assert (found[0], found[-1], len(found)) == ("09:00", "11:00", 9)


def test_the_order_of_the_therapists_decides_at_the_same_time(leo):
    make.room("Room 2")
    mia = make.therapist("Mia", hours=("09:00", "12:00"))

    found = asked(leo, make.service(), therapists=[mia, leo], limit=2)

    assert [one.therapist for one in found] == [mia, leo]


def test_hours_stay_on_the_wall_when_the_clocks_change(leo):
    found = asked(
        leo, make.service(), days=[date(2027, 3, 27), date(2027, 3, 28)], between=(time(9), time(9, 15))
    )

    assert [one.starts_at.hour for one in found] == [9, 8]


def test_a_few_offers_differ_enough_to_choose_from(leo):
    make.room("Room 2")
    mia = make.therapist("Mia", hours=("09:00", "12:00"))

    found = spread(asked(leo, make.service(), therapists=[leo, mia]), 3)

    assert [(walls([one])[0], one.therapist.first_name) for one in found] == [
        ("09:00", "Leo"),
        ("09:15", "Mia"),
        ("10:00", "Leo"),
    ]


def test_near_looks_on_from_the_day_that_was_asked_for(leo):
    wish = Wish.new(make.patient(), leo, make.service(), 60, at("20:00", date(2026, 12, 1)))

    assert {one.day for one in near(wish)} == {date(2026, 12, 1)}


def test_one_question_however_many_therapists_and_days(leo, django_assert_num_queries):
    service, therapists = make.service(), [leo, make.therapist("Mia"), make.therapist("Noa")]
    Clinic.remember(Clinic.current())

    with django_assert_num_queries(1):
        asked(leo, service, therapists=therapists, days=days_from(clock.today(), 30))


def test_nobody_to_ask_is_no_question(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert free_times(service=Service(), minutes=60, therapists=[], days=[date(2026, 11, 24)]) == []


def test_jit_is_off_for_the_app():
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)


FILL = """
SET LOCAL statement_timeout = 0;
INSERT INTO scheduling_appointment (patient_id, therapist_id, room_id, service_id, starts_at, ends_at,
    occupies, status, cancel_reason, note, booked_at, booked_by_id, key, version)
SELECT %(patient)s, %(therapist)s, %(room)s, %(service)s, at, at + '30 min',
    tstzrange(at, at + '30 min'), 'fulfilled', '', '', now(), %(therapist)s, gen_random_uuid(), 1
FROM generate_series(timestamptz '2026-01-01', '2026-11-30', '2 hours') at
"""


@pytest.mark.django_db(transaction=True)
def test_what_is_taken_is_read_from_the_exclusion_constraints_indexes(leo):
    room, service = make.room(), make.service()
    with transaction.atomic(), connection.cursor() as cursor:
        patient = make.patient()
        keys = {"patient": patient.pk, "therapist": leo.pk, "room": room.pk, "service": service.pk}
        cursor.execute(FILL, keys)
    # Without the statistics of a clinic in use, the planner guesses, and not always the same.
    connected_as(OWNER)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE scheduling_appointment")
    connected_as(APP)

    plan = explained(lambda: asked(leo, service, patient=patient))

    assert "Seq Scan on scheduling_appointment" not in plan
    assert plan.count("patient_at_a_time") + plan.count("place_at_a_time") >= 3


def explained(question):
    """How Postgres means to answer the last statement that the question sends."""
    sent = []

    def listen(execute, sql, params, many, context):
        sent.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        question()
    sql, values = sent[-1]
    return "\n".join(line for (line,) in numbered.send(f"EXPLAIN {sql}", values))


@pytest.fixture
def preference():
    """Leo is free tomorrow, Maya only in three days; of a patient whom Maya saw last."""
    make.room()
    leo, maya = make.therapist("Leo"), make.therapist("Maya", hours=None)
    make.working_hours(maya, 4, "09:00", "11:00")  # Fridays
    return {
        "service": make.service(),
        "minutes": 60,
        "therapists": [leo, maya],
        "days": days_from(clock.today(), 4),
    }


def test_whom_somebody_prefers_comes_first_within_their_patience(preference):
    leo, maya = preference["therapists"]

    found = [*preferring(maya, **preference)]

    theirs = [one for one in found if one.therapist == maya]
    assert {one.day for one in theirs} == {date(2026, 11, 27)}
    assert found[: len(theirs)] == theirs
    assert found[len(theirs) :] == [one for one in free_times(**preference) if one.therapist == leo]
    assert free_times(**preference)[0].therapist == leo


@pytest.mark.sweep
def test_without_a_time_in_a_week_the_earliest_comes_first(preference):
    leo, maya = preference["therapists"]
    later = {**preference, "days": days_from(date(2026, 11, 28), 14)}

    assert next(preferring(maya, **later)).therapist == maya
    until = date(2026, 11, 28) + timedelta(days=7)
    maya.working_hours.all().update(valid_from=until)
    assert [*preferring(maya, **later)] == free_times(**later)
    assert free_times(**later)[0].therapist == leo


def test_reading_on_finds_each_time_once_and_stopping_early_asks_once(
    leo, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(availability, "FEW", 4)
    visit = {"service": make.service(), "minutes": 60, "therapists": [leo, make.therapist("Mia")]}
    days = days_from(clock.today())
    whole = free_times(**visit, days=days)

    assert [*soonest(**visit, days=days)] == whole
    assert [*soonest(**visit, days=days, limit=3)] == whole[:3]
    Clinic.remember(Clinic.current())
    with django_assert_num_queries(1):
        assert next(soonest(**visit, days=days)) == whole[0]

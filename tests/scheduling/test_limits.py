"""A therapist's hands have only so many hours in them, and no way of booking goes past that."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from clinic.models import AuditEvent
from scheduling import booking, limits, sizing
from scheduling.availability import days_from, free_times
from scheduling.away.stand_ins import stand_ins
from scheduling.refusals import BookingRefused, OverTheLimit
from scheduling.series.booking import Pick, book_series
from scheduling.series.pattern import Pattern
from tests import make
from tests.make import at
from tests.scheduling import ask

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def maya():
    make.room()
    return make.therapist("Maya", hours=("09:00", "19:00"), hands_on_minutes=150)


@pytest.fixture
def full(maya):
    """Two hours of the two and a half."""
    return [ask.book(maya, at(time)) for time in ("09:00", "11:00")]


def test_the_refusal_says_how_much_it_is_and_when_there_is_room(maya, full):
    with pytest.raises(OverTheLimit) as refused:
        ask.book(maya, at("14:00"))

    assert str(refused.value) == (
        "Maya has 2 h hands-on today; with this it would be 3 h, and the limit is 2 h 30. "
        "Free tomorrow: 09:00, 10:00, 11:00."
    )
    assert ask.book(maya, at("14:00"), service=make.service(minutes=30)), "up to the limit itself"


def test_what_was_given_back_counts_no_more(maya, full):
    booking.cancel(appointment=full[0], reason="The patient asked", by=maya)

    assert ask.book(maya, at("14:00"))
    with pytest.raises(OverTheLimit):
        booking.restore(appointment=full[0], version=2, by=maya)


def test_a_full_day_takes_nothing_more_by_any_way(maya, full):
    patient, service = make.patient(), make.service()
    service.durations = [60, 120]
    service.save()
    full[1].refresh_from_db()
    elsewhere = make.appointment(make.therapist("Leo"), at("15:00"), patient=patient)

    with pytest.raises(OverTheLimit):
        booking.move(appointment=elsewhere, starts_at=at("15:00"), therapist=maya, version=1, by=maya)
    with pytest.raises(OverTheLimit):
        sizing.resize(appointment=full[1], minutes=120, version=1, by=maya)
    series = book_series(
        patient=patient, service=service, minutes=60, pattern=Pattern(TODAY, count=2),
        picks=[Pick(day, maya, at("17:00", day)) for day in (TODAY, TOMORROW)], key=full[0].key, by=maya,
    )  # fmt: skip

    assert stand_ins([elsewhere], [maya], TODAY) == {elsewhere.pk: []}
    assert [one.day for one in series.appointments.all()] == [TOMORROW]
    free = free_times(service=service, minutes=60, therapists=[maya], days=days_from(TODAY, 2))
    assert {one.day for one in free} == {TOMORROW}


def test_a_visit_that_adds_nothing_to_a_day_over_the_limit_may_move_within_it(maya, full):
    limits.set_limit(therapist=maya, minutes=60, by=maya)
    offered = free_times(
        service=full[0].service, minutes=60, therapists=[maya], days=[TODAY], moving=full[0], limit=1
    )

    assert [one.starts_at for one in offered] == [at("09:00")]
    assert booking.move(appointment=full[0], starts_at=at("16:00"), therapist=maya, version=1, by=maya)


@pytest.mark.sweep
def test_a_limit_is_set_and_taken_off_by_an_admin_and_written_down(maya, client):
    client.force_login(make.admin())
    where = f"/team/{maya.pk}/limit/"
    seen = []
    for said in ({"hours": "6", "minutes": "30"}, {"hours": "99"}, {"hours": "0", "minutes": "5"}, {}):
        client.post(where, said)
        maya.refresh_from_db()
        seen.append(maya.hands_on_minutes)

    assert seen == [390, 390, 390, None]
    assert AuditEvent.objects.filter(action="limit set").count() == 2
    with pytest.raises(BookingRefused, match="between half an hour and a whole day"):
        limits.set_limit(therapist=maya, minutes=5, by=maya)


def test_a_limit_that_is_none_is_refused_at_its_field_and_stays_there(client):
    leo = make.therapist("Leo")
    client.force_login(make.admin())

    answer = client.post(reverse("scheduling:set_limit", args=[leo.pk]), {"hours": "99", "minutes": "0"})

    assert answer.status_code == 422
    assert 'value="99"' in answer.content.decode()
    assert "invalid-feedback" in answer.content.decode()

"""Twenty people who change the schedule in every way at once, held against what they were told."""

from datetime import time, timedelta

import pytest

from clinic import clock
from scheduling.bench import hands, truth
from scheduling.models import Appointment, TimeOff
from tests import make

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sweep]


@pytest.fixture
def world():
    therapists = [make.therapist(f"Therapist {n}", hours=("08:00", "18:00")) for n in range(4)]
    rooms = [make.room(f"Room {n}") for n in range(3)]
    return hands.World(
        therapists=therapists,
        patients=[make.patient() for _ in range(12)],
        rooms=rooms,
        services=[make.service(buffer_after=15), make.service("Short", minutes=30)],
        location=make.location(),
        by=make.front_desk(),
        first=clock.today() + timedelta(days=7),
    )


def test_whatever_they_do_nothing_overlaps_and_nothing_is_lost(world):
    told = hands.at_once(world, 400, 20, seed=3)

    assert set(told.done) == set(hands.WEIGHTS)
    assert truth.faults(told) == []


def test_a_schedule_that_is_not_true_is_found_out(world):
    """The list of faults would say so: two at once, a visit in time off, one outside hours, a change lost."""
    told = hands.at_once(world, 40, 2, seed=4)
    held = Appointment.objects.filter(status="booked", starts_at__gt=clock.now()).first()
    told.stands[held.pk, held.version] = ("something", "else")
    told.off.add(0)
    twin, owl = Appointment.objects.get(pk=held.pk), Appointment.objects.get(pk=held.pk)
    twin.pk, owl.pk = 1_000_001, 1_000_002
    owl.starts_at = clock.instant(held.day, time(3))
    owl.ends_at = owl.starts_at + timedelta(hours=1)
    off = TimeOff(therapist=held.therapist, starts_at=held.starts_at, ends_at=held.ends_at)

    assert "is not what was told" in "".join(truth.lost(told))
    assert "Time off 0 is gone." in [*truth.lost(told)]
    assert len([*truth.overlaps([held, twin])]) == 3
    assert [*truth.outside_hours([owl])] == ["Appointment 1000002 stands outside its therapist's hours."]
    assert len([*truth.in_time_off([held], [off])]) == 1

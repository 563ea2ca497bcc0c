"""Two desks press at the same moment: one has it, the other is told so plainly."""

import uuid
from datetime import date, timedelta
from functools import partial

import pytest

from clinic.refusals import Refused
from scheduling import booking
from scheduling.away.handing_over import hand_over
from scheduling.models import Appointment, HeldPlace, Series, Waiting
from scheduling.series.booking import Pick, book_series
from scheduling.series.pattern import Pattern
from scheduling.waiting import listing, offering
from tests import make
from tests.make import at
from tests.scheduling import ask
from tests.scheduling.crowd import all_at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.sweep,
    pytest.mark.parametrize("again", range(5)),
]
TODAY = date(2026, 11, 24)
WEEK = timedelta(days=7)


@pytest.fixture
def leo():
    make.room()
    make.room("Room 2")
    return make.therapist("Leo", hours=("09:00", "17:00"))


@pytest.fixture
def desks():
    return make.front_desk("Joan"), make.front_desk("June")


def waits(name, by):
    return listing.add(patient=make.patient(name), wanted=listing.Wanted(make.service(), 60), by=by)


def refused(answers):
    return [one for one in answers if isinstance(one, Refused)]


def one_has_it(answers):
    """Everybody else was refused, in words."""
    assert not [one for one in answers if isinstance(one, Exception) and not isinstance(one, Refused)]
    return len(answers) - len(refused(answers)) == 1


def test_two_accept_the_same_held_place(leo, desks, again):
    ana = waits("Ana Silva", desks[0])
    held = offering.hold(waiting=ana, therapist=leo, starts_at=at("14:00"), key=uuid.uuid4(), by=desks[0])

    answers = all_at_once([partial(offering.accept, held=held, by=desk) for desk in desks])

    assert one_has_it(answers)
    assert "not held any more: Accepted" in str(refused(answers)[0])
    assert (Appointment.objects.get().status, Waiting.objects.open().count()) == ("booked", 0)


def test_one_accepts_while_the_other_declines(leo, desks, again):
    ana = waits("Ana Silva", desks[0])
    held = offering.hold(waiting=ana, therapist=leo, starts_at=at("14:00"), key=uuid.uuid4(), by=desks[0])
    rules = (offering.accept, offering.decline)

    answers = all_at_once([partial(rule, held=held, by=by) for rule, by in zip(rules, desks, strict=True)])

    assert one_has_it(answers)
    stands = Appointment.objects.get().status, HeldPlace.objects.get().outcome
    assert stands in {("booked", "accepted"), ("cancelled", "declined")}


def test_one_gap_is_offered_to_two_patients(leo, desks, again):
    wishes = [waits(name, desks[0]) for name in ("Ana Silva", "Bea Cruz")]

    answers = all_at_once(
        [
            partial(
                offering.hold, waiting=wish, therapist=leo, starts_at=at("14:00"), key=uuid.uuid4(), by=desk
            )
            for wish, desk in zip(wishes, desks, strict=True)
        ]
    )

    assert one_has_it(answers)
    assert "Leo already has an appointment" in str(refused(answers)[0])
    assert (HeldPlace.objects.count(), Appointment.objects.count()) == (1, 1)


def test_two_places_are_held_for_one_patient(leo, desks, again):
    ana = waits("Ana Silva", desks[0])

    answers = all_at_once(
        [
            partial(offering.hold, waiting=ana, therapist=leo, starts_at=at(hour), key=uuid.uuid4(), by=desk)
            for hour, desk in zip(("12:00", "14:00"), desks, strict=True)
        ]
    )

    assert one_has_it(answers)
    assert "A place is held for Ana Silva already" in str(refused(answers)[0])


def series_of_ten(patient, leo, key, by):
    days = [TODAY + week * WEEK for week in range(1, 11)]
    return book_series(
        patient=patient,
        service=make.service(),
        minutes=60,
        pattern=Pattern(days[0], count=10),
        picks=[Pick(day, leo, at("14:00", day)) for day in days],
        key=key,
        by=by,
    )


def test_a_series_sent_twice_at_once_is_one(leo, desks, again):
    make.service()
    book = partial(series_of_ten, make.patient("Ana Silva"), leo, uuid.uuid4(), desks[0])

    first, second = all_at_once([book, book])

    assert first == second
    assert (Series.objects.count(), Appointment.objects.count()) == (1, 10)


def test_one_series_booked_at_two_desks_is_booked_once(leo, desks, again):
    make.service()
    ana = make.patient("Ana Silva")

    answers = all_at_once([partial(series_of_ten, ana, leo, uuid.uuid4(), desk) for desk in desks])

    assert one_has_it(answers)
    assert "Nothing was booked. Leo already has an appointment" in str(refused(answers)[0])
    assert (Series.objects.count(), Appointment.objects.count()) == (1, 10)


def test_a_day_is_handed_over_while_one_of_it_is_moved(leo, desks, again):
    """Either the move came first and the page was old, or the visit is with Maya and the move was late."""
    maya, visit = make.therapist("Maya", hours=("09:00", "17:00")), ask.book(leo, at("14:00"), by=desks[0])
    hands_over = partial(
        hand_over, therapist=leo, day=TODAY, to={visit.pk: maya}, reason="Illness", by=desks[0]
    )
    moves = partial(
        booking.move,
        appointment=visit,
        starts_at=at("14:00", TODAY + WEEK),
        therapist=leo,
        version=1,
        by=desks[1],
    )

    answers = all_at_once([hands_over, moves])

    assert one_has_it(answers)
    now = Appointment.objects.get()
    assert (now.therapist, now.day) in {(maya, TODAY), (leo, TODAY + WEEK)}
    assert now.version == 2

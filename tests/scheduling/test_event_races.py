"""Two desks press at the same moment on one slot, or on an event and a visit: one of them has it."""

import uuid
from datetime import date
from functools import partial

import pytest

from clinic.refusals import Refused
from scheduling.events import filling, planning
from scheduling.models import Appointment, TimeOff
from tests import make
from tests.make import at
from tests.scheduling import ask, outings
from tests.scheduling.crowd import all_at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("race"),
    pytest.mark.sweep,
    pytest.mark.parametrize("again", range(5)),
]
TOMORROW = date(2026, 11, 25)


@pytest.fixture
def leo():
    make.room()
    make.service("Chair", minutes=15, category="chair")
    return make.therapist("Leo", hours=("07:00", "20:00"))


@pytest.fixture
def desks():
    return make.front_desk("Joan"), make.front_desk("June")


def one_has_it(answers):
    """Everybody else was refused, in words."""
    refused = [one for one in answers if isinstance(one, Refused)]
    assert not [one for one in answers if isinstance(one, Exception) and not isinstance(one, Refused)]
    return len(answers) - len(refused) == 1


def take(event, leo, patient, by):
    return partial(
        filling.book_slot,
        event=event,
        patient=patient,
        therapist=leo,
        starts_at=at("09:20", TOMORROW),
        key=uuid.uuid4(),
        by=by,
    )


def test_one_slot_is_taken_at_two_desks(leo, desks, again):
    event, people = outings.event(leo, by=desks[0]), [make.patient(), make.patient()]

    answers = all_at_once([take(event, leo, who, by) for who, by in zip(people, desks, strict=True)])

    assert one_has_it(answers)
    assert "09:20 went to somebody else a moment ago. Free: 09:40" in str(
        next(one for one in answers if isinstance(one, Refused))
    )
    assert Appointment.objects.count() == 1


def test_an_event_is_planned_while_its_therapist_is_booked(leo, desks, again):
    make.service()
    books = partial(ask.book, leo, at("10:00", TOMORROW), patient=make.patient(), by=desks[1])

    answers = all_at_once([partial(outings.event, leo, by=desks[0]), books])

    assert one_has_it(answers)
    assert (Appointment.objects.count(), TimeOff.objects.count()) in {(1, 0), (0, 1)}


def test_a_slot_is_taken_while_its_therapist_is_booked(leo, desks, again):
    """Whichever comes first, the ordinary visit is never laid into the event."""
    make.service()
    event = outings.event(leo, by=desks[0])
    books = partial(ask.book, leo, at("09:15", TOMORROW), patient=make.patient(), by=desks[1])

    answers = all_at_once([take(event, leo, make.patient(), desks[0]), books])

    assert one_has_it(answers)
    assert Appointment.objects.get().chair_day == event


def test_a_slot_is_taken_while_the_event_is_called_off(leo, desks, again):
    event = outings.event(leo, by=desks[0])
    off = partial(planning.cancel, event=event, reason="Rain", by=desks[1])

    took, called_off = all_at_once([take(event, leo, make.patient(), desks[0]), off])

    assert not isinstance(called_off, Exception)
    assert isinstance(took, Refused) or Appointment.objects.get().status == "cancelled"
    assert not TimeOff.objects.exists()

"""A room is taken out of use while somebody books in it: one of the two gives way."""

import uuid
from functools import partial

import pytest

from clinic.refusals import Refused
from scheduling import booking
from scheduling.models import Appointment, Room
from scheduling.premises import keeping
from tests import make
from tests.make import at
from tests.scheduling.crowd import all_at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("race"),
    pytest.mark.sweep,
    pytest.mark.parametrize("again", range(5)),
]


def test_nobody_is_booked_in_a_room_that_is_out_of_use(leo, again):
    patient, service, joan, rosa = make.patient(), make.service(), make.front_desk(), make.admin()
    wish = {"patient": patient, "therapist": leo, "service": service, "minutes": 60, "starts_at": at("10:00")}

    answers = all_at_once(
        [
            partial(booking.book, **wish, key=uuid.uuid4(), by=joan),
            partial(keeping.use_room, room=Room.objects.get(), active=False, by=rosa),
        ]
    )

    refused = [one for one in answers if isinstance(one, Refused)]
    assert len(refused) == 1, answers
    assert Room.objects.get().active == Appointment.objects.exists()

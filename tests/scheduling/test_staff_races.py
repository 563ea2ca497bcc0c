"""A colleague is let go while somebody books with them, or lets an admin go: one of the two gives way."""

import uuid
from functools import partial

import pytest

from clinic.models import Staff
from clinic.refusals import Refused
from scheduling import booking
from scheduling.models import Appointment
from scheduling.staffing import keeping
from tests import make
from tests.make import at
from tests.scheduling.crowd import all_at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("race"),
    pytest.mark.sweep,
    pytest.mark.parametrize("again", range(5)),
]


def test_nobody_is_booked_with_somebody_who_left(leo, again):
    patient, service, joan, rosa = make.patient(), make.service(), make.front_desk(), make.admin()
    wish = {"patient": patient, "therapist": leo, "service": service, "minutes": 60, "starts_at": at("10:00")}

    answers = all_at_once(
        [
            partial(booking.book, **wish, key=uuid.uuid4(), by=joan),
            partial(keeping.let_go, person=leo, by=rosa),
        ]
    )

    refused = [one for one in answers if isinstance(one, Refused)]
    assert len(refused) == 1, answers
    assert Staff.objects.get(pk=leo.pk).is_active == Appointment.objects.exists()


def test_two_admins_who_let_each_other_go_leave_one(again):
    rosa, owen = make.admin("Rosa"), make.admin("Owen")

    answers = all_at_once(
        [
            partial(keeping.let_go, person=owen, by=rosa),
            partial(keeping.let_go, person=rosa, by=owen),
        ]
    )

    assert len([one for one in answers if isinstance(one, Refused)]) == 1, answers
    assert Staff.objects.admins().count() == 1

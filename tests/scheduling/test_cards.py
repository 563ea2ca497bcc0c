"""Cards of the board: a cancelled one makes way for whoever has its time now, and covers nobody's words."""

import pytest

from clinic import clock
from scheduling import cards
from scheduling.models import Appointment, Status
from tests import make
from tests.make import at

pytestmark = pytest.mark.django_db


def test_a_card_keeps_its_edge_free_for_a_cancelled_one_at_its_time(leo):
    gone = make.appointment(leo, at("14:00"), status=Status.CANCELLED)
    now, later = make.appointment(leo, at("14:15")), make.appointment(leo, at("16:00"))

    drawn = cards.cards_of([*Appointment.objects.order_by("pk")], clock.today(), 0, make.front_desk())

    assert [(one.slim, one.beside) for one in drawn] == [(True, False), (False, True), (False, False)]
    assert [one.appointment for one in drawn] == [gone, now, later]

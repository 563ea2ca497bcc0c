"""A record's first page: what is coming, and what has been."""

import pytest

from patients import summary
from scheduling.models import Status
from tests import make
from tests.make import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def maya():
    return make.therapist("Maya")


def test_a_visit_of_today_that_was_is_not_coming_any_more(maya):
    helen = make.patient("Helen Grey")
    day = {"07:00": Status.FULFILLED, "09:00": Status.CANCELLED, "11:00": Status.BOOKED}
    been, gone, later = (
        make.appointment(maya, at(hour), patient=helen, status=status) for hour, status in day.items()
    )

    told = summary.of(helen, staff=maya, chart_open=False)

    assert told["coming"] == [gone, later]
    assert told["visits"].rows == [been]

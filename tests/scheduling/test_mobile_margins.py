"""The minutes kept round a visit in the clinic, told beside the drive to one that is not."""

import pytest

from scheduling.mobile.travel import OnTheRoad
from tests import make
from tests.make import at
from tests.scheduling import ask, on_the_road

pytestmark = pytest.mark.django_db


@pytest.fixture
def leo():
    make.room()
    return make.therapist("Leo", hours=("08:00", "18:00"))


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ("11:15", "The drive there takes 30 minutes, and Leo has an appointment until 11:00."
         " 15 minutes after it are kept for turning over, until 11:15."),
        ("08:15", "The drive back takes 30 minutes, and Leo has an appointment from 10:00."
         " 20 minutes before it are kept for preparing, from 09:40."),
    ],
)  # fmt: skip
def test_the_drive_is_told_until_when_a_visit_in_the_clinic_holds_the_therapist(leo, time, words):
    ask.book(leo, at("10:00"), service=make.service("Deep", buffer_before=20, buffer_after=15))

    with pytest.raises(OnTheRoad) as said:
        on_the_road.book(leo, at(time))

    assert words in str(said.value)


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ("11:15", "Preparing and the drive there take 40 minutes, and Leo has an appointment until 11:00."),
        ("08:30", "Turning over and the drive back take 35 minutes, and Leo has an appointment from 10:00."),
    ],
)
def test_what_a_mobile_service_keeps_for_itself_is_not_called_a_drive(leo, time, words):
    ask.book(leo, at("10:00"), service=make.service("Deep", buffer_before=0, buffer_after=0))
    at_home = on_the_road.service(buffer_before=10, buffer_after=5)

    with pytest.raises(OnTheRoad) as said:
        on_the_road.book(leo, at(time), service=at_home)

    assert words in str(said.value)


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ("14:45", "back from a visit that ends at 14:00. 20 minutes before this one are kept for preparing."),
        ("11:30", "to a visit at 13:00."
         " This one would end at 12:30, and 15 minutes after it are kept for turning over."),
    ],
)  # fmt: skip
def test_what_is_kept_round_a_visit_in_the_clinic_is_told_beside_the_road(leo, time, words):
    on_the_road.book(leo, at("13:00"))

    with pytest.raises(OnTheRoad) as said:
        ask.book(leo, at(time), service=make.service("Deep", buffer_before=20, buffer_after=15))

    assert words in str(said.value)

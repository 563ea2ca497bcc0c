"""What the desk reads out when the schedule says no: who, what, until when, and the nearest that is free."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from scheduling import booking
from scheduling.models import Service, TimeOff
from scheduling.refusals import BookingRefused
from scheduling.time_off import take_time_off
from tests import make
from tests.make import at
from tests.scheduling import ask

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)  # a Tuesday, at ten to eleven


@pytest.fixture
def leo():
    make.room()
    make.room("Room 2")
    return make.therapist("Leo", hours=("09:00", "17:00"))


@pytest.fixture
def mia(leo):
    return make.therapist("Mia", hours=("09:00", "17:00"))


@pytest.fixture
def turned_over():
    return Service.objects.create(name="Deep tissue", durations=[60, 90], buffer_after=15)


def refused(therapist, time, on=TODAY, **said):
    with pytest.raises(BookingRefused) as why:
        ask.book(therapist, at(time, on), **said)
    return str(why.value)


def test_where_the_therapist_has_nothing_for_weeks_a_colleague_is_offered(leo, mia):
    TimeOff.objects.create(
        therapist=leo, starts_at=at("00:00"), ends_at=at("00:00", TODAY + timedelta(days=22)), reason="Leave"
    )

    assert refused(leo, "13:00") == (
        "Leo is away from today to Tuesday 15 December."
        " Free today: 12:00 with Mia, 13:00 with Mia, 14:00 with Mia."
    )


def test_where_nobody_has_anything_it_says_for_how_long(leo):
    TimeOff.objects.create(
        starts_at=at("00:00"), ends_at=at("00:00", TODAY + timedelta(days=22)), reason="Works"
    )

    assert refused(leo, "13:00").endswith(": Works. Nothing is free in the two weeks from then on either.")


def test_a_room_says_who_is_in_it_and_which_other_is_free_then(leo, mia):
    room = ask.book(mia, at("13:00"), patient=make.patient("Ana Silva")).room

    said = refused(leo, "13:30", room=room)

    assert said.startswith(
        "Room 1 is not free from 13:30 to 14:30. Ana Silva is in it with Mia from 13:00 to 14:00."
        " Free today: 12:30 in Room 2, 13:30 in Room 2, 14:30 in Room 1."
    )


def test_a_room_that_is_closed_says_so(leo):
    room = make.room("Room 1")
    TimeOff.objects.create(room=room, starts_at=at("12:00"), ends_at=at("15:00"), reason="Painting")

    assert "It is closed from 12:00 until 15:00: Painting." in refused(leo, "13:00", room=room)


def test_what_no_room_has_is_not_looked_for_at_another_time(leo):
    lifted = make.service("Lift table", needs=["table with lift"])

    assert refused(leo, "13:00", service=lifted) == (
        "There is no room with table with lift here."
        " None is free anywhere else in the two weeks from then on."
    )


@pytest.mark.parametrize(
    ("time", "why"),
    [
        ("13:30", "Leo already has an appointment from 13:00 to 14:00. Free"),
        ("14:00", "Leo already has an appointment from 13:00 to 14:00."
         " 15 minutes after it are kept for turning over."),
        ("12:00", "Leo already has an appointment from 13:00 to 14:00."
         " This one would end at 13:00, and 15 minutes after it are kept for turning over."),
    ],
)  # fmt: skip
def test_minutes_that_are_kept_are_told_on_either_side(leo, turned_over, time, why):
    ask.book(leo, at("13:00"), service=turned_over, minutes=60)

    assert refused(leo, time, service=turned_over, minutes=60).startswith(why)


def test_a_longer_visit_is_offered_where_its_new_length_fits(leo, turned_over):
    held = ask.book(leo, at("13:00"), service=turned_over, minutes=60)
    ask.book(leo, at("14:15"), service=turned_over, minutes=60)

    with pytest.raises(BookingRefused, match=r"Free for 1 h 30 today: 11:00, 12:30, 15:30"):
        booking.resize(appointment=held, minutes=90, version=1, by=held.booked_by)


@pytest.mark.parametrize(
    ("days", "time", "why"), [(-1, "10:00", "That time has passed."), (0, "14:07", "Appointments begin")]
)
def test_a_move_that_is_refused_is_never_offered_the_place_it_has(leo, days, time, why):
    TimeOff.objects.create(therapist=leo, starts_at=at("00:00"), ends_at=at("16:00"), reason="Course")
    held, to = ask.book(leo, at("16:00")), at(time, TODAY + timedelta(days=days))

    with pytest.raises(BookingRefused, match=why) as said:
        booking.move(appointment=held, starts_at=to, therapist=leo, version=1, by=held.booked_by)

    assert str(said.value).endswith("Free tomorrow: 09:00, 10:00, 11:00.")


def test_a_move_that_cannot_be_taken_back_is_not_offered_the_place_it_has_now(leo):
    held = ask.book(leo, at("14:00"))
    moved = booking.move(appointment=held, starts_at=at("15:00"), therapist=leo, version=1, by=held.booked_by)
    ask.book(leo, at("14:00"))

    with pytest.raises(BookingRefused, match="already has an appointment") as said:
        booking.restore(appointment=moved, version=2, by=held.booked_by)

    assert "15:00" not in str(said.value).partition("Free today: ")[2]


def test_where_an_appointment_stands_is_said_with_its_name(leo):
    held = ask.book(leo, at("13:00"), patient=make.patient("Ana Silva"))
    gone = booking.cancel(appointment=held, reason="asked", by=held.booked_by)

    with pytest.raises(
        BookingRefused, match="Ana Silva's appointment today 13:00 is marked cancelled, so it cannot be moved"
    ):
        booking.move(appointment=gone, starts_at=at("15:00"), therapist=leo, version=2, by=held.booked_by)


def test_a_card_dropped_on_an_hour_that_comes_twice_is_told_where_to_say_which(client, leo):
    held = ask.book(leo, at("13:00"))
    client.force_login(held.booked_by)

    answer = client.post(reverse("scheduling:drop", args=[held.pk]), {"version": 1, "at": "2027-10-31T01:30"})

    assert answer.status_code == 409
    assert b"comes twice on 31 October 2027" in answer.content
    assert b"Open the appointment and choose Move, then Another time." in answer.content


def test_a_script_is_told_the_sentence_alone_and_a_page_has_it_in_its_frame(client, leo):
    held, other = ask.book(leo, at("13:00")), ask.book(leo, at("15:00"))
    client.force_login(held.booked_by)
    onto = {"version": 1, "at": f"{other.starts_at:%Y-%m-%dT}15:00"}

    def dropped(accept: str) -> bytes:
        return client.post(
            reverse("scheduling:drop", args=[held.pk]), onto, headers={"Accept": accept}
        ).content

    told, page = dropped("application/json, text/html"), dropped("text/html")
    assert b"data-sentence" in told
    assert b"<html" not in told
    assert b"data-sentence" in page
    assert b"<html" in page


def test_whoever_is_named_in_a_refusal_is_known_to_whoever_blurs_names(leo, mia):
    ana = make.patient("Ana Silva")
    held, later = (ask.book(leo, at(hour), patient=ana) for hour in ("13:00", "15:00"))
    gone = booking.cancel(appointment=later, reason="asked", by=held.booked_by)
    ends = {"starts_at": at("12:00"), "ends_at": at("17:00"), "reason": "Course", "by": held.booked_by}
    first = make.service("First visit", first_visit_only=True)
    make.appointment(leo, at("09:00") - timedelta(days=7), patient=ana)

    for rule, said in (
        (ask.book, {"therapist": mia, "starts_at": at("13:00"), "patient": ana}),
        (ask.book, {"therapist": mia, "starts_at": at("13:00"), "room": held.room}),
        (ask.book, {"therapist": mia, "starts_at": at("16:00"), "patient": ana, "service": first}),
        (booking.confirm, {"appointment": gone, "by": held.booked_by}),
        (take_time_off, {"therapist": leo, **ends}),
    ):
        with pytest.raises(BookingRefused) as why:
            rule(**said)
        assert "Ana Silva" in str(why.value)
        assert str(why.value).names == ("Ana Silva",)

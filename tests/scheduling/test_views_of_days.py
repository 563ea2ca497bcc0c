"""By room, three days and a week: what they show, and that a full week asks no more than an empty one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clinic import clock
from scheduling import booking
from scheduling.boards import rooms, span
from scheduling.models import TimeOff
from sessions import records
from tests import make
from tests.make import at
from tests.scheduling import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def leo():
    make.room()
    make.room("Room 2")
    return make.therapist("Leo Brand", hours=("09:00", "17:00"))


@pytest.fixture
def joan(leo):
    return make.front_desk()


@pytest.fixture
def desk(client, joan):
    client.force_login(joan)
    return client


def url(view, day=None, **query):
    return reverse("scheduling:day", args=[day or clock.today()], query={"view": view, **query})


def test_a_room_says_who_is_in_it_and_until_when_it_is_free(leo, joan, tuesday):
    held = ask.book(leo, at("10:00"), patient=make.patient("Ana Silva"), room=make.room())
    ask.book(leo, at("12:00"), room=make.room("Room 2"))
    tuesday.move_to(at("10:05"))

    first, second = rooms.of(clock.today(), joan).columns
    assert (first.now, first.now_word, second.now, second.then.starts_at) == (
        held,
        "Kept for",
        None,
        at("12:00"),
    )

    booking.arrive(appointment=held, by=joan)
    records.start(appointment=held, review=make.NOTHING_CHANGED, by=leo)
    tuesday.move_to(at("11:20"))
    assert rooms.of(clock.today(), joan).columns[0].now_word == "Now"


def test_by_room_each_visit_stands_in_its_rooms_column(desk, leo):
    held = ask.book(leo, at("10:00"), patient=make.patient("Ana Silva"))
    TimeOff.objects.create(
        room=make.room("Room 2"), starts_at=at("12:00"), ends_at=at("13:00"), reason="Painters"
    )

    page = desk.get(url("rooms")).content.decode()

    assert f'data-room="{held.room_id}"' in page
    assert "Trigger point 60 60 with Leo" in page
    assert "Painters" in page
    assert 'data-therapist="' not in page


def test_a_free_place_in_a_room_books_that_room_if_somebody_can_treat_then(desk, leo, joan):
    """Leo is taken from ten, Mia is not; she ends at two, he goes on till five."""
    make.therapist("Mia", hours=("10:00", "14:00"))
    ask.book(leo, at("10:00"), room=make.room("Room 1"))
    TimeOff.objects.create(therapist=leo, starts_at=at("14:00"), ends_at=at("16:00"), reason="Course")
    TimeOff.objects.create(room=make.room("Room 2"), starts_at=at("12:00"), ends_at=at("13:00"), reason="x")

    first, second = ({one.time for one in column.free} for column in rooms.of(clock.today(), joan).columns)

    assert ("09:00" in first, "10:00" in first, "10:00" in second) == (True, False, True)
    assert ("12:00" in first, "12:00" in second) == (True, False)
    assert ("13:45" in first, "14:00" in first, "16:00" in second) == (True, False, True)

    asked = f"room={make.room('Room 2').pk}&amp;at={clock.today()}T13:00"
    assert asked in desk.get(url("rooms")).content.decode()
    ana, service = make.patient("Ana Silva"), make.service()
    said = {"patient": ana.number, "service": service.pk, "minutes": 60, "room": make.room("Room 2").pk}
    for key, hour in enumerate(("13:00", "16:00")):
        desk.post(
            reverse("scheduling:book"),
            {
                **said,
                "at": at("13:00").isoformat(),
                "offer": f"{leo.pk} {at(hour).isoformat()}",
                "key": f"{key:032}",
            },
        )
    assert [one.room.name for one in ana.appointments.order_by("starts_at")] == ["Room 2", "Room 1"]


def test_everybodys_week_begins_on_monday_and_counts_what_is_free(desk, leo):
    held = ask.book(leo, at("10:00"), patient=make.patient("Ana Silva"))
    friday = clock.today() + timedelta(days=3)
    TimeOff.objects.create(
        therapist=leo, starts_at=at("00:00", friday), ends_at=at("23:59", friday), reason="Course"
    )

    page = desk.get(url("week")).content.decode()

    for words in (
        "23 to 29 November",
        "Mon 23 Nov",
        "Sun 29 Nov",
        "Ana Silva",
        "7 h free",
        "8 h free",
        "Course",
    ):
        assert words in page
    assert f'id="ap-{held.pk}"' in page


def test_one_therapists_week_is_a_board_with_a_column_a_day(desk, leo):
    mia = make.therapist("Mia")
    ask.book(leo, at("10:00"), patient=make.patient("Ana Silva"))
    ask.book(mia, at("10:00"), patient=make.patient("Bo Other"))

    page = desk.get(url("week", **{"with": leo.pk})).content.decode()

    assert page.count('class="board-col"') == 7
    assert 'data-day="2026-11-29"' in page
    assert ("Ana Silva" in page, "Bo Other" in page) == (True, False)


def test_three_days_begin_with_the_day_itself(leo, joan):
    drawn = span.of(clock.today(), 3, joan)

    assert (drawn.days[0], len(drawn.days), drawn.title) == (clock.today(), 3, "24 to 26 November")


def test_a_therapist_who_is_none_is_not_found(desk, joan):
    assert [desk.get(url("week", **{"with": key})).status_code for key in (joan.pk, "x", "9" * 30)] == [
        404
    ] * 3


def test_an_open_week_follows_the_clinic(desk, leo):
    page = desk.get(url("week"))
    mark = page.context["mark"]
    again = {"If-None-Match": f'"{mark}"'}
    assert desk.get(url("week"), headers=again).status_code == 304

    ask.book(leo, at("10:00", clock.today() + timedelta(days=4)), patient=make.patient("Ana Silva"))

    assert b"Ana Silva" in desk.get(url("week"), headers=again).content


@pytest.mark.parametrize("view", ["rooms", "3days", "week", "month", "one"])
def test_however_full_the_days_are_it_asks_the_same(desk, leo, view):
    address = url("week", **{"with": leo.pk}) if view == "one" else url(view)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(address).status_code == 200
        return len(queries)

    empty = asked()
    for hour in ("10:00", "11:00", "12:00"):
        ask.book(leo, at(hour))

    assert asked() == empty <= 12


def test_names_are_blurred_until_they_are_wanted_again(desk, leo):
    blurred = desk.post(reverse("clinic:appearance"), {"names": "blurred", "next": url("rooms")})

    assert (blurred.url, desk.cookies["names"].value) == (url("rooms"), "blurred")
    assert 'data-names="blurred"' in desk.get(url("rooms")).content.decode()
    desk.post(reverse("clinic:appearance"), {"names": "shown"})
    assert 'data-names="shown"' in desk.get(url("rooms")).content.decode()


def test_a_month_counts_visits_and_free_hours_and_names_nobody(desk, leo):
    ask.book(leo, at("10:00"), patient=make.patient("Ana Silva"))
    friday = clock.today() + timedelta(days=3)
    TimeOff.objects.create(
        starts_at=at("00:00", friday), ends_at=at("00:00", friday + timedelta(days=1)), reason="Training"
    )

    page = desk.get(url("month"))
    drawn = {one.on: one for week in page.context["board"].weeks for one in week}

    today = drawn[clock.today()]
    assert (today.visits, today.free, drawn[friday].closed) == (1, "7 h", "Training")
    assert (min(drawn).weekday(), len(drawn) % 7, page.context["title"]) == (0, 0, "November 2026")
    assert b"Ana Silva" not in page.content


def test_a_month_of_one_therapist_counts_theirs(desk, leo):
    mia = make.therapist("Mia")
    ask.book(mia, at("10:00"))

    page = desk.get(url("month", **{"with": leo.pk}))

    assert page.context["board"].visits == 0

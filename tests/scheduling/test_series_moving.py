"""A series that moves: each visit keeps the therapist it was given, until another is chosen for all."""

from datetime import date, timedelta

import pytest

from clinic import clock
from scheduling import booking
from tests import make
from tests.make import at
from tests.scheduling import ask

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)  # a Tuesday, at ten to eleven
WEEK = timedelta(days=7)


@pytest.fixture
def owen():
    return make.therapist("Owen", hours=("09:00", "17:00"))


@pytest.fixture
def visit(leo, owen):
    """With Leo, and a week on with Owen instead."""
    held = ask.book(leo, at("14:00"), patient=make.patient("Ana Silva"))
    last = ask.weekly(held).appointments.get(starts_at=at("14:00", TODAY + WEEK))
    booking.move(appointment=last, starts_at=last.starts_at, therapist=owen, version=1, by=held.booked_by)
    held.refresh_from_db()
    return held


def moved(client, visit, therapist, time):
    """The page after it, and where the visits stand then."""
    client.force_login(visit.booked_by)
    said = {"version": visit.version, "scope": "following", "offer": f"{therapist.pk} {at(time).isoformat()}"}
    page = client.post(f"/appointments/{visit.pk}/move/", said, follow=True).content.decode()
    stand = visit.series.appointments.order_by("starts_at").select_related("therapist")
    return page, [(f"{clock.local(one.starts_at):%a %H:%M}", one.therapist.first_name) for one in stand]


def test_where_only_the_time_changes_each_visit_keeps_its_therapist(client, visit, leo):
    ask.book(leo, at("15:30", TODAY + WEEK))
    make.room("Room 2")

    page, stand = moved(client, visit, leo, "15:30")

    assert stand == [("Tue 15:30", "Leo"), ("Tue 15:30", "Owen")]
    assert "<p>Moved 2 visits of <" in page


def test_a_time_written_by_hand_names_nobody_and_changes_nobody(client, visit):
    client.force_login(visit.booked_by)
    said = {"version": visit.version, "scope": "all", "day": TODAY, "time": "15:30"}

    client.post(f"/appointments/{visit.pk}/move/", said)

    names = visit.series.appointments.order_by("starts_at").values_list("therapist__display_name", flat=True)
    assert [*names] == ["Leo", "Owen"]


def test_another_therapist_who_is_chosen_gets_them_all(client, visit, owen):
    _, stand = moved(client, visit, owen, "15:30")

    assert stand == [("Tue 15:30", "Owen"), ("Tue 15:30", "Owen")]


def test_one_visit_that_moved_is_one_visit(client, visit, owen):
    ask.book(owen, at("15:30", TODAY + WEEK))

    page, stand = moved(client, visit, owen, "15:30")

    assert "<p>Moved 1 visit of <" in page
    assert stand == [("Tue 15:30", "Owen"), ("Tue 14:00", "Owen")]

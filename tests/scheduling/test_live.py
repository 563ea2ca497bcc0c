"""An open board is told what changed elsewhere, and nothing else."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clinic import clock
from clinic.models import AuditEvent
from scheduling import booking
from scheduling.boards import live
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
def desk(client):
    client.force_login(make.front_desk())
    return client


def marked(day=None):
    return live.mark(day or clock.today(), day or clock.today())


def look_again(client, mark, address=None):
    """As the page's script asks, with the mark of what it shows."""
    address = address or reverse("scheduling:day", args=[clock.today()])
    return client.get(address, headers={"If-None-Match": f'"{mark}"'})


def test_a_board_that_shows_what_is_true_is_told_so_and_nothing_is_listed(desk, leo):
    ask.book(leo, at("10:00"))
    mark, board = marked(), reverse("scheduling:day", args=[clock.today()])
    written = AuditEvent.objects.count()

    with CaptureQueriesContext(connection) as asked:
        again = look_again(desk, mark, board)

    assert (again.status_code, again.content) == (304, b"")
    assert len(asked) == 3
    assert AuditEvent.objects.count() == written


def test_a_board_that_is_behind_gets_the_days_contents_without_the_shell(desk, leo):
    mark = marked()
    held = ask.book(leo, at("10:00"), patient=make.patient("Ana Silva"))

    page = look_again(desk, mark).content.decode()

    assert f'id="ap-{held.pk}"' in page
    assert "<html" not in page
    assert 'id="toasts"' not in page


def test_a_message_that_waits_for_the_next_page_is_left_for_it(desk, leo):
    held = ask.book(leo, at("10:00"))
    desk.post(reverse("scheduling:confirm", args=[held.pk]), {"version": held.version})

    look_again(desk, "an older mark")

    assert b"is confirmed for" in desk.get(reverse("scheduling:day", args=[clock.today()])).content


def test_every_change_of_a_day_makes_another_mark(leo):
    joan = make.front_desk()
    marks = [marked()]

    def changed():
        marks.append(marked())

    held = ask.book(leo, at("10:00"))
    changed()
    booking.move(appointment=held, starts_at=at("11:00"), therapist=leo, version=1, by=joan)
    changed()
    booking.arrive(appointment=held, by=joan)
    changed()
    records.start(appointment=held, review=make.NOTHING_CHANGED, by=leo)
    changed()
    off = TimeOff.objects.create(therapist=leo, starts_at=at("12:00"), ends_at=at("13:00"), reason="Lunch")
    changed()
    off.delete()
    assert marks[4] == marked()
    make.working_hours(leo, 1, "17:00", "18:00")
    changed()

    assert len(set(marks)) == len(marks)


def test_another_day_is_no_news(leo):
    tomorrow = clock.today() + timedelta(days=1)
    before = marked()

    ask.book(leo, at("10:00", tomorrow))

    assert marked() == before


def test_a_therapists_day_hears_of_their_own_visits_alone(client, leo):
    mia = make.therapist("Mia")
    client.force_login(leo)
    mark = live.mark(clock.today(), clock.today(), therapist=leo)
    my_day = reverse("sessions:my_day")

    ask.book(mia, at("10:00"))
    assert look_again(client, mark, my_day).status_code == 304

    held = ask.book(leo, at("10:00"), patient=make.patient("Ana Silva"))
    booking.arrive(appointment=held, by=mia)
    assert b"Ana Silva" in look_again(client, mark, my_day).content


def test_today_is_looked_at_anew_every_five_minutes(leo, tuesday):
    before, tomorrow = marked(), marked(clock.today() + timedelta(days=1))

    tuesday.shift(timedelta(seconds=live.TICK_SECONDS))

    assert marked() != before
    assert marked(clock.today() + timedelta(days=1)) == tomorrow


@pytest.mark.parametrize("view", ["", "?view=rooms", "?view=days", "?view=week", "?view=month"])
def test_every_board_asks_often_enough_to_show_a_change_within_two_seconds(desk, leo, view):
    page = desk.get(reverse("scheduling:day", args=[clock.today()]) + view).content.decode()

    every = re.search(r'data-live="\w+"(?: data-every="(\d+)")?', page)
    assert every is not None
    assert int(every[1] or 700) <= 1500

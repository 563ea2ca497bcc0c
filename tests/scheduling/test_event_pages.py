"""Pages of chair-massage events: a list filled name by name, on the board, on paper and in calendars."""

import re
import uuid
from datetime import date, time, timedelta
from html import unescape

import icalendar
import pytest
from django.urls import reverse
from django.utils.html import escape, strip_tags

from clinic.models import AuditEvent
from scheduling import booking
from scheduling.events import planning
from scheduling.feeds import calendar, subscribing
from scheduling.models import Appointment, ChairDay
from tests import make
from tests.make import at
from tests.scheduling import ask, outings

pytestmark = pytest.mark.django_db
TOMORROW = date(2026, 11, 25)


@pytest.fixture
def leo():
    make.room()
    return make.therapist("Leo Brand", hours=("07:00", "20:00"))


@pytest.fixture
def event(leo):
    return outings.event(leo, by=make.front_desk())


@pytest.fixture
def desk(client, event):
    client.force_login(event.planned_by)
    return client


def listed(client, event, **asked):
    return client.get(reverse("scheduling:chair_day", args=[event.pk]), asked).content.decode()


def fill(client, event, leo, wall_time="09:00", **said):
    slot = f"{leo.pk} {at(wall_time, event.on).isoformat()}"
    said = {"slot": slot, "key": str(uuid.uuid4()), **said}
    return client.post(reverse("scheduling:fill_slot", args=[event.pk]), said, follow=True)


@pytest.mark.sweep
def test_an_event_is_planned_and_refused_in_words(client, leo):
    service = make.service("Chair", minutes=15, category="chair")
    client.force_login(make.front_desk())
    said = {
        "place": "Town Fair", "on": "2026-11-25", "starts": "10:00", "ends": "12:00", "service": service.pk,
        "minutes": 15, "gap": 5, "travel_before": 20, "travel_after": 20, "therapists": [leo.pk],
        "key": str(uuid.uuid4()),
    }  # fmt: skip
    ask.book(leo, at("11:00", TOMORROW), patient=make.patient("Ana Silva"), by=leo)

    no = client.post(reverse("scheduling:plan_chair_day"), said)
    yes = client.post(reverse("scheduling:plan_chair_day"), {**said, "on": "2026-11-26"}, follow=True)

    assert no.status_code == 422
    assert (
        "1 appointment stands in the way of the event at Town Fair: tomorrow 11:00 Ana Silva"
        in strip_tags(no.content.decode())
    )
    assert "Planned: chair massage at Town Fair, Thursday 26 November." in yes.content.decode()
    assert "0 of 6 slots taken" in yes.content.decode()


def test_a_name_and_enter_book_the_next_slot(desk, event, leo):
    make.patient("Ana Silva")
    assert f'value="{leo.pk} {at("09:00", TOMORROW).isoformat()}"' in listed(desk, event)

    page = fill(desk, event, leo, words="ana silva").content.decode()

    held = Appointment.objects.get()
    assert (held.starts_at, str(held.patient)) == (at("09:00", TOMORROW), "Ana Silva")
    assert "Booked: Ana Silva, 09:00 with Leo." in strip_tags(page)
    assert f'value="{leo.pk} {at("09:20", TOMORROW).isoformat()}"' in page
    assert AuditEvent.objects.filter(action="searched", ids=[held.patient_id]).exists()


@pytest.mark.sweep
def test_of_several_people_one_is_asked_and_of_none_it_is_said(desk, event, leo):
    first = make.patient("Ana Silva", birth_on=date(1980, 1, 1))
    make.patient("Ana Silva", birth_on=date(1990, 1, 1))

    which = fill(desk, event, leo, words="Ana Silva")
    nobody = fill(desk, event, leo, words="Zebulon Quux")
    fill(desk, event, leo, patient=first.number)

    assert "Which of them?" in which.content.decode()
    assert "Nobody by that name." in nobody.content.decode()
    assert Appointment.objects.get().patient == first


@pytest.mark.sweep
def test_a_walk_in_is_added_and_comes_back_to_the_list(desk, event):
    page = desk.post(
        reverse("patients:new"),
        {
            "first_name": "Nina",
            "last_name": "Berg",
            "phone": "0151 496 0999",
            "event": event.pk,
            "figure": "a",
        },
        follow=True,
    ).content.decode()

    assert "Book 09:00 with Leo for Nina Berg" in strip_tags(page)


def test_a_walk_in_is_added_for_the_slot_that_was_pressed(desk, event, leo):
    slot = f"{leo.pk} {at('10:20', TOMORROW).isoformat()}"
    form = desk.get(reverse("patients:new"), {"event": event.pk, "slot": slot}).content.decode()
    person = {"first_name": "Nina", "last_name": "Berg", "phone": "0151 496 0999", "figure": "a"}

    page = desk.post(reverse("patients:new"), {**person, "event": event.pk, "slot": slot}, follow=True)

    assert f'name="slot" value="{escape(slot)}"' in form
    assert "Book 10:20 with Leo for Nina Berg" in strip_tags(page.content.decode())


@pytest.mark.sweep
def test_a_slot_that_was_pressed_is_next_and_a_taken_one_is_refused(desk, event, leo):
    outings.slot(event, leo, "09:20")

    pressed = listed(desk, event, slot=f"{leo.pk} {at('10:20', TOMORROW).isoformat()}")
    late = fill(desk, event, leo, "09:20", words="Ana Silva", patient=make.patient("Ana Silva").number)

    assert "10:20 with Leo</label>" in pressed
    assert late.status_code == 422
    assert "09:20 went to somebody else a moment ago. Free: 09:40 with Leo" in late.content.decode()


@pytest.mark.sweep
def test_arrived_and_done_come_back_to_the_list(desk, event, leo, tuesday):
    held = outings.slot(event, leo, "09:00", make.patient("Ana Silva"))
    tuesday.move_to(at("09:01", TOMORROW))
    desk.force_login(event.planned_by)

    here = desk.post(reverse("scheduling:arrive", args=[held.pk]), {"version": 1}, follow=True)
    done = desk.post(reverse("scheduling:slot_done", args=[event.pk, held.pk]), follow=True)

    assert here.request["PATH_INFO"] == done.request["PATH_INFO"] == f"/events/{event.pk}/"
    assert ">Done<" in here.content.decode()
    held.refresh_from_db()
    assert held.status == "fulfilled"


def test_the_board_shows_one_block_and_the_other_views_know_it(desk, event, leo):
    held = outings.slot(event, leo, "09:00", make.patient("Ana Silva"))
    day = reverse("scheduling:day", args=[TOMORROW])
    board, week, own, month, by_hand = (
        desk.get(day, asked).content.decode()
        for asked in (
            {},
            {"view": "week"},
            {"view": "week", "with": leo.pk},
            {"view": "month"},
            {"view": "list"},
        )
    )

    for page in (board, own):
        assert f'href="/events/{event.pk}/"' in page
        assert "1 of 9 taken" in page
        assert f'id="ap-{held.pk}"' not in page
    assert "1 of 9" in week
    assert f'id="ap-{held.pk}"' not in week
    assert '<span class="month-event">Harbour Bank</span>' in month
    assert '<td class="nowrap">Harbour Bank</td>' in by_hand
    assert "at=2026-11-25T08:00" in board
    assert "at=2026-11-25T10:00" not in board


@pytest.mark.sweep
def test_an_event_outside_hours_lengthens_the_board(desk, leo):
    outings.event(leo, place="Late Fair", starts=time(20), ends=time(22), on=TOMORROW + timedelta(days=1))

    board = desk.get(reverse("scheduling:day", args=[TOMORROW + timedelta(days=1)])).content.decode()

    assert 'data-last="1320"' in board


@pytest.mark.sweep
def test_the_sheet_is_printed_with_and_without_names(desk, event, leo):
    outings.slot(event, leo, "09:00", make.patient("Ana Silva"))
    url = reverse("scheduling:slot_sheet", args=[event.pk])

    named, bare = desk.get(url).content.decode(), desk.get(url, {"names": "no"}).content.decode()

    assert "Ana Silva" in named
    assert "Ana Silva" not in bare
    assert "Taken" in bare


@pytest.mark.sweep
def test_the_therapists_own_day_has_the_event_and_its_slots(client, event, leo, tuesday):
    outings.slot(event, leo, "09:00", make.patient("Ana Silva"))
    tuesday.move_to(at("08:00", TOMORROW))
    client.force_login(leo)

    page = client.get(reverse("sessions:my_day")).content.decode()

    assert "Chair massage at Harbour Bank" in page
    assert "Ana Silva" in page


def test_a_calendar_has_the_event_once_and_learns_that_it_is_off(event, leo):
    outings.slot(event, leo, "09:00")
    subscribing.make(by=leo)
    feed = (
        leo.calendar_feed
        if hasattr(leo, "calendar_feed")
        else subscribing.CalendarFeed.objects.get(staff=leo)
    )

    before, mark = calendar.of(feed).content, calendar.mark(feed)
    planning.cancel(event=event, reason="Rain", by=event.planned_by)
    after = calendar.of(feed).content

    [one] = icalendar.Calendar.from_ical(before).walk("VEVENT")
    assert (one["SUMMARY"], one["LOCATION"], one["STATUS"]) == ("Chair massage", "Harbour Bank", "CONFIRMED")
    [gone] = icalendar.Calendar.from_ical(after).walk("VEVENT")
    assert (gone["UID"], gone["STATUS"]) == (one["UID"], "CANCELLED")
    assert gone["SEQUENCE"] > one["SEQUENCE"]
    assert calendar.mark(feed) != mark


@pytest.mark.sweep
def test_calling_it_off_leads_to_whom_to_ring(desk, event, leo):
    outings.slot(event, leo, "09:00", make.patient("Ana Silva"))

    page = desk.post(
        reverse("scheduling:cancel_chair_day", args=[event.pk]), {"version": 1, "reason": "Rain"}, follow=True
    )

    assert page.request["PATH_INFO"] == "/to-call/"
    assert "1 person has to be rung" in page.content.decode()
    assert "The chair massage at Harbour Bank was called off" in page.content.decode()


@pytest.mark.sweep
def test_a_therapist_plans_nothing_but_fills_the_list(client, event, leo):
    client.force_login(leo)

    assert client.get(reverse("scheduling:plan_chair_day")).status_code == 403
    assert client.post(reverse("scheduling:close_chair_day", args=[event.pk])).status_code == 403
    assert fill(client, event, leo, patient=make.patient().number).status_code == 200
    assert ChairDay.objects.get().slots.count() == 1


@pytest.mark.sweep
def test_its_slots_are_in_nobodys_room_on_paper_either(desk, event, leo):
    held = outings.slot(event, leo, "09:00", make.patient("Ana Silva"))

    for name, args in (
        ("sheet", [TOMORROW]),
        ("therapist_sheet", [TOMORROW, leo.pk]),
        ("appointment", [held.pk]),
    ):
        assert "Harbour Bank" in desk.get(reverse(f"scheduling:{name}", args=args)).content.decode()
    assert desk.get(reverse("scheduling:sheets_pdf", args=[TOMORROW])).status_code == 200
    assert (
        "Ana Silva" in desk.get(reverse("scheduling:day", args=[TOMORROW]), {"view": "list"}).content.decode()
    )
    gone = booking.cancel(appointment=held, reason="The patient asked", by=leo)
    assert gone.place == "Harbour Bank"


def test_a_walk_in_who_is_known_after_all_takes_the_slot_that_was_pressed(desk, event, leo):
    known = make.patient("Nina Berg", phone="0151 496 0999")
    slot = f"{leo.pk} {at('10:20', TOMORROW).isoformat()}"
    typed = {"first_name": "Nina", "last_name": "Berg", "phone": "0151 496 0999"}

    twins = desk.post(reverse("patients:twins"), {**typed, "event": event.pk, "slot": slot}).content.decode()
    address = unescape(re.search(r'class="found-row"\s+href="([^"]+)"', twins)[1])

    assert f"Book 10:20 with Leo for {known}" in strip_tags(desk.get(address).content.decode())

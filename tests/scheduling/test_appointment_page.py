"""The panel of one appointment, and what is done to it there."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from clinic import clock
from clinic.models import AuditEvent
from scheduling.models import Appointment, Status
from tests import make
from tests.make import at
from tests.scheduling import ask

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "panel"}


@pytest.fixture
def leo():
    make.room()
    make.room("Room 2")
    return make.therapist("Leo Brand", hours=("09:00", "17:00"))


@pytest.fixture
def desk(client):
    client.force_login(make.front_desk())
    return client


def test_the_appointments_panel_puts_the_sensible_step_first(desk, leo, tuesday):
    held = ask.book(leo, at("10:00", clock.today() + timedelta(days=1)))
    url = reverse("scheduling:appointment", args=[held.pk])

    tomorrow = desk.get(url, headers=HTMX).content.decode()
    tuesday.shift(timedelta(days=1))
    desk.force_login(held.booked_by)
    today = desk.get(url, headers=HTMX).content.decode()

    assert "Arrived" not in tomorrow
    assert primary(tomorrow) == "Confirm"
    assert primary(today) == "Arrived"
    assert AuditEvent.objects.filter(action="opened", object_id=held.pk).count() == 2


def test_opening_the_visit_is_offered_to_its_own_therapist(client, leo):
    held = ask.book(leo, at("10:00"))
    url = reverse("scheduling:appointment", args=[held.pk])
    seen = []
    for staff in (leo, make.therapist("Mia"), make.admin()):
        client.force_login(staff)
        seen.append("Open the visit" in client.get(url).content.decode())

    assert seen == [True, False, False]


def test_a_visit_that_nobody_charted_can_be_written_up_on_a_later_day(client, leo, tuesday):
    held = ask.book(leo, at("10:00"))
    tuesday.shift(timedelta(days=2))
    client.force_login(leo)

    panel = client.get(reverse("scheduling:appointment", args=[held.pk])).content.decode()
    assert "Write the visit up" in panel
    card = client.get(reverse("sessions:prepare", args=[held.pk])).content.decode()
    assert "<b>Tuesday 24 November</b>" in card
    begun = client.post(reverse("sessions:start", args=[held.pk]), follow=True).content.decode()

    assert "Visit of Tuesday 24 November, 10:00." in begun
    assert "late entry" in begun


def primary(panel):
    """What the one primary button says."""
    (button,) = (part for part in panel.split("<button")[1:] if "btn-primary" in part.split(">")[0])
    return button.split("</button>")[0].split("</svg>")[-1].strip()


def test_a_step_is_done_and_undone_by_its_toast(desk, leo):
    held = ask.book(leo, at("10:00"), patient=make.patient("Ana Silva"))

    done = desk.post(
        reverse("scheduling:arrive", args=[held.pk]), {"version": 1}, follow=True
    ).content.decode()
    undo = f"/appointments/{held.pk}/restore/?version=2"
    back = desk.post(undo, follow=True).content.decode()

    assert "Ana Silva has arrived." in strip_tags(done)
    assert undo in done
    assert "Taken back: Ana Silva, today 10:00 with Leo, booked." in strip_tags(back)


def test_cancelling_asks_why(desk, leo):
    held = ask.book(leo, at("10:00"))
    url = reverse("scheduling:cancel", args=[held.pk])

    assert "Say why." in desk.post(url, {"version": 1}, headers=HTMX).content.decode()
    desk.post(url, {"version": 1, "reason": "The patient asked"}, headers=HTMX)

    assert Appointment.objects.get().cancel_reason == "The patient asked"


def test_a_stale_page_is_refused_with_both_states(desk, leo):
    held = ask.book(leo, at("10:00"))
    move = reverse("scheduling:move", args=[held.pk])
    desk.post(move, {"version": 1, "offer": f"{leo.pk} {at('12:00').isoformat()}"})

    answer = desk.post(reverse("scheduling:arrive", args=[held.pk]), {"version": 1}, headers=HTMX)

    assert answer.status_code == 422
    assert "Your page showed: today 10:00 with Leo, booked. It is now: today 12:00" in answer.content.decode()


def test_moving_offers_free_places_and_takes_one_by_hand(desk, leo):
    held = ask.book(leo, at("10:00"))
    url = reverse("scheduling:move", args=[held.pk])

    panel = desk.get(url, headers=HTMX).content.decode()
    desk.post(url, {"version": 1, "therapist": leo.pk, "day": "2026-11-25", "time": "14:30"})

    assert "Move to 14:30 with Leo" in panel
    assert Appointment.objects.get().starts_at == at("14:30", clock.today() + timedelta(days=1))


def test_moving_to_a_time_that_comes_twice_asks_which(desk, leo):
    held = ask.book(leo, at("10:00"))
    said = {"version": 1, "therapist": leo.pk, "day": "2027-10-31", "time": "01:30"}

    answer = desk.post(reverse("scheduling:move", args=[held.pk]), said, headers=HTMX)

    assert "01:30 comes twice on 31 October 2027" in answer.content.decode()
    assert "Which of the two" in answer.content.decode()


def test_a_fulfilled_visit_has_nowhere_to_move(desk, leo):
    held = make.appointment(leo, at("10:00"), status=Status.FULFILLED)

    answer = desk.get(reverse("scheduling:move", args=[held.pk]), headers=HTMX)

    assert "cannot be moved any more" in answer.content.decode()


@pytest.mark.parametrize("name", ["cancel", "confirm", "arrive", "miss", "restore"])
def test_steps_are_taken_by_post_only(desk, leo, name):
    held = ask.book(leo, at("10:00"))

    assert desk.get(reverse(f"scheduling:{name}", args=[held.pk])).status_code == 405


def test_a_move_can_be_undone_from_its_panel_for_a_minute_by_whoever_made_it(desk, leo, client, tuesday):
    held = ask.book(leo, at("10:00"), patient=make.patient("Ana Silva"))
    url, undo = (
        reverse("scheduling:appointment", args=[held.pk]),
        f"/appointments/{held.pk}/restore/?version=2",
    )
    offer = f"{leo.pk} {at('11:00').isoformat()}"
    desk.post(reverse("scheduling:move", args=[held.pk]), {"version": 1, "offer": offer}, follow=True)
    colleague = Client()
    colleague.force_login(make.front_desk("June"))

    tuesday.shift(50)
    panel = desk.get(url, headers=HTMX).content.decode()
    board = desk.get(reverse("scheduling:day", args=[held.day])).content.decode()
    assert f'action="{undo}"' in " ".join(panel.split())
    assert "Undo the last change" in panel
    assert 'data-undo-for="' in board
    assert "Undo the last change" not in colleague.get(url, headers=HTMX).content.decode()
    tuesday.shift(15)
    assert "Undo the last change" not in desk.get(url, headers=HTMX).content.decode()
    assert "data-undo-for" not in desk.get(reverse("scheduling:day", args=[held.day])).content.decode()


@pytest.mark.sweep
def test_what_was_done_since_ends_the_undo_before_it(desk, leo):
    held, other = ask.book(leo, at("10:00")), ask.book(leo, at("14:00"))
    desk.post(reverse("scheduling:arrive", args=[held.pk]), {"version": 1}, follow=True)
    desk.post(reverse("scheduling:confirm", args=[other.pk]), {"version": 1}, follow=True)

    assert "data-undo-for" not in desk.get(reverse("scheduling:day", args=[held.day])).content.decode()


def test_a_cancellation_that_comes_too_late_is_told_before_and_after(desk, leo):
    soon = ask.book(leo, at("14:00"))
    later = ask.book(leo, at("14:00", clock.today() + timedelta(days=2)))
    panel, words = reverse("scheduling:appointment", args=[soon.pk]), "it counts as cancelled late"
    in_time = reverse("scheduling:appointment", args=[later.pk])
    assert words in desk.get(panel).content.decode()
    assert words not in desk.get(in_time).content.decode()

    for held in (soon, later):
        desk.post(reverse("scheduling:cancel", args=[held.pk]), {"version": 1, "reason": "The patient asked"})

    assert "<dt>Cancelled late</dt>" in desk.get(panel).content.decode()
    assert "<dt>Cancelled</dt>" in desk.get(in_time).content.decode()


def test_the_button_that_cancels_promises_what_is_chosen_and_no_more(desk, leo):
    held = ask.book(leo, at("14:00"), patient=make.patient("Ana Silva"))
    url = reverse("scheduling:appointment", args=[held.pk])
    assert "Cancel 14:00 of Ana Silva</button>" in desk.get(url).content.decode()

    ask.weekly(held)
    page = desk.get(url).content.decode()

    assert "Cancel what is chosen</button>" in page
    assert re.findall(r'value="(\w+)"\s+data-says="([^"]+)"', page) == [
        ("one", "Cancel this visit"),
        ("following", "Cancel this and the following"),
        ("all", "Cancel all to come"),
    ]

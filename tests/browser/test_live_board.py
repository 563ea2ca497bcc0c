"""Two screens of one clinic: what is done at one stands on the other, and cards go where hands put them."""

import re
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction
from playwright.sync_api import expect

from clinic import clock
from scheduling import booking
from scheduling.models import Appointment, Service
from tests import make
from tests.browser.the_desk import column
from tests.make import at
from tests.scheduling import ask


@pytest.fixture
@transaction.atomic
def held(transactional_db):
    """Ana Silva at ten with Leo, who works beside Mia; there are two rooms."""
    make.room()
    make.room("Room 2")
    leo = make.therapist("Leo", hours=("09:00", "17:00"))
    make.therapist("Mia", hours=("09:00", "17:00"))
    service = Service.objects.create(name="Deep tissue", durations=[30, 60, 90])
    ask.book(leo, at("15:00"), service=service, minutes=60, patient=make.patient("Bo Other"))
    return ask.book(leo, at("10:00"), service=service, minutes=60, patient=make.patient("Ana Silva"))


@pytest.fixture
def desk(held, signed_in_as):
    window = signed_in_as(held.booked_by)
    window.page.goto(f"/schedule/{clock.today()}/")
    return window


def card(window, held):
    return window.page.locator(f"#ap-{held.pk}")


def now(held):
    return Appointment.objects.get(pk=held.pk)


@contextmanager
def answered(window):
    """Until the page has taken in what it asked for; what is fetched after it comes after it."""
    with window.page.expect_response("**/my-day/"):
        yield
    window.page.evaluate("fetch('/healthz')")


def test_what_happens_elsewhere_comes_in_around_what_is_being_done_here(desk, held):
    other = desk.page.locator(".ap", has_text="Bo Other")
    desk.press(other)
    expect(desk.panel).to_contain_text("Bo Other")
    other.focus()

    booking.arrive(appointment=held, by=held.booked_by)

    expect(desk.page.locator("[data-live]")).to_contain_text("Changed: Ana Silva Arrived.")
    expect(card(desk, held)).to_contain_text("Arrived")
    expect(other).to_be_focused()
    expect(desk.panel).to_contain_text("Bo Other")


def test_a_therapists_day_sees_an_arrival_a_second_later(held, signed_in_as):
    """By the page's own clock, which stands still otherwise: however busy the machine, nothing else helps."""
    window = signed_in_as(held.therapist, "tablet")
    window.page.clock.install(time=clock.now())
    window.page.goto("/my-day/")
    with answered(window):
        window.page.clock.pause_at(clock.now() + timedelta(minutes=1))

    booking.arrive(appointment=held, by=held.booked_by)
    window.page.clock.run_for(1000)

    expect(window.page.locator(f"#visit-{held.pk}")).to_contain_text("Arrived")


def test_the_board_opens_at_what_was_booked_and_says_so_once(desk):
    desk.press(column(desk, "Mia").get_by_role("link", name="16:00", exact=True))
    desk.panel.get_by_role("searchbox").fill("ana")
    desk.press(desk.panel.get_by_role("button", name="Ana Silva"))
    desk.press(desk.button("Book 16:00 with Mia"))
    expect(desk.toasts).to_contain_text("Booked: Ana Silva, today 16:00 with Mia.")

    booked = Appointment.objects.latest("pk")
    expect(card(desk, booked)).to_be_focused()
    expect(card(desk, booked)).to_be_in_viewport()
    expect(desk.page).to_have_url(re.compile(rf"/schedule/{clock.today()}/$"))
    desk.page.reload()
    expect(card(desk, booked)).to_be_visible()
    expect(desk.toasts).to_be_empty()


@pytest.mark.sweep
def test_what_happened_while_a_late_answer_was_made_is_asked_for_at_once(held, signed_in_as):
    window = signed_in_as(held.therapist, "tablet")
    window.page.clock.install(time=clock.now())
    window.page.goto("/my-day/")
    late = []
    window.page.route("**/my-day/", lambda route: late.append(route), times=1)  # noqa: PLW0108  a builtin takes no route
    window.page.clock.pause_at(clock.now() + timedelta(minutes=1))
    assert window.soon(lambda: bool(late))
    nothing_new = late[0].fetch()
    window.page.clock.run_for(1500)

    booking.arrive(appointment=held, by=held.booked_by)
    with answered(window):
        late[0].fulfill(response=nothing_new)
    window.page.clock.run_for(300)

    expect(window.page.locator(f"#visit-{held.pk}")).to_contain_text("Arrived")


def test_a_dragged_card_moves_and_is_taken_back(desk, held):
    box = card(desk, held).bounding_box()
    desk.page.mouse.move(box["x"] + 30, box["y"] + 8)
    desk.page.mouse.down()
    desk.page.mouse.move(box["x"] + box["width"] + 60, box["y"] + 8, steps=4)
    expect(desk.page.locator("#board-hand")).to_contain_text("10:00 to 11:00")
    desk.page.mouse.up()

    expect(desk.toasts).to_contain_text("with Mia")
    expect(desk.page.locator(".board-col", has=card(desk, held))).to_have_attribute("aria-label", "Mia")
    expect(card(desk, held)).to_be_focused()
    expect(desk.panel).to_be_empty()

    desk.press(desk.button("Undo"))
    expect(desk.page.locator(".board-col", has=card(desk, held))).to_have_attribute("aria-label", "Leo")


def test_by_keys_a_card_is_carried_put_back_and_drawn_longer(desk, held):
    keys, ghost = desk.page.keyboard, desk.page.locator("#board-hand")
    card(desk, held).focus()
    for key in ("m", "ArrowRight", "ArrowDown"):
        keys.press(key)
    expect(ghost).to_contain_text("10:15 to 11:15")
    keys.press("Escape")
    expect(ghost).to_have_count(0)

    keys.press("Shift+ArrowDown")
    expect(ghost).to_contain_text("10:00 to 11:30")
    keys.press("Enter")

    expect(desk.toasts).to_contain_text("Ana Silva stays until 11:30 now, 90 minutes")
    assert now(held).minutes == 90


def test_a_card_that_moved_meanwhile_is_refused_and_shown_where_it_is(desk, held, complaints):
    complaints.expect("status of 409")
    card(desk, held).focus()
    desk.page.keyboard.press("m")  # from now on the board holds still
    moved = booking.move(
        appointment=held, starts_at=at("13:00"), therapist=held.therapist, version=1, by=held.booked_by
    )
    desk.page.keyboard.press("ArrowDown")
    desk.page.keyboard.press("Enter")

    expect(desk.toasts).to_contain_text("Someone changed this appointment meanwhile.")
    expect(card(desk, held)).to_contain_text("13:00 to 14:00")
    assert now(held).version == moved.version


@pytest.mark.sweep
def test_a_move_is_undone_by_key_when_its_toast_is_closed_and_on_the_next_page(desk, held):
    keys = desk.page.keyboard

    def moved():
        card(desk, held).focus()
        for key in ("m", "ArrowDown", "Enter"):
            keys.press(key)
        expect(card(desk, held)).to_contain_text("10:15 to 11:15")

    moved()
    desk.press(desk.toasts.get_by_role("button", name="Close").last)
    expect(desk.toasts.get_by_role("button", name="Undo")).to_have_count(0)
    keys.press("Control+z")
    expect(card(desk, held)).to_contain_text("10:00 to 11:00")
    expect(card(desk, held)).to_be_focused()

    moved()
    desk.page.reload()
    keys.press("Control+z")
    expect(card(desk, held)).to_contain_text("10:00 to 11:00")
    expect(card(desk, held)).to_be_focused()

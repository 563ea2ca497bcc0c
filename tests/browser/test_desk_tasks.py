"""The desk's ten tasks, with what each costs: the same numbers as in docs/desk.md."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from playwright.sync_api import expect

from clinic import clock
from scheduling.models import Appointment, Service
from scheduling.waiting import listing
from tests import make
from tests.browser.the_desk import card
from tests.make import at
from tests.scheduling import ask

sweep = pytest.mark.sweep
DOCS = Path(__file__).parents[2] / "docs" / "desk.md"
MOST = 4
# No finger is so quick, but a page that is still settling would hear neither.
FILLED_AT_ONCE = """words => new MutationObserver((_, watching) => {
  const field = document.querySelector("#panel input[type=search]");
  if (!field) return;
  watching.disconnect();
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}).observe(document.body, { childList: true, subtree: true })"""


def costs() -> dict[str, list[str]]:
    """By task: clicks, keystrokes and the goal."""
    lines = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
    return {task: numbers for task, *numbers in rows}


@pytest.fixture
@transaction.atomic
def joan(transactional_db):
    """At the desk; Leo and Mia treat from nine to five, Ana is with Leo at ten, and Bea waits."""
    make.room("Room 1")
    make.room("Room 2")
    leo, _ = (make.therapist(name, hours=("09:00", "17:00")) for name in ("Leo", "Mia"))
    hour = Service.objects.create(name="Trigger point", durations=[60], buffer_after=0)
    make.patient("Cora Dunn")
    held = ask.book(leo, at("10:00"), service=hour, patient=make.patient("Ana Silva"))
    bea = make.patient("Bea Cruz", phone="07700900456")
    listing.add(patient=bea, wanted=listing.Wanted(hour, 60), by=held.booked_by)
    return held.booked_by


@pytest.fixture
def desk(joan, signed_in_as):
    window = signed_in_as(joan)
    window.page.goto(f"/schedule/{clock.today()}/")
    return window


@pytest.fixture
def costs_what_the_docs_say(desk):
    """Says which task it was, once it is done."""

    def says(task: str) -> None:
        clicks, keys, goal = costs()[task]
        assert (desk.presses, desk.typed) == (int(clicks), int(keys))
        assert goal == "-" or desk.presses <= int(goal) == MOST

    return says


def rings(desk):
    desk.press(desk.page.locator(".day-book"))


def is_cora(desk):
    desk.type(desk.panel.get_by_role("searchbox"), "cora")
    desk.press(desk.panel.get_by_role("button", name="Cora Dunn"))


def booked(desk, words):
    expect(desk.toasts).to_contain_text(words)


def test_somebody_known_rings(desk, costs_what_the_docs_say):
    rings(desk)
    is_cora(desk)
    desk.press(desk.button("Book 09:00 with Leo"))
    booked(desk, "Booked: Cora Dunn, today 09:00 with Leo.")
    costs_what_the_docs_say("Somebody known rings for an hour")


def keys(desk, *which):
    for key in which:
        desk.page.keyboard.press(key)
    desk.typed += len(which)


def test_by_keys_it_is_b_the_name_enter_and_enter(desk, costs_what_the_docs_say):
    keys(desk, "b", *"cora")  # the name before the panel is there
    expect(desk.panel.get_by_role("searchbox")).to_have_value("cora")
    keys(desk, "Enter")
    expect(desk.panel.get_by_role("radio", name="09:00")).to_be_focused()
    keys(desk, "Enter")
    booked(desk, "Booked: Cora Dunn, today 09:00 with Leo.")
    costs_what_the_docs_say("The same by keys alone")


def test_a_panel_hears_what_is_typed_as_soon_as_it_is_there(desk):
    desk.page.evaluate(FILLED_AT_ONCE, "cora")
    rings(desk)
    expect(desk.panel.get_by_role("button", name="Cora Dunn")).to_be_visible()


@sweep
def test_somebody_new_rings(desk, costs_what_the_docs_say):
    rings(desk)
    desk.press(desk.panel.get_by_role("link", name="Add a new person"))
    desk.type(desk.field("First name"), "Dora")
    desk.type(desk.field("Last name"), "Eng")
    desk.type(desk.panel.get_by_role("textbox", name="Phone (optional)", exact=True), "07700900123")
    desk.press(desk.panel.get_by_role("button", name="Add the patient"))
    desk.press(desk.button("Book 09:00 with Leo"))
    booked(desk, "Booked: Dora Eng, today 09:00 with Leo.")
    costs_what_the_docs_say("Somebody new rings")


@sweep
def test_the_first_free_hour_with_one_therapist(desk, costs_what_the_docs_say):
    rings(desk)
    desk.press(desk.panel.locator("label", has_text="Mia").first)
    expect(desk.button("Book 09:00 with Mia")).to_be_visible()
    is_cora(desk)
    desk.press(desk.button("Book 09:00 with Mia"))
    booked(desk, "Booked: Cora Dunn, today 09:00 with Mia.")
    costs_what_the_docs_say("The first free hour with one therapist")


@sweep
def test_a_visit_is_moved(desk, costs_what_the_docs_say):
    desk.press(card(desk, "Ana Silva"))
    desk.press(desk.panel.get_by_role("link", name="Move"))
    desk.press(desk.panel.locator("label", has_text="11:15").first)
    desk.press(desk.button("Move to 11:15 with Leo"))
    expect(card(desk, "Ana Silva")).to_contain_text("11:15 to 12:15")
    costs_what_the_docs_say("Move a visit")


@sweep
def test_a_series_of_ten(desk, costs_what_the_docs_say):
    desk.press(card(desk, "Ana Silva"))
    desk.press(desk.panel.get_by_role("link", name="Book again"))
    desk.press(desk.panel.get_by_role("link", name="A series of visits"))
    desk.press(desk.button("Look at the dates"))
    desk.press(desk.button("Book these visits"))
    booked(desk, "Booked 9 visits for Ana Silva.")
    costs_what_the_docs_say("A series of ten")

    desk.press(desk.toasts.get_by_role("button", name="Undo"))
    booked(desk, "Taken back: 9 visits, as before.")
    assert Appointment.objects.holding().get().series is None


@sweep
def test_by_keys_a_series_of_ten(desk, costs_what_the_docs_say):
    keys(desk, "v", "Enter")
    expect(desk.panel.get_by_role("link", name="Book again")).to_be_visible()
    keys(desk, "g", "e")  # the second before the panel is there
    expect(desk.field("Every so many")).to_be_focused()
    keys(desk, "Enter")
    expect(desk.button("Book these visits")).to_be_focused()
    keys(desk, "Enter")
    booked(desk, "Booked 9 visits for Ana Silva.")
    costs_what_the_docs_say("The same by keys, from the next visit")


@sweep
def test_by_keys_a_series_begins_at_the_first_date_that_is_not_free(desk, joan):
    taken = clock.today() + timedelta(weeks=2)
    leo = Appointment.objects.get().therapist
    ask.book(leo, at("10:00", taken), patient=make.patient("Dan Fox"))
    keys(desk, "v", "Enter")
    expect(desk.panel.get_by_role("link", name="Book again")).to_be_visible()
    keys(desk, "g", "e")
    expect(desk.field("Every so many")).to_be_focused()
    keys(desk, "Enter")
    expect(desk.page.get_by_label(f"{taken:%A %-d %B %Y}")).to_be_focused()
    keys(desk, "ArrowDown", "Control+Enter")
    booked(desk, "Booked 9 visits for Ana Silva.")


@sweep
def test_a_therapist_is_ill(desk, costs_what_the_docs_say):
    desk.press(desk.link("Team", exact=True))
    desk.press(desk.page.locator("tr, li", has_text="Leo").get_by_role("link", name="Away today"))
    desk.press(desk.button("Hand the day over"))
    booked(desk, "1 visit went to colleagues.")
    expect(desk.page.get_by_role("region", name="Mia").get_by_role("link", name="Ana Silva")).to_be_visible()
    costs_what_the_docs_say("A therapist is ill this morning")

    desk.press(desk.toasts.get_by_role("button", name="Undo"))
    booked(desk, "Taken back: 1 visit, as before.")
    assert Appointment.objects.holding().get().therapist.first_name == "Leo"


@sweep
def test_by_keys_a_therapist_is_ill(desk, costs_what_the_docs_say):
    keys(desk, "i")
    expect(desk.link("Leo is away")).to_be_focused()
    keys(desk, "Enter")
    expect(desk.page.get_by_role("radio", name="Mia")).to_be_focused()
    keys(desk, "Enter")
    booked(desk, "1 visit went to colleagues.")
    costs_what_the_docs_say("The same by keys, the first of the columns")


@sweep
def test_by_keys_it_is_the_therapist_of_the_column_or_of_the_next(desk):
    keys(desk, "v", "i")
    expect(desk.link("Leo is away")).to_be_focused()
    keys(desk, "ArrowRight")
    expect(desk.link("Mia is away")).to_be_focused()


def test_a_cancelled_place_is_filled_from_the_wait_list(desk, costs_what_the_docs_say):
    desk.press(card(desk, "Ana Silva"))
    desk.press(desk.panel.get_by_text("Cancel the appointment"))
    desk.press(desk.panel.get_by_role("button", name="of Ana Silva"))
    expect(desk.panel).to_contain_text("07700900456")
    expect(desk.toasts.get_by_role("button", name="Undo")).to_be_visible()
    desk.press(desk.panel.get_by_role("button", name="They take it"))
    booked(desk, "Booked: Bea Cruz, today 10:00.")
    costs_what_the_docs_say("A visit is cancelled, and its place filled from the wait list")


@sweep
def test_somebody_is_checked_in(desk, costs_what_the_docs_say):
    desk.press(card(desk, "Ana Silva"))
    desk.press(desk.button("Arrived"))
    expect(card(desk, "Ana Silva")).to_contain_text("Arrived")
    costs_what_the_docs_say("Check somebody in")


def test_by_keys_the_next_visit_is_found_and_checked_in_and_the_focus_comes_back(
    desk, costs_what_the_docs_say
):
    keys(desk, "v", "Enter")
    expect(desk.button("Arrived")).to_be_visible()
    keys(desk, "a")
    expect(card(desk, "Ana Silva")).to_contain_text("Arrived")
    expect(card(desk, "Ana Silva")).to_be_focused()
    costs_what_the_docs_say("The same by keys, from the board")


@sweep
def test_by_keys_somebody_new_is_typed_at_once(desk):
    keys(desk, "b")
    desk.link("Add a new person").focus()
    keys(desk, "Enter")
    expect(desk.field("First name")).to_be_focused()


@sweep
def test_the_day_on_paper(desk, costs_what_the_docs_say):
    desk.page.add_init_script("window.print = () => (document.title = 'printed')")
    desk.press(desk.link("Day sheet to print"))
    desk.press(desk.button("Print"))
    expect(desk.page).to_have_title("printed")
    costs_what_the_docs_say("The day on paper")


@sweep
def test_by_keys_the_day_on_paper(desk, costs_what_the_docs_say):
    desk.page.add_init_script("window.print = () => (document.title = 'printed')")
    keys(desk, "s")
    expect(desk.button("Print")).to_be_visible()
    keys(desk, "p")
    expect(desk.page).to_have_title("printed")
    costs_what_the_docs_say("The same by keys, on paper")


@sweep
def test_the_same_again_next_week(desk, costs_what_the_docs_say):
    desk.press(card(desk, "Ana Silva"))
    desk.press(desk.panel.get_by_role("link", name="Book again"))
    desk.press(desk.button("Book Tue 1 Dec, 10:00 with Leo"))
    booked(desk, "Booked: Ana Silva, Tuesday 1 December 10:00 with Leo.")
    costs_what_the_docs_say("The same again next week")

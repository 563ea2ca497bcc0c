"""What is a panel beside the board, on a page of its own, as a bookmark or a link opens it."""

from playwright.sync_api import expect

from patients import standing
from tests import make
from tests.make import at
from tests.scheduling import ask

SMALL = """() => [...document.querySelectorAll("main :is(summary, .rows a, .btn)")]
  .filter((one) => one.checkVisibility() && one.offsetHeight < 44)
  .map((one) => one.textContent.trim())"""


def test_the_form_of_moving_stands_there_once_whoever_is_chosen(transactional_db, signed_in_as):
    leo = make.therapist("Leo", hours=("09:00", "17:00"))
    make.therapist("Mia", hours=("09:00", "17:00"))
    held = make.appointment(leo, at("10:00"))
    window = signed_in_as(make.front_desk())
    window.page.goto(f"/appointments/{held.pk}/move/")

    window.press(window.page.locator("label", has_text="Mia"))

    expect(window.button("Move", exact=True)).to_have_count(1)
    first = window.page.locator("input[name=offer]").first
    expect(first).to_have_attribute("data-says", "Move to 09:00 with Mia")
    expect(window.page.locator("#panel")).to_be_empty()
    window.press(window.page.locator("main label", has_text="14:00").first)
    window.press(window.button("Move to 14:00 with Mia"))
    expect(window.toasts).to_contain_text("Moved to today 14:00 with Mia")


def test_an_address_is_asked_for_only_by_what_comes_to_the_patient(transactional_db, signed_in_as):
    make.service()
    make.service("At home", mobile=True, order=200)
    window = signed_in_as(make.front_desk())
    window.page.goto(f"/appointments/book/?patient={make.patient().number}")

    expect(window.field("Address of the visit")).to_be_hidden()
    window.press(window.page.locator("label", has_text="At home"))
    expect(window.field("Address of the visit")).to_be_visible()


def test_a_booking_that_is_refused_stays_where_it_was_made(transactional_db, signed_in_as, complaints):
    make.therapist("Leo", hours=("09:00", "17:00"))
    make.service()
    make.room()
    desk, ana = make.front_desk(), make.patient("Ana Silva")
    window = signed_in_as(desk)
    window.page.goto(f"/appointments/book/?patient={ana.number}")
    standing.archive(ana, "Moved away", by=desk)
    complaints.expect("status of 422")

    window.press(window.button("Book 09:00 with Leo"))

    expect(window.page.get_by_role("alert")).to_contain_text("Ana Silva's record is archived: Moved away")
    expect(window.panel).to_be_empty()


def test_booking_again_is_as_wide_as_its_page(transactional_db, signed_in_as):
    held = make.appointment(make.therapist("Leo", hours=("09:00", "17:00")), at("10:00"))
    window = signed_in_as(make.front_desk())
    window.page.goto(f"/appointments/{held.pk}/again/")

    weeks, page = (window.page.locator(one).first.bounding_box() for one in ("section.again", "main"))
    assert weeks["width"] > 0.8 * page["width"]


def test_the_button_that_cancels_says_how_much_of_a_series(transactional_db, signed_in_as):
    make.room()
    held = ask.book(make.therapist("Leo", hours=("09:00", "17:00")), at("14:00"))
    ask.weekly(held)
    window = signed_in_as(held.booked_by)
    window.page.goto(f"/appointments/{held.pk}/")
    window.press(window.page.get_by_text("Cancel the appointment"))
    window.press(window.page.locator("label", has_text="All to come"))

    window.press(window.button("Cancel all to come"))
    expect(window.toasts).to_contain_text("2 visits")


def test_on_a_phone_what_is_pressed_is_as_large_as_a_finger(transactional_db, signed_in_as):
    make.room()
    held = ask.book(make.therapist("Leo", hours=("09:00", "17:00")), at("14:00"))
    series = ask.weekly(held)
    window = signed_in_as(held.booked_by, "phone")
    for page in (f"/appointments/{held.pk}/", f"/appointments/{held.pk}/move/", f"/series/{series.pk}/"):
        window.page.goto(page)
        assert not window.page.evaluate(SMALL)

    title, back = (window.page.locator(one).bounding_box() for one in (".titles", ".titles + .push"))
    assert back["y"] < title["y"] + title["height"] or back["x"] == title["x"]

"""A screen that patients can see: while names are blurred, none of the schedule's pages has one to read."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from playwright.sync_api import expect

from clinic import clock
from patients import alerts
from scheduling.calls import calling
from scheduling.mobile.destination import Destination
from scheduling.models import Waiting
from scheduling.waiting import listing, offering
from tests import make
from tests.make import at
from tests.scheduling import ask, on_the_road, outings
from tests.scheduling.calendars import event, file, timed

# What is drawn on the page and holds a name, outside the panel; heard, or not drawn, it is read by nobody.
LEGIBLE = """names => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const here = walk.currentNode.parentElement;
    if (!names.some((name) => walk.currentNode.data.includes(name))) continue;
    if (here.closest("#panel, .visually-hidden, script") || !here.checkVisibility()) continue;
    let one = here;
    while (one && !getComputedStyle(one).filter.includes("blur")) one = one.parentElement;
    if (!one) found.push(walk.currentNode.data.trim());
  }
  return found;
}"""
NAMES = ["Ana Legible", "Bea Legible", "Cleo Legible", "Dora Legible"]


@pytest.fixture
@transaction.atomic
def held(transactional_db):
    """Ana is booked, Bea waits, for Cleo a place is held, and Dora has to be rung."""
    make.room()
    leo, service = make.therapist("Leo", hours=("09:00", "17:00")), make.service()
    ana = make.patient("Ana Legible", desk_note="Her sister Bea Legible pays")
    booked = ask.book(leo, at("10:00"), service=service, patient=ana, note="Fetched by Dora Legible")
    by = booked.booked_by
    alerts.add(ana, "Not with Cleo Legible", by=leo)
    wanted = listing.Wanted(service, 60, note="Bea Legible prefers a text")
    listing.add(patient=make.patient("Bea Legible"), wanted=wanted, by=by)
    waits = listing.add(patient=make.patient("Cleo Legible"), wanted=wanted, by=by)
    offering.hold(waiting=waits, therapist=leo, starts_at=at("12:00"), key=booked.key, by=leo)
    tomorrow = at("14:00", clock.today() + timedelta(days=1))
    gone = ask.book(leo, tomorrow, service=service, patient=make.patient("Dora Legible"))
    calling.add(appointment=gone, why="Leo is ill", by=by)
    return booked


def pages(held):
    day = f"/schedule/{clock.today()}/"
    views = ["", "?view=rooms", "?view=3days", f"?view=3days&with={held.therapist_id}", "?view=week"]
    lists = ["?view=month", "?view=list", "sheet/", f"sheet/{held.therapist_id}/"]
    return [
        *(day + view for view in [*views, *lists]),
        *("/waiting/", "/to-call/", "/mobile/", f"/team/{held.therapist_id}/away/"),
        f"/appointments/{held.pk}/who-waits/",
        f"/waiting/{Waiting.objects.first().pk}/places/",
        f"/appointments/{held.pk}/repeat/",
    ]


@pytest.fixture
def desk(held, signed_in_as, live_server):
    """Who is at the desk, the names on their screen blurred."""
    window = signed_in_as(held.booked_by)
    set_names(window, "blurred", live_server)
    return window


def set_names(window, setting, live_server):
    window.page.context.add_cookies([{"name": "names", "value": setting, "url": live_server.url}])


def test_no_name_can_be_read_while_names_are_blurred(desk, held, live_server):
    seen = {}
    for setting in ("shown", "blurred"):
        set_names(desk, setting, live_server)
        for page in pages(held):
            desk.page.goto(page)
            seen[setting, page] = desk.page.evaluate(LEGIBLE, NAMES)

    assert {page for (setting, page), found in seen.items() if setting == "shown" and not found} <= {
        f"/schedule/{clock.today()}/?view=month", "/mobile/",
    }  # fmt: skip
    assert not {page: found for (setting, page), found in seen.items() if setting == "blurred" and found}


def test_no_note_can_be_read_either(held, signed_in_as, live_server):
    """On the pages of whoever is out, and of the therapist whose next patient it is."""
    event = outings.event(held.therapist, note="For Ana Legible", contact="Bea Legible", by=held.booked_by)
    mia = make.therapist("Mia", hours=("09:00", "17:00"))
    out = Destination(on_the_road.zone(), directions="Ring at Cleo Legible's")
    on_the_road.book(mia, at("13:00"), to=out, by=held.booked_by)
    seen = {}
    for who, page in [
        (held.booked_by, "/mobile/"), (held.booked_by, f"/events/{event.pk}/"),
        (held.therapist, "/my-day/"), (mia, "/my-day/"),
    ]:  # fmt: skip
        window = signed_in_as(who)
        for setting in ("shown", "blurred"):
            set_names(window, setting, live_server)
            window.page.goto(page)
            seen[setting, str(who), page] = window.page.evaluate(LEGIBLE, NAMES)

    assert all(found for (setting, *_), found in seen.items() if setting == "shown")
    assert not {page: found for (setting, *page), found in seen.items() if setting == "blurred" and found}


def test_a_calendar_that_is_brought_in_is_looked_through_without_names(desk, held):
    """What another program wrote, the guess at whose it is, what stands in its way, and what is booked."""
    mia, day = make.therapist("Mia", hours=("09:00", "17:00")), clock.today() + timedelta(days=1)
    lines = [
        timed(name, f"{day:%Y%m%d}T{hour}0000Z", f"{day:%Y%m%d}T{hour + 1}0000Z")
        for name, hour in (("Ana Legible", 11), ("Dora Legible", 14))
    ]
    lines.append(event("b", f";VALUE=DATE:{day:%Y%m%d}", 60, "Bea Legible"))
    desk.page.goto("/schedule/import/")
    desk.field("Whose calendar").select_option(f"{mia.pk}")
    sent = {"name": "week.ics", "mimeType": "text/calendar", "buffer": file(*lines)}
    desk.field("Calendar file").set_input_files(sent)
    desk.press(desk.button("Look through it"))
    for words in ("Dora Legible already has an appointment", "Bea Legible"):
        expect(desk.page.locator("main")).to_contain_text(words)
    assert not desk.page.evaluate(LEGIBLE, NAMES)
    guess = desk.field("Patient of Ana Legible")
    expect(guess).to_have_css("filter", re.compile("blur"))
    guess.hover()
    expect(guess).to_have_css("filter", "none")

    desk.press(desk.button("Yes, book the ticked ones"))
    expect(desk.heading("1 booked")).to_be_visible()
    desk.press(desk.page.get_by_text("Which ones"))
    expect(desk.page.get_by_text("Ana Legible")).to_be_visible()
    assert not desk.page.evaluate(LEGIBLE, NAMES)


def test_what_was_done_is_told_without_the_name(desk, held):
    desk.page.goto(f"/appointments/{held.pk}/")
    desk.press(desk.button("Confirm"))

    expect(desk.toasts).to_contain_text("Ana Legible is confirmed")
    assert not desk.page.evaluate(LEGIBLE, NAMES)


def takes_the_day_off(desk, held):
    """A page that comes back with its refusal and a list of what stands in the way."""
    desk.page.goto("/team/time-off/")
    desk.field("From").fill(f"{clock.today()}")
    desk.field("Until, that day included").fill(f"{clock.today()}")
    desk.field("Why").fill("Course")
    desk.press(desk.button("Enter the time off"))
    return desk.page.locator("main .alert").first, "today 10:00 Ana Legible"


def takes_bea_off_the_list_twice(desk, held):
    """A refusal that is told on the next page."""
    desk.page.goto("/waiting/")
    waits = Waiting.objects.get(patient__first_name="Bea")
    listing.withdraw(waiting=waits, by=held.booked_by)
    desk.press(desk.page.locator("li", has_text="Bea Legible").get_by_role("button", name="Waits no more"))
    return desk.toasts, "Bea Legible is off the wait list already"


def carries_ana_to_when_she_is_with_mia(desk, held):
    """A refusal that the board's script shows."""
    mia = make.therapist("Mia", hours=("09:00", "17:00"))
    ask.book(mia, at("11:00"), service=held.service, patient=held.patient, by=held.booked_by)
    desk.page.goto(f"/schedule/{clock.today()}/")
    desk.page.locator(f"#ap-{held.pk}").focus()
    for key in ("m", "ArrowDown", "Enter"):
        desk.page.keyboard.press(key)
    return desk.toasts, "Ana Legible already has an appointment"


def looks_for_ana(desk, held):
    """A hit of the search box on top of every page."""
    desk.page.goto(f"/schedule/{clock.today()}/")
    desk.type(desk.page.get_by_label("Find a patient by name, phone or number"), "legible")
    return desk.page.locator("#found"), "Ana Legible"


def looks_for_a_slot(desk, held):
    """Several of one name, on the list of an event."""
    event = outings.event(held.therapist, by=held.booked_by)
    desk.page.goto(f"/events/{event.pk}/")
    desk.page.keyboard.type("legible")
    desk.page.keyboard.press("Enter")
    return desk.page.locator(".slot-found"), "Ana Legible"


DEEDS = [
    takes_the_day_off, takes_bea_off_the_list_twice, carries_ana_to_when_she_is_with_mia, looks_for_ana,
    looks_for_a_slot,
]  # fmt: skip


@pytest.mark.parametrize("deed", DEEDS, ids=lambda one: one.__name__)
def test_refusals_and_hits_are_shown_without_the_name(desk, held, deed, complaints):
    complaints.expect("status of 4")  # a refusal's own
    where, words = deed(desk, held)

    expect(where).to_contain_text(words)
    assert not desk.page.evaluate(LEGIBLE, NAMES)


def test_of_the_hits_the_one_that_is_pointed_at_can_be_read(desk, held):
    found, words = looks_for_ana(desk, held)
    found.get_by_text(words).hover()

    assert desk.page.evaluate(LEGIBLE, NAMES) == [words]

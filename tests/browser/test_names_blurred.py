"""A screen that patients can see: while names are blurred, none of the schedule's pages has one to read."""

from datetime import timedelta

import pytest
from django.db import transaction
from playwright.sync_api import expect

from clinic import clock
from scheduling.calls import calling
from scheduling.models import Service
from scheduling.waiting import listing, offering
from tests import make
from tests.make import at
from tests.scheduling import ask

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


@pytest.fixture
@transaction.atomic
def held(transactional_db):
    """Ana is booked, Bea waits, for Cleo a place is held, and Dora has to be rung."""
    make.room()
    make.room("Room 2")
    leo = make.therapist("Leo", hours=("09:00", "17:00"))
    service = Service.objects.create(name="Deep tissue", durations=[60])
    booked = ask.book(leo, at("10:00"), service=service, patient=make.patient("Ana Legible"))
    by = booked.booked_by
    wanted = listing.Wanted(service, 60)
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
    ]


def test_no_name_can_be_read_while_names_are_blurred(held, signed_in_as, live_server):
    desk = signed_in_as(held.booked_by)
    names = ["Ana Legible", "Bea Legible", "Cleo Legible", "Dora Legible"]
    seen = {}
    for setting in ("shown", "blurred"):
        desk.page.context.add_cookies([{"name": "names", "value": setting, "url": live_server.url}])
        for page in pages(held):
            desk.page.goto(page)
            seen[setting, page] = desk.page.evaluate(LEGIBLE, names)

    assert {page for (setting, page), found in seen.items() if setting == "shown" and not found} <= {
        f"/schedule/{clock.today()}/?view=month", "/mobile/",
    }  # fmt: skip
    assert not {page: found for (setting, page), found in seen.items() if setting == "blurred" and found}


def test_what_was_done_is_told_without_the_name(held, signed_in_as, live_server):
    desk = signed_in_as(held.booked_by)
    desk.page.context.add_cookies([{"name": "names", "value": "blurred", "url": live_server.url}])
    desk.page.goto(f"/appointments/{held.pk}/")
    desk.press(desk.button("Confirm"))

    expect(desk.toasts).to_contain_text("Ana Legible is confirmed")
    assert not desk.page.evaluate(LEGIBLE, ["Ana Legible"])

"""An admin gets what is asked for most, as a page and as a file, within three clicks."""

import csv
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from django.db import transaction
from playwright.sync_api import expect

from clinic import clock
from tests import make
from tests.reports.exports.scene import treated

pytestmark = pytest.mark.sweep
AT_MOST = 3


@pytest.fixture
def office(transactional_db, settings, tmp_path, signed_in_as):
    settings.UNFINISHED_ROOT = tmp_path
    with transaction.atomic():
        treated()
        make.appointment(make.therapist("Ada"), make.at("09:00", clock.today().replace(month=10)))
        rosa = make.admin("Rosa")
    return signed_in_as(rosa)


def last_months_appointments(office):
    office.press(office.link("Reports"))
    office.press(office.link("Appointments, last month"))
    expect(office.page.get_by_text("1 to 31 October 2026")).to_be_visible()


def pain_by_muscle(office):
    office.press(office.link("Reports"))
    office.press(office.link("Tenderness by muscle", exact=True))
    expect(office.heading("Tenderness by muscle")).to_be_visible()


def who_looked(office):
    office.page.get_by_role("searchbox", name="Find a patient").first.fill("moss")
    office.press(office.page.locator("#found a").first)
    office.press(office.link("Who looked"))
    expect(office.heading("Who looked")).to_be_visible()


ASKED = (last_months_appointments, pain_by_muscle, who_looked)


@pytest.mark.parametrize("goes", ASKED)
def test_a_report_its_csv_and_its_workbook_are_three_clicks_away(office, goes):
    for kind, take in (("csv", office.link), ("xlsx", office.button)):
        office.page.goto("/overview/")
        office.presses = 0
        goes(office)
        with office.page.expect_download() as coming:
            office.press(take("CSV" if kind == "csv" else "Excel"))
        assert office.presses <= AT_MOST
        assert rows(Path(coming.value.path()), kind) > 0


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_password_asked_again_is_typed_and_costs_no_click(office, clock_says, kind):
    clock_says(clock.now() + timedelta(minutes=16), office)
    office.page.goto("/overview/")
    last_months_appointments(office)
    office.press(office.link("CSV") if kind == "csv" else office.button("Excel"))
    office.field("Password").fill(make.PASSWORD)

    with office.page.expect_download() as coming:
        office.page.keyboard.press("Enter")

    assert office.presses <= AT_MOST
    assert rows(Path(coming.value.path()), kind) > 0
    office.press(office.link("Back"))
    expect(office.heading("Appointments", exact=True)).to_be_visible()


def test_on_a_phone_the_figures_stand_before_the_filters_and_on_a_desk_all_is_open(office, complaints):
    complaints.expect("status of 400")  # of the days that are the wrong way round
    office.page.set_viewport_size({"width": 390, "height": 844})
    office.page.goto("/reports/muscles/")
    fold, since = office.page.locator("summary", has_text="Filters"), office.field("From")
    expect(since).to_be_hidden()
    expect(office.page.locator(".figures").first).to_be_in_viewport()

    office.press(fold)
    expect(since).to_be_visible()
    office.page.goto("/reports/muscles/?from=2026-11-22&to=2026-11-01")
    expect(office.page.get_by_text("This is before")).to_be_visible()

    office.page.set_viewport_size({"width": 1180, "height": 820})
    office.page.goto("/reports/muscles/")
    expect(since).to_be_visible()
    expect(fold).to_be_hidden()


def rows(path, kind):
    if kind == "csv":
        return len(list(csv.DictReader(path.read_text("utf-8-sig").splitlines())))
    with path.open("rb") as file:
        return openpyxl.load_workbook(file)["Rows"].max_row - 1

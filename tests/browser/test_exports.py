"""An admin takes out last month's visits, and everything."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.db import transaction
from playwright.sync_api import expect

from reports.exports import writing
from reports.exports.archive import problems
from reports.exports.models import Export
from tests import make
from tests.reports.exports.scene import treated

pytestmark = pytest.mark.sweep


@pytest.fixture
def rosa(transactional_db, settings, tmp_path):
    settings.UNFINISHED_ROOT = tmp_path
    with transaction.atomic():
        treated()
        return make.admin("Rosa")


def test_an_admin_takes_out_last_months_visits_and_everything(rosa, signed_in_as):
    office = signed_in_as(rosa)
    takes_excel(office)
    office.page.goto("/schedule/")
    presses = office.presses

    office.press(office.link("Reports"))
    office.press(office.link("Exports"))
    office.press(office.button("Write the archive"))
    assert office.presses - presses == 3
    expect(office.page.get_by_role("progressbar")).to_be_visible()

    office.press(office.link("Audit log"))
    writing.write(Export.objects.get().pk)
    expect(office.toasts).to_contain_text("Everything the clinic owns is ready.")
    office.press(office.link("Show"))
    with office.page.expect_download() as coming:
        office.press(office.link("Fetch"))
    archive = Path(coming.value.path())
    assert list(problems(archive)) == []
    assert "fhir/Patient.ndjson" in zipfile.ZipFile(archive).namelist()


def takes_excel(office):
    office.page.goto("/reports/appointments/?from=2026-11-01&to=2026-11-30")
    office.press(office.page.get_by_text("Other forms"))
    with office.page.expect_download() as coming:
        office.press(office.button("Excel"))
    with Path(coming.value.path()).open("rb") as file:
        book = openpyxl.load_workbook(file)
    assert book["Rows"]["E2"].value == "Helen =Moss"

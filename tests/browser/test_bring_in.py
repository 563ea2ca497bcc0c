"""An admin brings in a list of another program, looks at what came of it, and takes it all back."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from clinic.models import Clinic
from patients.models import Patient
from reports.imports import jobs
from reports.imports.models import Import
from tests import make
from tests.reports.imports.files import FRESHA, table
from tests.reports.imports.test_imports import checksums

pytestmark = pytest.mark.sweep
PEOPLE = (
    ["F1", "Ada", "Byron", "07700 900101", "ada@example.test", "04/05/1985", ""],
    ["F2", "", "Nobody", "", "", "", ""],
    ["F3", "Bo", "Ng", "", "", "11/12/1979", ""],
)
SIGNING_IN = {"django_session", "clinic_staff", "clinic_login"}
FILE = table(["Our clients of 2026"], FRESHA, *PEOPLE, ["Total", "3"])


@pytest.fixture
def rosa(transactional_db):
    with transaction.atomic():
        Clinic.current()  # so that its row is there before anything is compared
        make.patient("Helen Moss")
        return make.admin("Rosa")


def the_worker_goes_on(page):
    """What stands waiting is done, and the page that shows how far it is turns by itself."""
    jobs.run(Import.objects.get().pk)
    expect(page.get_by_role("progressbar")).to_have_count(0)


def test_a_list_comes_in_and_leaves_without_a_trace(rosa, signed_in_as):
    office = signed_in_as(rosa)
    page, before = office.page, checksums()
    gives_the_file(office)
    expect(page.get_by_label("Date of Birth")).to_have_value("birth_on")
    expect(page.get_by_text("Say how the dates are written.")).to_be_visible()

    page.get_by_label("Dates").select_option(label="Day first: 31/12/1980")
    office.press(office.button("Show the first lines again"))
    expect(page.get_by_role("row").filter(has_text="Byron").last).to_contain_text("4 May 1985")
    office.press(office.button("Try the whole file"))
    expect(page.get_by_role("progressbar")).to_be_visible()
    the_worker_goes_on(page)
    expect(page.get_by_text("There is no first name.")).to_be_visible()
    assert changed(before) == []

    office.press(office.button("Bring in 2"))
    the_worker_goes_on(page)
    expect(page.get_by_role("heading", name="Brought in", exact=True)).to_be_visible()
    assert Patient.objects.filter(last_name__in=["Byron", "Ng"]).count() == 2

    office.press(office.link("Take it all back"))
    office.press(office.button("Take back 2"))
    the_worker_goes_on(page)
    expect(page.get_by_text("Taken back by Rosa")).to_be_visible()
    assert changed(before) == []


def gives_the_file(office):
    office.page.goto("/reports/imports/")
    office.page.get_by_label("Patients").check()
    file = {"name": "clients.csv", "mimeType": "text/csv", "buffer": FILE}
    office.page.locator("input[type=file]").set_input_files(file)
    office.press(office.button("Look at it"))


def changed(before):
    """The tables that are not as they were, but for those of signing in."""
    now = checksums()
    return [name for name in before if before[name] != now[name] and name not in SIGNING_IN]

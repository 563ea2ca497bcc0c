"""A photo from the camera to the list, off it and back; the timeline tells of it, the summary opens."""

from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from playwright.sync_api import expect

from clinic.models import Staff
from patients.models import Patient
from tests import make
from tests.patients.files import hostile


@pytest.fixture
def maya(transactional_db: None) -> Staff:
    maya = make.therapist("Maya")
    helen = make.patient("Helen Vasquez")
    make.in_care_of(maya, helen)
    make.history(helen, maya, "Neck", antiplatelet="yes")
    return maya


@pytest.mark.sweep
def test_a_photo_is_added_seen_taken_home_removed_and_put_back(maya, signed_in_as, complaints):
    complaints.expect("status of 422")
    window = signed_in_as(maya, "phone")
    helen = Patient.objects.get()
    window.page.goto(f"/patients/{helen.number}/documents/")
    is_refused(window)
    is_added(window)
    is_taken_home(window)
    is_removed_and_put_back(window)
    is_told_by_the_timeline(window)
    the_summary_opens(window)


def chooses(window, name, content, kind):
    chosen = {"name": name, "mimeType": kind, "buffer": content}
    window.page.locator("input[name=file]").first.set_input_files([chosen])


def is_refused(window):
    chooses(window, "results.png", hostile.NOT_PICTURES["svg"], "image/png")
    window.press(window.button("Add", exact=True))
    expect(window.page.locator(".sending .failed")).to_contain_text("Only JPEG and PNG pictures and PDF")


def is_added(window):
    chooses(window, "left_shoulder.jpg", hostile.photo(6), "image/jpeg")
    window.field("Kind").select_option("photo")
    window.press(window.button("Add", exact=True))
    expect(window.toasts).to_contain_text("left shoulder is added")
    small = window.page.locator(".doc-pic img")
    expect(small).to_have_js_property("complete", value=True)
    assert small.evaluate("image => [image.naturalWidth, image.naturalHeight]") == [40, 60]


def is_taken_home(window):
    with window.page.expect_download() as got:
        window.press(window.link("Download: left shoulder"))
    path = Path(got.value.path())
    assert got.value.suggested_filename.startswith("photo-")
    assert hostile.SECRET not in path.read_bytes()
    assert Image.open(path).size == (40, 60)


def is_removed_and_put_back(window):
    window.press(window.link("left shoulder", exact=True))
    window.field("Why it comes off the list").fill("Belongs to somebody else")
    window.press(window.button("Remove from the list"))
    expect(window.toasts).to_contain_text("left shoulder is off the list")
    expect(window.page.locator(".docs")).to_have_count(0)
    window.press(window.toasts.get_by_role("button", name="Undo"))
    expect(window.page.locator(".docs")).to_contain_text("left shoulder")


def is_told_by_the_timeline(window):
    window.press(window.link("Timeline", exact=True).first)
    expect(window.page.locator("ol.line")).to_contain_text("left shoulder")
    expect(window.page.locator("ol.line")).to_contain_text("First medical history")
    window.press(window.link("Histories"))
    expect(window.page.locator("ol.line")).not_to_contain_text("left shoulder")


def the_summary_opens(window):
    window.press(window.link("Summary", exact=True))
    with window.page.expect_download() as got:
        window.press(window.link("Summary as PDF"))
    with pikepdf.open(got.value.path()) as sheet:
        assert len(sheet.pages) == 1

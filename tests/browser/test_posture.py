"""An assessment on a tablet, beside the one before; and by keys alone."""

import re

import pytest
from django.db import transaction
from playwright.sync_api import expect

from patients.models import PostureFinding, PostureNote
from tests import make
from tests.browser import looks
from tests.browser.test_keyboard import type_keys
from tests.browser.the_therapist import saved


@pytest.fixture
@transaction.atomic
def first(transactional_db):
    """Helen's assessment, and then a session that is open with her."""
    maya, helen = make.therapist("Maya"), make.patient("Helen Vasquez")
    session = make.treatment_session(maya, patient=helen)
    make.point(session, "levator_scapulae")
    note = make.posture_note(helen, maya)
    make.posture_finding(note, "forward_head", measure="cva", value=42, grade=2)
    make.posture_finding(note, "rounded_shoulders", "left", "left", grade=1)
    make.posture_photo(note, size=(400, 800))
    return note, session


def assess(window, note):
    window.page.goto(f"/patients/{note.patient.number}/posture/")
    window.press(window.button("Same as last time"))
    expect(window.page).to_have_url(re.compile(r"/assess/$"))


def spot(window, name):
    return window.page.locator("#silhouette").get_by_role("link", name=name)


@pytest.mark.sweep
def test_posture_is_assessed_on_a_tablet_and_compared_with_last_time(first, signed_in_as, tuesday):
    before, session = first
    tuesday.move_to("2026-11-24 09:00:00+00:00")
    window = signed_in_as(before.by, "tablet", reduced_motion="reduce")
    assess(window, before)
    window.press(window.link("Left side"))
    window.press(spot(window, "Head and neck"))
    row = window.page.locator("form.pf", has_text="Head forward")
    expect(row).to_contain_text("last time moderate, 42°")
    expect(window.page.locator("form.pf:visible", has_text="Rounded shoulder")).to_have_count(0)

    window.press(row.get_by_label("1, mild"))
    row.locator("[name=value]").fill("48,5")
    expect(saved(window)).to_contain_text("Saved 09:00")
    expect(spot(window, "Head and neck")).to_contain_text("1")
    expect(window.page.locator("#patterns")).to_be_hidden()
    window.press(window.button("Confirm the rest"))
    expect(window.page.locator("form.carried")).to_have_count(0)
    window.press(window.link("Left side"))
    expect(window.page.locator("#patterns")).to_contain_text("Upper crossed pattern")
    expect(row.locator("[name=value]")).to_have_value("48.5")
    assert not [*looks.faults(window.page), *looks.too_wide(window.page, 1180, 820, 390)]

    window.page.set_viewport_size({"width": 1180, "height": 820})
    window.press(window.link("Look it over"))
    compares_and_goes_to_the_map(window, session)


def compares_and_goes_to_the_map(window, session):
    window.press(window.link(re.compile("Compare with")))
    expect(window.page.get_by_role("row", name=re.compile("Head forward"))).to_contain_text("less marked")
    expect(window.page.get_by_role("row", name=re.compile("Rounded shoulder"))).to_contain_text("steady")
    window.page.go_back()
    row = window.page.locator(".rows > li", has_text="Head forward")
    window.press(row.get_by_role("link").first)
    expect(window.page).to_have_url(re.compile(f"/sessions/{session.pk}/chart/#muscle=levator_scapulae"))
    expect(window.page.locator("#found-muscles")).to_contain_text("evator scapulae")


FIVE = (
    ("Head and neck", "Flat neck"),
    ("Upper back", "Flat upper back"),
    ("Low back and trunk", "Flat low back"),
    ("Pelvis and hips", "Pelvis tipped back"),
    ("Thighs and knees", "Knee past straight"),
)


def test_five_findings_take_ten_taps(first, signed_in_as):
    note, _ = first
    window = signed_in_as(note.by, "tablet")
    window.page.goto(f"/patients/{note.patient.number}/posture/{note.pk}/assess/?view=left")
    for place, finding in FIVE:
        window.press(spot(window, place))
        window.press(window.page.locator("form.pf:visible", has_text=finding).get_by_label("2, moderate"))
    expect(saved(window)).to_contain_text("Saved ")
    expect(spot(window, "Thighs and knees")).to_contain_text("1")
    assert window.presses == 10
    assert note.findings.filter(grade=2).count() == 1 + len(FIVE)


def test_naming_a_pattern_moves_nothing_from_under_the_finger(first, signed_in_as):
    note, _ = first
    make.posture_finding(note, "rounded_shoulders", "left", "left", grade=0)
    window = signed_in_as(note.by, "tablet", reduced_motion="reduce")
    window.page.goto(f"/patients/{note.patient.number}/posture/{note.pk}/assess/?view=left")
    window.press(spot(window, "Shoulders"))
    row = window.page.locator("form.pf:visible", has_text="Rounded shoulder")
    named = window.link("Pattern suggested")
    before = row.bounding_box()
    expect(named).to_be_hidden()

    window.press(row.get_by_label("2, moderate"))
    expect(window.page.locator("#patterns")).to_contain_text("Upper crossed pattern")
    expect(named).to_be_visible()
    assert row.bounding_box() == before


def test_two_windows_choose_what_stays(first, signed_in_as, complaints):
    complaints.expect("status of 409")
    note, _ = first
    window = signed_in_as(note.by, "tablet")
    window.page.goto(f"/patients/{note.patient.number}/posture/{note.pk}/assess/?view=left")
    make.posture_finding(note, "flat_cervical", view="left", grade=3)
    row = window.page.locator("form.pf", has_text="Flat neck")
    window.press(row.get_by_label("1, mild"))
    expect(row.get_by_role("alert")).to_contain_text("marked")
    window.press(row.get_by_role("button", name="Keep mine"))
    expect(row.get_by_role("alert")).to_have_count(0)
    expect(saved(window)).to_contain_text("Saved ")
    assert PostureFinding.objects.get(sign="flat_cervical").grade == 1


@pytest.mark.sweep
def test_landmarks_are_set_with_a_finger_and_moved_by_keys(first, signed_in_as):
    note, _ = first
    photo = note.photos.get()
    window = signed_in_as(note.by, "tablet", reduced_motion="reduce")
    window.page.goto(f"/patients/{note.patient.number}/posture/photos/{photo.pk}/")
    box = window.page.locator("#photo image").bounding_box()
    figures = window.page.locator("#figures")
    for x, y in ((0.4, 0.1), (0.6, 0.2)):
        window.page.touchscreen.tap(box["x"] + x * box["width"], box["y"] + y * box["height"])
    expect(figures).to_contain_text("Forward-head angle, at C7")
    expect(figures).to_contain_text("45.0°")
    window.page.locator('[data-mark="ear"]').focus()
    type_keys(window, "ArrowUp", "ArrowUp", "ArrowUp")
    expect(figures).not_to_contain_text("45.0°")
    expect(saved(window)).to_contain_text("Saved ")
    ear = photo.landmarks.get(name="ear")
    assert (float(ear.x), float(ear.y)) == pytest.approx((0.4, 0.1 - 3 * 0.002 * 0.5), abs=0.002)
    assert not [*looks.faults(window.page), *looks.too_wide(window.page, 1180, 390)]


@pytest.mark.sweep
def test_landmarks_of_the_body_are_reached_by_arrow_keys(first, signed_in_as):
    note, _ = first
    window = signed_in_as(note.by)
    window.page.goto(f"/patients/{note.patient.number}/posture/{note.pk}/assess/?view=front")
    spot(window, "Head and neck").focus()
    type_keys(window, "ArrowDown")
    expect(
        spot(window, "Shoulders, left").or_(spot(window, "Shoulders, right")).or_(spot(window, "Chest")).first
    ).to_be_visible()
    type_keys(window, "ArrowRight", "Enter")
    expect(window.page.locator("#shown")).to_contain_text("left")
    assert PostureNote.objects.count() == 1

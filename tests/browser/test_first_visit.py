"""A first visit with six points, on a touch tablet: from My day to the signature, counted and timed."""

import time

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from sessions import body_map
from sessions.models import TreatmentSession
from tests import make
from tests.browser import the_therapist

# Muscle, site, side, tenderness before and after.
SIX = (
    ("trapezius_upper", "TrP1", "left", 7, 3),
    ("trapezius_upper", "TrP1", "right", 5, 2),
    ("infraspinatus", "IS1", "left", 8, 4),
    ("infraspinatus", "IS1", "right", 4, 2),
    ("quadratus_lumborum", "QL1", "left", 5, 1),
    ("quadratus_lumborum", "QL1", "right", 6, 3),
)
# To start and to sign; and for each point a tap on it, its muscle where it is asked, two scores.
AROUND, FOR_A_POINT = 6, 4


@pytest.fixture
@transaction.atomic
def maya(transactional_db):
    maya, helen = make.therapist("Maya"), make.patient("Helen Vasquez")
    make.history(helen, maya)
    make.appointment(maya, make.at("08:00"), patient=helen)
    return maya


@pytest.mark.sweep
def test_a_first_visit_with_six_points(maya, signed_in_as, record_property):
    window = signed_in_as(maya, "tablet")
    window.page.goto(reverse("sessions:my_day"))
    began = time.perf_counter()
    window.press(window.button("Start the session"))
    expect(window.page.locator("#map[data-ready]")).to_be_visible()
    for number, (muscle, code, side, before, after) in enumerate(SIX, 1):
        adds(window, number, muscle, code, side)
        the_therapist.scores(window, before=before, after=after)
    writes_and_signs(window)
    took = time.perf_counter() - began

    session = TreatmentSession.objects.get()
    assert charted(session) == {*SIX}
    assert "Right infraspinatus IS1: active, tenderness 4 to 2 of 10." in session.objective
    assert window.presses <= AROUND + FOR_A_POINT * len(SIX)
    record_property("taps", window.presses)
    record_property("seconds", round(took, 1))
    print(f"a first visit with six points: {window.presses} taps, {took:.1f} s of the machine's")


def adds(window, number, muscle, code, side):
    """With a tap where the chart's teaching place is; says which muscle if it is asked."""
    window.press_spot(*body_map.canonical("tp-a", muscle, code, side))
    asked = window.page.locator(f'#pick [data-pick="{muscle}"]:visible')
    rows = window.page.locator("#points .point-row")
    expect(asked.or_(rows.nth(number - 1)).first).to_be_visible()
    if asked.is_visible():
        window.press(asked)
    point = window.page.locator("#points .point-row.on")
    expect(point).to_contain_text(f"Point {number}: {side.capitalize()}")
    expect(point).to_contain_text(code)


def writes_and_signs(window):
    window.press(window.link("Note", exact=True))
    for name, key in (("Pain on arrival", "6"), ("Pain on leaving", "3")):
        window.press(window.page.get_by_role("group", name=name).locator("label", has_text=key).first)
    window.field("Subjective", exact=True).fill("Stiff neck since Monday.")
    window.press(window.link("Look it over and sign"))
    window.press(window.button("Sign the session"))
    expect(window.page.get_by_label("Signature")).to_contain_text("Signed by Maya")


def charted(session):
    rows = session.findings.select_related("point")
    return {
        (row.point.muscle_id, row.point.code, row.point.side, row.tenderness_before, row.tenderness_after)
        for row in rows
    }

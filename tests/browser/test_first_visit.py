"""A first visit with six points, on a touch tablet: from My day to the signature, counted and timed."""

import time

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from sessions.models import TreatmentSession
from tests import make
from tests.browser import the_therapist

# Muscle, site, side, tenderness before and after.
SIX = (
    ("trapezius_upper", "TrP1", "left", 7, 3),
    ("trapezius_upper", "TrP1", "right", 5, 2),
    ("levator_scapulae", "LS1", "left", 6, 3),
    ("infraspinatus", "IS1", "left", 8, 4),
    ("infraspinatus", "IS1", "right", 4, 2),
    ("rhomboid_minor", "RN1", "left", 5, 1),
)
# To start and to sign; and for each point a tap on it, its muscle where it is asked, two scores.
AROUND, FOR_A_POINT = 9, 4


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
    for muscle, code, side, before, after in SIX:
        the_therapist.places(window, muscle, code, side)
        the_therapist.scores(window, before=before, after=after)
    writes_and_signs(window)
    took = time.perf_counter() - began

    session = TreatmentSession.objects.get()
    assert charted(session) == {*SIX}
    for part in ("left upper trapezius TrP1", "right infraspinatus IS1"):
        assert part in session.objective.lower().replace("trp1", "TrP1").replace("is1", "IS1")
    assert window.presses <= AROUND + FOR_A_POINT * len(SIX)
    record_property("taps", window.presses)
    record_property("seconds", round(took, 1))
    print(f"a first visit with six points: {window.presses} taps, {took:.1f} s of the machine's")


def writes_and_signs(window):
    window.press(window.link("Note", exact=True))
    for name, key in (("Pain before", "6"), ("Pain after", "3")):
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

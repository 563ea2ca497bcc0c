"""The body map as a screen reader tells it: the same points in the same words, drawn and listed."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from tests import make
from tests.sessions.past.course import TRAPEZIUS, course

# Names are whole sentences; what a key does is said where the key is. They come in the list's order.
DRAWING = """
- region "Drawing of the body":
  - group "Body map. Tap a muscle to place a point, or find it by name.":
    - group "Points on this view":
      - /children: equal
      - button /Point 1. left trapezius, descending .upper. part TrP2, to re-score, no score yet/ [pressed]
      - button /Point 2. left levator scapulae LS1, active, pain 7 of 10/
  - group "View":
    - button /Back/ [pressed]
    - button "Front"
    - button "Left"
    - button "Right"
    - button "Feet"
"""
POINTS = """
- region "Points":
  - heading "Points 2, 1 to re-score" [level=2]
  - combobox "Find a muscle"
  - list:
    - /children: equal
    - listitem:
      - button /Point 1. Left trapezius, descending .upper. part TrP2 .*was 8/
    - listitem:
      - button /Point 2. Left levator scapulae LS1 Active.*before. 7 after. not taken/
"""


@pytest.fixture
@transaction.atomic
def session(transactional_db):
    """One point that came along, and one of today."""
    maya = make.therapist("Maya")
    begun = make.treatment_session(maya, patient=course(maya, (7, {TRAPEZIUS: 8})))
    make.point(begun, "levator_scapulae", "left", code="LS1", tenderness_before=7)
    return begun


def test_the_drawing_and_the_list_tell_the_same_points(session, signed_in_as):
    window = signed_in_as(session.therapist, "tablet")
    window.page.goto(f"/sessions/{session.pk}/chart/#tab-map")
    expect(window.page.locator("#map[data-ready]")).to_be_visible()

    expect(window.page.locator("#tab-map")).to_match_aria_snapshot(DRAWING)
    expect(window.page.locator("#tab-map")).to_match_aria_snapshot(POINTS)

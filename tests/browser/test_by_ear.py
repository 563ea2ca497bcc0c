"""The body map as a screen reader tells it: what is on it, what is said of it, and that the list says the same."""

import re

import pytest
from django.db import transaction
from playwright.sync_api import expect

from tests import make
from tests.sessions.past.course import TRAPEZIUS, course

TREE = """
- region "Map":
  - region "Drawing of the body":
    - group "Body map. Tap a muscle to place a point, or find it by name.":
      - /children: contain
      - button /1, left levator scapulae LS1, active, .*tenderness 7/
      - button /2, left trapezius.*, to re-score/
    - group "View":
      - button /Back/ [pressed]
      - button /Front/
      - button /Left/
      - button /Right/
      - button /Feet/
  - region "Points":
    - combobox "Find a muscle"
    - list:
      - listitem:
        - button /left levator scapulae LS1/i
      - listitem:
        - button /left trapezius.*TrP2.*/i
"""


@pytest.fixture
@transaction.atomic
def session(transactional_db):
    """One point that came along, and one of today."""
    maya = make.therapist("Maya")
    begun = make.treatment_session(maya, patient=course(maya, (7, {TRAPEZIUS: 8})))
    make.point(begun, "levator_scapulae", "left", code="LS1", tenderness_before=7)
    return begun


def test_the_map_is_told_as_it_is_shown(session, signed_in_as):
    window = signed_in_as(session.therapist, "tablet")
    window.page.goto(f"/sessions/{session.pk}/chart/#tab-map")
    expect(window.page.locator("#map[data-ready]")).to_be_visible()
    print(window.page.locator("#tab-map").aria_snapshot())

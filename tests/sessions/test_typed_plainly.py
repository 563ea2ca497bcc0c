"""Without a script, what a point or the note's tools are told comes back with why it was refused."""

import re
from html import unescape

import pytest
from django.urls import reverse

from sessions.models import Treatment
from sessions.visit import consenting
from sessions.writing.models import Conduct, Motion, PhysicalTest
from tests import make
from tests.sessions.browse import signed_in
from tests.sessions.test_treating import treat

pytestmark = pytest.mark.django_db
SCORES = {"tenderness_before": "6", "tenderness_after": "", "status": "active"}


@pytest.fixture
def session():
    return make.treatment_session(make.therapist("Maya"))


def sent(session, name, /, *keys, **typed):
    place = reverse(f"sessions:{name}", args=[session.pk, *keys])
    answer = signed_in(session.therapist).post(place, typed)
    assert answer.status_code == 422
    return unescape(re.sub(r"\s+", " ", answer.content.decode()))


def test_a_point_that_cannot_be_placed_is_still_in_its_form(session):
    wrong = sent(session, "place", muscle="levator_scapulae", side="left", code="LS1", tenderness_before="11")
    nowhere = sent(session, "place", muscle="levator_scapulae", side="midline", code="LS1")

    for page in (wrong, nowhere):
        assert re.search(r'value="levator_scapulae" selected', page)
        assert 'value="LS1"' in page
    assert "whole number from 0 to 10" in wrong
    assert "alert-danger" in nowhere
    assert not session.findings.exists()


def test_a_score_against_a_no_keeps_the_reason_that_says_too_little(session):
    found = make.point(session, "gluteus_medius")
    consenting.say(treatment_session=session, area="buttock", said="not_today", by=session.therapist)

    page = sent(session, "score", found.pk, **SCORES, despite="Hurts")

    assert re.search(r'name="despite" value="Hurts"', page)
    assert re.search(r'name="tenderness_before".*?value="6" selected', page)
    assert "Write why, in a few words." in page


def test_a_treatment_that_makes_no_sense_stays_in_the_form_it_was_typed_in(session):
    found = make.point(session)
    given = treat(found, repetitions=2)

    new = sent(session, "treat", found.pk, technique="stripping", steps="hard and long", hold_seconds="20")
    changed = sent(session, "change", given.pk, technique="stripping", repetitions="many")

    assert "hard and long</textarea>" in new
    assert "Write it like this: 3 for 20 s" in new
    assert re.search(r'name="hold_seconds" value="20"', new)
    assert re.search(rf'value="many"[^>]*id="treatment-{given.pk}-repetitions"', changed)
    assert [row.repetitions for row in Treatment.objects.all()] == [2]


def test_what_was_felt_at_a_point_stays_when_one_field_is_wrong(session):
    found = make.point(session)
    typed = {"parent": "", "referrals": "", "taut_band": "yes", "rechecks": "soon", "ppt_before": "2.5"}

    page = sent(session, "score", found.pk, back=found.pk, **typed)

    assert "soon</textarea>" in page
    assert 'value="2.5"' in page
    assert re.search(r'name="taut_band".*?value="yes" selected', page)


def test_a_movement_a_test_and_the_minutes_come_back_in_their_rows(session):
    motion = sent(session, "motion", movement="neck_rotation", before="50", pain="end")
    named = sent(session, "physical_test", name="x" * 81, side="left", result="positive")
    minutes = sent(session, "conduct", trigger_point="long", products="Arnica oil", positions="prone")

    assert "Say left or right." in motion
    assert 'name="before" value="50"' in motion
    assert re.search(r'value="neck_rotation" selected', motion)
    assert f'value="{"x" * 81}"' in named
    assert 'value="long"' in minutes
    assert 'value="Arnica oil"' in minutes
    assert re.search(r'value="prone" checked', minutes)
    assert not any(kind.objects.exists() for kind in (Motion, PhysicalTest, Conduct))

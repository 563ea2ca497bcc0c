"""A point keeps the drawing it was charted on; on another one it lies at its teaching place and says so."""

import pytest

from sessions import body_map, charting, records
from tests import make
from tests.sessions.test_start import days_ago

pytestmark = pytest.mark.django_db
LS1 = ("levator_scapulae", "left")


@pytest.fixture
def earlier():
    """A point a little beside its teaching place, on figure a."""
    session = make.treatment_session(make.therapist("Maya"), days_ago(7))
    make.point(session, *LS1, code="LS1", view="posterior", x=0.4321, y=0.1654, tenderness_before=7)
    return session


def shown(session):
    session.patient.refresh_from_db()
    [point] = charting.context(session, readonly=session.is_signed)["data"]["findings"]
    return {"moved": False, **point}


def now_on(patient, figure):
    patient.figure = figure
    patient.save()


def test_on_its_own_drawing_it_lies_where_it_was_felt(earlier):
    point = shown(earlier)
    assert (point["x"], point["y"], point["moved"]) == (0.4321, 0.1654, False)


def test_on_another_figure_it_lies_at_its_teaching_place_and_says_so(earlier):
    now_on(earlier.patient, "b")
    point = shown(earlier)
    assert (point["view"], point["x"], point["y"]) == body_map.canonical("tp-b", LS1[0], "LS1", LS1[1])
    assert point["moved"]


def test_carried_over_to_another_figure_it_says_so_until_somebody_lays_it(earlier):
    now_on(earlier.patient, "b")
    later = make.treatment_session(earlier.therapist, patient=earlier.patient)
    assert shown(later)["moved"]

    records.score(finding=later.findings.get(), x=0.43, y=0.17, by=later.therapist)
    assert not shown(later)["moved"]


def test_a_signed_session_stays_on_its_own_drawing(earlier):
    signed = make.signed(earlier)
    now_on(signed.patient, "b")
    point = shown(signed)
    assert (point["x"], point["y"], point["moved"]) == (0.4321, 0.1654, False)

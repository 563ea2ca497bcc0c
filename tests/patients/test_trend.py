"""Pain over the visits, as the summary draws it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse

from clinic import clock
from patients import trend
from tests import make
from tests.patients.test_pages import signed_in

pytestmark = pytest.mark.django_db


def visits(*pains):
    """Newest first, a week apart."""
    return [
        SimpleNamespace(starts_at=clock.now() - timedelta(weeks=n), pain_before=before, pain_after=after)
        for n, (before, after) in enumerate(reversed(pains))
    ]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [(8, 4, "fell from 8 to 4"), (4, 6, "rose from 4 to 6"), (5, 4, "steady: 5"), (0, 0, "steady: 0")],
)
def test_a_change_is_named_from_two_points_on(first, last, said):
    assert said in trend.of(visits((first, None), (last, 0))).sentence


def test_it_is_drawn_in_time_with_what_was_scored():
    drawn = trend.of(visits((8, 6), (None, 3), (5, None)))
    assert [dot["before"]["score"] for dot in drawn.dots] == [8, 5]
    assert [dot["after"] and dot["after"]["score"] for dot in drawn.dots] == [6, None]
    assert drawn.dots[0]["x"] < drawn.dots[1]["x"]
    assert drawn.dots[0]["before"]["y"] < drawn.dots[1]["before"]["y"]


def test_one_score_is_no_trend():
    assert trend.of(visits((8, 6))) is None
    assert trend.of([]) is None


def test_the_front_desk_gets_none(maya):
    helen = make.patient("Helen Vasquez")
    for weeks, pain in ((2, 8), (1, 4)):
        session = make.treatment_session(maya, clock.now() - timedelta(weeks=weeks), patient=helen)
        make.signed(session, pain_before=pain)
    address = reverse("patients:detail", args=[helen.number])
    assert "fell from 8 to 4" in signed_in(maya).get(address).content.decode()
    assert "trend-curve" not in signed_in(make.front_desk()).get(address).content.decode()

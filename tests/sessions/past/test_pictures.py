"""The small pictures' shapes and what part of the body they show."""

import pytest

from sessions import body_map
from sessions.figure import CHIN, CLOSE, HEAD, MARGIN, window_round
from sessions.past.lives import Seen, Status
from sessions.past.silhouette import _walked

SIZE = (500, 1000)


def seen(**told):
    plain = {"point": 1, "session": 1, "number": 1, "chart": "tp-a", "chart_version": 1, "view": "posterior"}
    rest = {"x": 0.5, "y": 0.2, "before": 5, "after": None, "previous": None, "relation": "", "site_type": ""}
    return Seen(**{**plain, **rest, "status": Status.ACTIVE, **told})


@pytest.mark.parametrize(
    ("told", "shape"),
    [
        ({}, ""),
        ({"relation": "satellite", "site_type": "attachment"}, "satellite"),
        ({"site_type": "attachment", "status": Status.LATENT}, "attachment"),
        ({"site_type": "central", "relation": "key"}, ""),
        ({"relation": "satellite", "status": Status.TENDER_SPOT}, "tender_spot"),
        ({"status": Status.TENDER_SPOT, "before": None, "previous": 9}, ""),
        ({"relation": "satellite", "status": Status.RESOLVED}, ""),
        ({"relation": "satellite", "before": None, "previous": 9}, ""),
    ],
)
def test_what_a_point_is_is_told_by_shape_while_it_is_there(told, shape):
    assert seen(**told).shape == shape


@pytest.mark.parametrize("height", [180, 260, 310])
def test_a_picture_that_begins_within_the_head_begins_at_its_crown(height):
    window = window_round([(250, height), (300, height + 60)], "posterior", SIZE)

    assert window.is_close
    assert window.top == 0
    assert window.height >= height + 60


@pytest.mark.parametrize("x", [110, 145, 355, 390])
def test_a_picture_of_a_shoulder_or_an_arm_does_not_cut_the_head_in_two(x):
    window = window_round([(x, 220), (x, 330)], "posterior", SIZE)
    first, last = HEAD["posterior"]

    assert window.top == 0
    assert window.left <= first
    assert window.left + window.width >= last
    assert window.left + MARGIN // 2 <= x <= window.left + window.width - MARGIN // 2


@pytest.mark.parametrize("chart", ["tp-a", "tp-b"])
@pytest.mark.parametrize("view", HEAD)
def test_the_head_reaches_no_farther_than_is_kept_free_for_it(chart, view):
    line = _walked(body_map.drawn(chart, 1, view)["outline"])
    across = [SIZE[0] - x if view == "right" else x for x, y in line if y < CHIN]

    assert HEAD[view][0] <= min(across) < max(across) <= HEAD[view][1]


def test_a_picture_of_the_legs_leaves_the_head_out_and_of_feet_knows_none():
    assert window_round([(250, 700)], "anterior", SIZE) == (120, 500, *CLOSE)
    assert 0 < window_round([(250, 300)], "plantar", SIZE).top < CHIN

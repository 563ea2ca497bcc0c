"""The small pictures' shapes and what part of the body they show."""

import pytest

from sessions.figure import CHIN, CLOSE, window_round
from sessions.past.lives import Seen, Status

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


def test_a_picture_of_the_legs_leaves_the_head_out_and_of_feet_knows_none():
    assert window_round([(250, 700)], "anterior", SIZE) == (120, 500, *CLOSE)
    assert 0 < window_round([(250, 300)], "plantar", SIZE).top < CHIN

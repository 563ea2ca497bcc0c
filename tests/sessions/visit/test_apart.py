"""Numbers on the printed body stand clear of each other."""

import math
from itertools import combinations

from sessions.visit.apart import spread

CLOSE = [(200, 150), (205, 152), (200, 160), (215, 150), (200, 150)]


def test_no_number_hides_another_and_the_first_keeps_its_place():
    places = spread(CLOSE, least=54)

    assert places[0] == CLOSE[0]
    assert all(math.dist(one, other) >= 54 for one, other in combinations(places, 2))
    assert places == spread(CLOSE, least=54)


def test_no_number_crosses_from_one_side_of_the_body_to_the_other():
    sides = [(230, 150), (235, 152), (262, 150), (266, 155), (232, 160), (250, 150)]

    places = spread(sides, least=54, middle=250)

    assert all(place[0] <= 250 for (x, _), place in zip(sides, places, strict=True) if x < 250)
    assert all(place[0] >= 250 for (x, _), place in zip(sides, places, strict=True) if x > 250)


def test_those_with_room_stay_where_they_belong():
    apart = [(0, 0), (100, 0), (0, 100)]

    assert spread(apart, least=54) == apart

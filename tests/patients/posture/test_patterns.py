"""Crossed patterns are named from their parts, never typed, and only when both parts are there."""

from decimal import Decimal
from itertools import combinations

import pytest

from patients.models import PostureFinding, PostureMeasure
from patients.posture import patterns

UPPER, LOWER = {"forward_head", "rounded_shoulders"}, {"anterior_pelvic_tilt", "lumbar_hyperlordosis"}


def named(present):
    return [pattern.slug for pattern in patterns.of(present)]


def test_each_is_named_by_both_its_parts_and_by_nothing_less():
    assert named(UPPER) == ["upper_crossed"]
    assert named(LOWER) == ["lower_crossed"]
    assert named(UPPER | LOWER | {"head_tilt"}) == ["upper_crossed", "lower_crossed"]
    for one, other in combinations(sorted(UPPER | LOWER), 2):
        assert bool(named({one, other})) == ({one, other} in (UPPER, LOWER))
    assert named([]) == []


@pytest.mark.parametrize(
    ("grade", "value", "present"),
    [
        (0, None, False), (1, None, True), (None, 49, True), (None, 50, False), (0, 45, False), (2, 55, True),
        (None, None, True),
    ],
)  # fmt: skip
def test_a_finding_is_present_by_its_grade_else_by_its_value(grade, value, present):
    measure = PostureMeasure(notable="under", notable_at=Decimal(50)) if value else None
    finding = PostureFinding(grade=grade, measure=measure, value=value and Decimal(value), words="seen")

    assert finding.present is present


def test_a_value_without_a_known_figure_is_present_unless_it_is_nothing():
    for value, present in ((Decimal(0), False), (Decimal("0.5"), True)):
        assert PostureFinding(measure=PostureMeasure(notable=""), value=value).present is present

"""Every rule of the table of measures, at its boundaries; thresholds as the clinic's settings hold them."""

from datetime import date
from decimal import Decimal

import pytest

from sessions.courses import scoring
from sessions.courses.models import Measure, Outcome
from sessions.courses.refusals import CourseRefused

pytestmark = pytest.mark.django_db


def measure(slug):
    return Measure.objects.get(pk=slug)


def taken(of, score):
    judged = {name: getattr(of, name) for name in ("detectable", "important", "important_percent", "source")}
    return Outcome(
        measure=of, score=None if score is None else Decimal(score), taken_on=date(2026, 11, 1), **judged
    )


@pytest.mark.parametrize(
    ("slug", "items", "score", "missing"),
    [
        ("nprs", [0], "0", 0),
        ("nprs", [10], "10", 0),
        ("psfs", [3, 4, 6], "4.3", 0),
        ("psfs", [3, 4, 6, None, None], "4.3", 2),
        ("psfs", [3, 4, None], None, 1),
        ("psfs", [3, 4], None, 0),
        ("psfs", [0, 5, 10, 7, 1], "4.6", 0),
        ("ndi", [5] * 10, "100", 0),
        ("ndi", [1] * 8 + [None] * 2, "20", 2),
        ("ndi", [1] * 7 + [None] * 3, None, 3),
        ("ndi", [3, 2, 3, 2, 4, 3, 2, 2, 3, None], "53.3", 1),
        ("odi", [0] * 10, "0", 0),
        ("odi", [2] * 8 + [None] * 2, "40", 2),
        ("odi", [2] * 7 + [None] * 3, None, 3),
        ("quickdash", [1] * 11, "0", 0),
        ("quickdash", [5] * 10 + [None], "100", 1),
        ("quickdash", [5] * 9 + [None] * 2, None, 2),
        ("quickdash", [2] * 10 + [3], "27.3", 0),
        ("hit6", [6] * 6, "36", 0),
        ("hit6", [13] * 6, "78", 0),
        ("hit6", [13] * 5 + [None], None, 1),
        ("groc", [-7], "-7", 0),
        ("groc", [7], "7", 0),
    ],
)
def test_answers_become_a_score_by_the_measures_own_rule(slug, items, score, missing):
    found = scoring.score(measure(slug), items)
    assert (found.score, found.missing) == (None if score is None else Decimal(score), missing)


@pytest.mark.parametrize(
    ("slug", "items"),
    [
        ("nprs", [11]), ("nprs", [-1]), ("ndi", [6] + [0] * 9), ("quickdash", [0] + [1] * 10),
        ("hit6", [7] + [6] * 5), ("groc", [8]), ("nprs", [1, 2]), ("psfs", [1] * 6),
    ],
)  # fmt: skip
def test_answers_that_the_measure_does_not_have_are_refused(slug, items):
    with pytest.raises(CourseRefused):
        scoring.score(measure(slug), items)


@pytest.mark.parametrize(
    ("slug", "first", "last", "amount", "arrow", "matters"),
    [
        ("nprs", "8", "7", "1", "", False),
        ("nprs", "8", "6", "2", "better", True),
        ("nprs", "6", "8", "-2", "worse", True),
        ("nprs", "2", "1", "1", "", False),
        ("psfs", "4", "5.9", "1.9", "", False),
        ("psfs", "4", "6", "2", "better", True),
        ("psfs", "6", "4", "-2", "worse", True),
        ("ndi", "50", "30.1", "19.9", "", False),
        ("ndi", "50", "30", "20", "better", True),
        ("odi", "40", "30.1", "9.9", "", False),
        ("odi", "40", "30", "10", "better", False),
        ("odi", "40", "27.2", "12.8", "better", True),
        ("quickdash", "50", "36.1", "13.9", "", False),
        ("quickdash", "50", "36", "14", "better", True),
        ("hit6", "66", "60.1", "5.9", "", False),
        ("hit6", "66", "60", "6", "better", False),
        ("hit6", "66", "58", "8", "better", True),
        ("groc", "2", "2", "2", "", False),
        ("groc", "2", "3", "3", "better", False),
        ("groc", "2", "5", "5", "better", True),
        ("groc", "2", "-5", "-5", "worse", True),
    ],
)
def test_positive_is_better_and_chance_has_no_arrow(slug, first, last, amount, arrow, matters):
    of = measure(slug)
    found = scoring.change(of, taken(of, first), taken(of, last))
    assert (found.amount, found.arrow, found.matters) == (Decimal(amount), arrow, matters)
    assert bool(found.arrow) == (abs(found.amount) >= of.detectable)


@pytest.mark.parametrize(
    ("last", "words"),
    [
        ("8", "steady: as at first"),
        ("7", "steady: 1 is less than can be told from chance"),
        ("6", "2 better, a change that matters"),
    ],
)
def test_a_change_is_told_in_words(last, words):
    of = measure("nprs")
    assert scoring.change(of, taken(of, "8"), taken(of, last)).words == words


def test_thirty_per_cent_of_the_baseline_matters_where_the_clinic_says_so():
    of = measure("nprs")
    of.important, of.detectable = Decimal(4), Decimal(2)
    assert scoring.change(of, taken(of, "8"), taken(of, "6")).matters is False
    assert scoring.change(of, taken(of, "6"), taken(of, "4")).matters is True
    assert scoring.change(of, taken(of, "0"), taken(of, "3")).matters is False


def test_without_two_scores_there_is_no_change():
    of = measure("ndi")
    assert scoring.change(of, taken(of, None), taken(of, "3")) is None
    assert scoring.change(of, taken(of, "3"), taken(of, None)) is None


LITTLE, SOME, MUCH, SEVERE = "little or no impact", "some impact", "substantial impact", "severe impact"


@pytest.mark.parametrize(
    ("score", "words"), [(49, LITTLE), (50, SOME), (55, SOME), (56, MUCH), (59, MUCH), (60, SEVERE)]
)
def test_bands_begin_where_the_settings_say(score, words):
    assert scoring.band(measure("hit6"), Decimal(score)) == words

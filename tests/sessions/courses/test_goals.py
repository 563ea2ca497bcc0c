"""Goals that are read from a measure: what they show follows the outcomes that stand."""

from datetime import timedelta
from decimal import Decimal

import pytest

from clinic import clock
from sessions.courses import outcomes
from sessions.courses.models import Measure
from sessions.courses.plans import SaidGoal
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def neck():
    return make.complaint(make.patient("Helen Vasquez"), make.therapist("Maya"))


def less_pain(neck, **more):
    """A goal for the pain, read from its measure."""
    goal = SaidGoal("Less pain", more={"measure": pain(), "target": Decimal(3), **more})
    return make.plan(neck, neck.opened_by, goals=[goal]).goals.get()


def pain():
    return Measure.objects.get(pk="nprs")


def scored(neck, score, days_ago=0):
    day = clock.today() - timedelta(days=days_ago)
    return make.outcome(neck, pain(), [score], neck.opened_by, taken_on=day)


def standing(goal):
    goal.refresh_from_db()
    return goal.baseline, goal.latest, goal.share


def test_a_goal_reads_its_measure(neck):
    goal = less_pain(neck)
    scored(neck, 8)
    scored(neck, 3)
    assert standing(goal) == (8, 3, 100)


def test_a_sheet_entered_late_is_not_the_newest(neck, tuesday):
    goal = less_pain(neck)
    tuesday.shift(timedelta(days=14))
    scored(neck, 8, days_ago=10)
    scored(neck, 5)
    scored(neck, 9, days_ago=3)
    assert standing(goal)[1] == 5


def test_a_withdrawn_score_leaves_the_goal_as_it_was_before_it(neck):
    goal = less_pain(neck)
    scored(neck, 8)
    wrong = scored(neck, 3)
    outcomes.withdraw(wrong, why="Another patient's sheet", by=neck.opened_by)
    assert standing(goal) == (8, 8, 0)


def test_a_withdrawn_first_score_is_no_baseline(neck):
    goal = less_pain(neck)
    wrong = scored(neck, 10)
    outcomes.withdraw(wrong, why="Another patient's sheet", by=neck.opened_by)
    assert standing(goal) == (None, None, None)
    scored(neck, 6)
    assert standing(goal) == (6, 6, 0)


def test_a_number_typed_with_the_plan_stays_the_baseline(neck):
    goal = less_pain(neck, baseline=Decimal(8))
    wrong = scored(neck, 8)
    outcomes.withdraw(wrong, why="Another patient's sheet", by=neck.opened_by)
    assert standing(goal) == (8, None, 0)

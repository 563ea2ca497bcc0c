"""What a report's sentence says that it counts is what it counts: each case worked out by hand."""

from datetime import date

import pytest

from patients.settling import deciding
from reports.definitions import REPORTS
from reports.periods import Period
from reports.question import Question
from tests import make

pytestmark = pytest.mark.django_db
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 24))


def figures(slug, period=NOVEMBER, **asked):
    answer = REPORTS[slug].answer(Question(period, **asked))
    return {figure.label: (figure.value, figure.note) for figure in answer.figures}


def test_a_caution_is_open_while_the_newest_history_says_so_and_nobody_closed_it(tuesday):
    helen, leo = make.patient("Helen Vasquez"), make.therapist()
    tuesday.move_to(make.at("09:00", date(2026, 10, 5)))
    make.in_care_of(leo, helen)
    make.history(helen, leo, hernia="yes", diabetes="unsure", epilepsy="yes")
    tuesday.move_to(make.at("09:00", date(2026, 11, 10)))
    make.history(helen, leo, hernia="yes", diabetes="no", epilepsy="yes")
    october = Period(date(2026, 10, 1), date(2026, 10, 31))

    # Of the three of October diabetes is a no by now; hernia and epilepsy still stand.
    assert figures("safety", october)["Cautions raised"] == ("3", "2 still open")
    deciding.close(helen, "hernia", reason="Operated on last week, healed", by=leo)

    assert figures("safety", october)["Cautions raised"] == ("3", "1 still open")
    assert figures("safety")["Cautions raised"] == ("2", "1 still open")

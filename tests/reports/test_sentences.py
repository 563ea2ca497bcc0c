"""What a report's sentence says that it counts is what it counts: each case worked out by hand."""

from datetime import date

import pytest

from patients.settling import deciding
from reports.definitions import REPORTS
from reports.periods import Period
from reports.question import Question
from scheduling.models import Status
from tests import make

pytestmark = pytest.mark.django_db
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 24))
MONDAY = Period(date(2026, 11, 23), date(2026, 11, 23))


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


def test_who_said_it_in_words_was_asked():
    leo, heard = make.therapist(), ({"referral_id": "friend"}, {"referral_words": "Saw our sign"}, {}, {})
    for hour, said in enumerate(heard, 8):
        visit = make.at(f"{hour:02}:00", MONDAY.first)
        make.appointment(leo, visit, patient=make.patient(**said), status=Status.FULFILLED)
    report, question = REPORTS["referral-sources"], Question(MONDAY)

    lines = [line.cells for line in report.answer(question).tables[0].lines]

    assert lines == [
        ["Not asked", 2, "50.0%"],
        ["Friend or family", 1, "25.0%"],
        ["In words alone", 1, "25.0%"],
    ]
    assert figures("referral-sources", MONDAY)["Source not known"] == ("50.0%", "2 of 4")
    assert [*report.rows(question).values_list("source", "people")] == [
        (name, count) for name, count, _ in lines
    ]
    told = report.behind("new").rows(question).annotate(heard=report.behind("new").columns()["Heard of us"])
    assert {row.heard for row in told} == {"Friend or family", "Saw our sign", None}

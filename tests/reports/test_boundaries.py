"""Where a definition ends: the last moment, day or point that counts, and the next one, which does not."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.http import QueryDict

from clinic import clock
from reports.definitions import REPORTS
from reports.exports import tabular
from reports.periods import Period
from reports.question import Question
from sessions.courses.models import Measure
from tests import make
from tests.reports.slow import day_of, midnight
from tests.reports.small_clinic import Point, SmallClinic, Visit, build

pytestmark = pytest.mark.django_db
RELEASED = [("pressure_release", "released", 30)]
TODAY = date(2026, 11, 24)
FIRST = datetime(2026, 10, 5, 9, tzinfo=UTC)


def figures(slug, period):
    return {figure.label: figure.value for figure in REPORTS[slug].answer(Question(period)).figures}


def visit(patient, starts_at, *points, **fields):
    held = Visit(patient, 0, starts_at, 30, "fulfilled", starts_at - timedelta(days=3), None, "", **fields)
    held.points = [*points]
    return held


def clinic_of(*visits):
    """Its period is the day of the first visit."""
    day = day_of(visits[0].starts_at)
    clinic = SmallClinic([*visits], [], {}, Period(day, day))
    build(clinic)
    return clinic


def point(status="active", treatments=()):
    return Point("infraspinatus", "left", status, 6, 3, None, [*treatments], [])


# London's summer time ended on 25 October 2026: the day before ends at 23:00 UTC, that day itself at 24:00.
EDGES = [
    ("2026-10-24T22:59:59", date(2026, 10, 24)),
    ("2026-10-24T23:00:00", date(2026, 10, 25)),
    ("2026-10-25T23:59:59", date(2026, 10, 25)),
    ("2026-10-26T00:00:00", date(2026, 10, 26)),
]
BY_DAY = {"appointments": "Appointments", "sessions": "Sessions", "points": "Points"}


@pytest.mark.parametrize(("moment", "day"), EDGES)
def test_a_day_has_its_last_second_and_midnight_is_the_next_day(moment, day):
    clinic_of(visit(0, datetime.fromisoformat(moment).replace(tzinfo=UTC), point()))

    days = [day + timedelta(days=away) for away in (-1, 0, 1)]
    for slug, label in BY_DAY.items():
        assert [figures(slug, Period(each, each))[label] for each in days] == ["0", "1", "0"]
        assert [REPORTS[slug].rows(Question(Period(each, each))).count() for each in days] == [0, 1, 0]


def test_active_again_counts_to_the_end_of_the_28th_day_and_no_longer():
    """Through the end of summer time, too: whoever comes every four weeks comes at another hour at times."""
    over = midnight(day_of(FIRST) + timedelta(days=29))
    clinic = clinic_of(
        visit(0, FIRST, point("latent", RELEASED)),
        visit(1, FIRST + timedelta(hours=1), point("latent", RELEASED)),
        visit(0, over - timedelta(hours=1), point()),
        visit(1, over, point()),
    )

    found = figures("recurrence", clinic.period)
    (line,) = REPORTS["muscles"].answer(Question(clinic.period)).tables[0].lines

    assert (found["Active again"], found["Stayed away"]) == ("50.0%", "1")
    assert figures("muscles", clinic.period)["Back in 28 days"] == "50.0%"
    assert line.cells[1] == 2


def test_whose_28_days_ended_yesterday_is_counted_and_whose_end_today_is_too_early():
    first, after = date(2026, 10, 26), date(2026, 10, 27)
    clinic_of(
        visit(0, midnight(after) - timedelta(hours=1), point("latent", RELEASED)),
        visit(1, midnight(after), point("latent", RELEASED)),
    )

    found = figures("recurrence", Period(first, after))

    assert (found["Stayed away"], found["Too early to say"]) == ("1", "1")


def test_a_session_helped_from_2_points_or_30_per_cent_on():
    changes = {(9, 7): True, (9, 8): False, (3, 2): True, (4, 3): False, (0, 0): False, (1, 2): False}
    visits = [visit(0, FIRST + timedelta(hours=hour), pain=pain) for hour, pain in enumerate(changes)]
    clinic = clinic_of(*visits)

    rows = REPORTS["session-pain"].rows(Question(clinic.period, part="helped"))

    helped = {*rows.values_list("pain_before", "pain_after")}
    assert {pain: pain in helped for pain in changes} == changes


def test_a_responder_is_30_per_cent_better_or_past_the_points_that_matter():
    """With 5 points that matter, 10 to 7 is 30 % to the point and 7 to 5 is not; 5 to 0 is past both."""
    Measure.objects.filter(pk="nprs").update(important=5)
    leo, measure = make.therapist(), Measure.objects.get(pk="nprs")
    for scores in ((10, 7), (7, 5), (5, 0)):
        about = make.complaint(make.patient(), leo)
        for day, score in enumerate(scores, start=2):
            make.outcome(about, measure, [score], leo, taken_on=date(2026, 11, day))

    newest = REPORTS["responders"].rows(Question(Period(date(2026, 11, 1), date(2026, 11, 24))))

    fates = {int(row.score): row.fate for row in newest}
    assert fates == {7: "responded", 5: "less", 0: "responded"}


def test_somebody_is_active_for_180_days_and_lapsed_for_540():
    end = datetime(2026, 11, 1, tzinfo=UTC)  # what is left of October by London's clock
    seen = (180, 180.05, 540, 540.05)
    clinic_of(*(visit(person, end - timedelta(days=days)) for person, days in enumerate(seen)))

    found = figures("active-patients", Period(date(2026, 10, 31), date(2026, 10, 31)))

    assert found == {"Active": "1", "Lapsed": "2", "Longer ago": "1"}


@pytest.mark.parametrize(
    ("first", "stayed", "missing"),
    [
        (date(2026, 11, 20), "0.0%", ""),
        (date(2026, 11, 21), "0.0%", "is not over"),
        (TODAY, "n/a", "has not begun"),
    ],
)
def test_who_stayed_is_not_known_before_the_period_after_begins(first, stayed, missing):
    clinic_of(visit(0, datetime.combine(first, time(7), UTC)))
    answer = REPORTS["retention"].answer(Question(Period(first, min(first + timedelta(days=1), TODAY))))

    assert {figure.label: figure.value for figure in answer.figures}["Stayed"] == stayed
    assert missing in answer.partial
    assert bool(missing) == bool(answer.partial)


def test_hours_since_a_session_of_later_today_are_0():
    clinic_of(visit(0, clock.now() + timedelta(hours=3)))

    assert [row.hours for row in REPORTS["unsigned"].rows(Question(Period(TODAY, TODAY)))] == [0]


def test_who_was_active_then_was_last_seen_by_then():
    clinic_of(*(visit(0, datetime(2026, month, 10, 9, tzinfo=UTC)) for month in (10, 11)))
    asked = tabular.asked("active-patients", QueryDict("from=2026-10-01&to=2026-10-31"))

    (row,) = asked.values()

    assert date(2026, 10, 10) in row

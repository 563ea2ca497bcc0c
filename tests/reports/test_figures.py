"""The figures, against answers worked out by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from clinic import clock
from reports import steps
from reports.answers import Answer
from reports.definitions import REPORTS
from reports.definitions.visits import NOTHING
from reports.periods import Period
from reports.queries import outcomes
from reports.queries import visits as asked
from reports.question import Question
from reports.words import change_words
from scheduling.models import Appointment, Status
from tests import make

pytestmark = pytest.mark.django_db
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 24))


def visits(therapist, number, status, **fields):
    """So many appointments of one status, an hour each, all in the period."""
    taken = Appointment.objects.count()
    return [
        make.appointment(
            therapist, make.at("08:00", date(2026, 11, 2)) + timedelta(hours=place), status=status, **fields
        )
        for place in range(taken, taken + number)
    ]


def answer(slug, period=NOVEMBER, **more):
    return REPORTS[slug].answer(Question(period, **more))


def by_label(found):
    return {figure.label: (figure.value, figure.note) for figure in found.figures}


def test_revenue_is_the_price_of_what_took_place():
    maya = make.therapist("Maya", hours=("08:00", "18:00"))
    visits(maya, 2, Status.FULFILLED, price="64.50")
    visits(maya, 1, Status.FULFILLED, price=None)
    visits(maya, 1, Status.NOSHOW, price="64.50")

    found = answer("revenue", Period(date(2026, 11, 2), date(2026, 11, 2)))

    assert by_label(found)["Revenue"] == ("£129", "of 2 fulfilled visits")
    assert by_label(found)["Each visit"][0] == "£64.50"
    assert by_label(found)["Each hour"] == ("£12.90", "of 10:00 that could be worked")
    assert by_label(found)["Without a price"][0] == "1"
    assert [line.cells for line in found.tables[2].lines] == [["Maya", 2, "£129", "£12.90"]]


def test_coming_again_within_60_days_counts_to_the_end_of_the_day():
    leo, first = make.therapist(), make.at("10:00", date(2026, 8, 3))
    for place, later in enumerate((timedelta(days=60, hours=8), timedelta(days=60, hours=14))):
        begun, person = first + timedelta(hours=2 * place), make.patient()
        for starts_at in (begun, begun + later):
            make.appointment(leo, starts_at, status=Status.FULFILLED, patient=person)

    found = by_label(answer("first-visits", Period(date(2026, 8, 1), date(2026, 8, 31))))

    assert (found["Came again"][0], found["Stayed away"][0]) == ("50.0%", "1")


def appointments(period=NOVEMBER, therapist=None, status=""):
    return asked.appointments(Question(period, therapist, part=status))


def a_month(therapist):
    """6 fulfilled, 2 no-shows, 1 cancelled late, 3 in time, 4 booked; 1 a mistake, 1 on the wait list."""
    visits(therapist, 6, Status.FULFILLED)
    visits(therapist, 2, Status.NOSHOW)
    late, *early = visits(therapist, 4, Status.CANCELLED)
    Appointment.objects.filter(pk=late.pk).update(
        cancelled_at=late.starts_at - timedelta(hours=23, minutes=59)
    )
    for row in early:
        Appointment.objects.filter(pk=row.pk).update(cancelled_at=row.starts_at - timedelta(hours=24))
    visits(therapist, 4, Status.BOOKED)
    visits(therapist, 1, Status.ENTERED_IN_ERROR)
    visits(therapist, 1, Status.WAITLIST)


def test_the_no_show_rate_is_out_of_fulfilled_no_shows_and_late_cancels():
    a_month(make.therapist())

    found = by_label(answer("appointments"))

    assert found["Appointments"] == ("16", "4 still open")
    assert found["Fulfilled"] == ("6", "of 16")
    assert found["No-show rate"] == ("22.2%", "2 of 9")
    assert found["Late cancels"] == ("11.1%", "1 of 9")
    assert found["Cancelled in time"] == ("3", "early enough to fill")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (NOVEMBER, "No visit fell due yet"),
        (Period(date(2020, 1, 1), date(2020, 1, 31)), "No visit fell due"),
        (Period(date(2027, 1, 1), date(2027, 1, 31)), "These days are still to come"),
    ],
)
def test_without_visits_due_there_is_no_rate_said_by_the_place_of_the_days(days, said):
    visits(make.therapist(), 2, Status.BOOKED)

    for slug, label in (("appointments", "No-show rate"), ("no-shows", "No-show rate")):
        assert by_label(answer(slug, days))[label] == ("n/a", said)


def test_what_counts_as_late_is_the_clinics_own_rule():
    clinic = clock.Clinic.current()
    clinic.late_cancel_hours = 48
    clinic.save()
    (row,) = visits(make.therapist(), 1, Status.CANCELLED)
    Appointment.objects.filter(pk=row.pk).update(cancelled_at=row.starts_at - timedelta(hours=47))

    assert appointments(status="late").count() == 1


@pytest.mark.parametrize(("status", "number"), [("", 16), ("fulfilled", 6), ("late", 1), ("cancelled", 3)])
def test_the_status_filter_takes_those_and_no_others(status, number):
    a_month(make.therapist())

    assert appointments(status=status).count() == number


def test_the_therapist_filter_takes_their_own():
    leo, maya = make.therapist("Leo"), make.therapist("Maya")
    visits(leo, 2, Status.BOOKED)
    visits(maya, 3, Status.BOOKED)

    assert appointments(therapist=maya).count() == 3


def test_every_appointment_that_counts_has_exactly_one_outcome():
    a_month(make.therapist())
    rows = appointments()

    assert sum(rows.filter(asked.outcome(slug)).count() for slug in asked.OUTCOMES) == rows.count()
    assert not rows.annotate(outcome=asked.outcome_in(asked.SLUGS)).filter(outcome=None).exists()


# In London the clocks go back at 02:00 on Sunday 25 October 2026, so that day has 25 hours.
BOUNDARIES = [
    ("2026-10-24T22:59", date(2026, 10, 24)),
    ("2026-10-24T23:00", date(2026, 10, 25)),
    ("2026-10-25T23:59", date(2026, 10, 25)),
    ("2026-10-26T00:00", date(2026, 10, 26)),
]


@pytest.mark.parametrize(("moment", "day"), BOUNDARIES)
def test_a_day_begins_and_ends_by_the_clinics_clock_also_when_it_changes(moment, day):
    make.appointment(make.therapist(), datetime.fromisoformat(moment).replace(tzinfo=UTC), minutes=1)

    days = [day + timedelta(days=away) for away in (-1, 0, 1)]
    assert [appointments(Period(each, each)).count() for each in days] == [0, 1, 0]


DAYS = Period(date(2026, 10, 1), date(2026, 10, 31))
WEEKS = Period(date(2026, 9, 24), date(2026, 11, 11))
MONTHS = Period(date(2026, 1, 17), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("period", "moment", "begins"),
    [
        (DAYS, "2026-10-24T23:30", date(2026, 10, 25)),
        (WEEKS, "2026-09-24T11:00", date(2026, 9, 21)),
        (WEEKS, "2026-10-18T22:59", date(2026, 10, 12)),
        (WEEKS, "2026-10-18T23:00", date(2026, 10, 19)),
        (WEEKS, "2026-10-25T23:59", date(2026, 10, 19)),
        (WEEKS, "2026-11-11T23:59", date(2026, 11, 9)),
        (MONTHS, "2026-01-17T00:00", date(2026, 1, 1)),
        (MONTHS, "2026-09-30T23:00", date(2026, 10, 1)),
        (MONTHS, "2026-12-31T23:59", date(2026, 12, 1)),
    ],
)
def test_a_step_begins_by_the_clinics_clock_too(period, moment, begins):
    make.appointment(make.therapist(), datetime.fromisoformat(moment).replace(tzinfo=UTC))

    counted = asked.outcomes_by(period, Appointment.objects.all())

    assert [row["begun"] for row in counted] == [begins]


def test_every_day_of_the_period_has_its_step_and_today_is_marked():
    visits(make.therapist(), 1, Status.FULFILLED)
    drawn = steps.every(NOVEMBER, asked.outcomes_by(NOVEMBER, appointments()), NOTHING)

    assert [step["day"].day for step in drawn] == list(range(1, 25))
    assert [step["fulfilled"] for step in drawn if step["fulfilled"]] == [1]
    assert [step["day"] for step in drawn if step["so_far"]] == [date(2026, 11, 24)]


def scored(session, *scores):
    """Points with these scores before and after; None is not taken."""
    muscles = ["levator_scapulae", "infraspinatus", "gluteus_medius", "piriformis"]
    for muscle, (before, after) in zip(muscles, scores, strict=False):
        make.point(session, muscle, tenderness_before=before, after=after)


def five_people(leo):
    """Changes 5, 3, 1, 0 and -1, and two points that were not scored twice."""
    for hour, scores in enumerate([[(8, 3), (6, None)], [(7, 4)], [(5, 4), (None, 4)], [(6, 6)], [(3, 4)]]):
        session = make.treatment_session(leo, make.at(f"{8 + hour:02}:00", date(2026, 11, 23)))
        scored(session, *scores)
    return session


def test_the_median_change_is_of_points_scored_twice_and_the_rest_is_counted_apart():
    five_people(make.therapist())

    found = by_label(answer("sessions"))

    assert found["Median change in tenderness"] == ("1.0 less", "of 10; 5 points, 5 people")
    assert found["Points not scored twice"] == ("28.6%", "2 of 7, left out")
    assert found["Sessions"] == ("5", "5 people")


def test_figures_of_fewer_than_five_people_are_hidden():
    leo = make.therapist()
    scored(make.treatment_session(leo, make.at("08:00", date(2026, 11, 23))), (8, 3), (7, 3))

    found = answer("sessions")

    assert by_label(found)["Median change in tenderness"][0] == "Hidden"
    (table,) = found.tables
    assert not table.charts
    assert [line.cells[1:5] for line in table.lines if line.small] == [[2, 2, 0, "under 5"]]


def test_who_was_not_scored_twice_is_not_one_of_the_five():
    leo = make.therapist()
    for hour, after in enumerate([3, 4, 4, 6, None]):
        scored(make.treatment_session(leo, make.at(f"{8 + hour:02}:00", date(2026, 11, 23))), (8, after))

    *by_day, all_points = outcomes.changes(outcomes.counted(Question(NOVEMBER)), NOVEMBER)

    assert (all_points["begun"], all_points["points"], all_points["people"]) == (None, 5, 4)
    assert [line | {"begun": None} for line in by_day] == [all_points]
    assert by_label(answer("sessions"))["Median change in tenderness"][0] == "Hidden"


def test_sessions_are_counted_as_signed_not_signed_and_late():
    leo = make.therapist()
    make.signed(make.treatment_session(leo, make.at("08:00", date(2026, 11, 23))))
    late = make.treatment_session(leo, make.at("09:00", date(2026, 11, 20)))
    type(late).objects.filter(pk=late.pk).update(started_at=make.at("07:59", date(2026, 11, 21)))

    counted = outcomes.signing(outcomes.begun_sessions(Question(NOVEMBER)))

    assert {**counted, "people": 0} == {"total": 2, "people": 0, "signed": 1, "unsigned": 1, "late": 1}
    assert outcomes.sessions(Question(NOVEMBER, part="unsigned")).count() == 1


def test_a_session_counts_its_points_and_their_means():
    session = make.treatment_session(make.therapist(), make.at("08:00", date(2026, 11, 23)))
    scored(session, (8, 3), (7, 4), (6, None))

    row = outcomes.sessions(Question(NOVEMBER)).get()

    assert (row.found, row.scored) == (3, 2)
    assert (float(row.mean_before), float(row.mean_after)) == (7.0, 3.5)


@pytest.mark.parametrize(("change", "words"), [(2.4, "2.4 less"), (-1, "1.0 more"), (0, "No change")])
def test_a_change_is_said_in_words(change, words):
    assert change_words(change) == words


def test_a_page_says_how_many_rows_of_how_many():
    assert Answer([], rows={"": 1184}).shown(50, "") == "50 of 1,184"

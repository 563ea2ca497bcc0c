"""Answers worked out by hand, for what a made-up clinic of visits does not have."""

import uuid
from datetime import date, time, timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.http import QueryDict

from clinic import clock, mailing
from clinic.models import AuditEvent
from patients.models import Consent, ConsentText, Patient
from reports.definitions import REPORTS
from reports.periods import Period
from reports.queries import muscles
from reports.question import Question
from scheduling.models import Waiting
from sessions.courses.models import HomeCareReport, Measure
from sessions.visit.models import Incident
from tests import make

pytestmark = pytest.mark.django_db
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 24))


def figures(slug, period=NOVEMBER, **more):
    answer = REPORTS[slug].answer(Question(period, **more))
    return {figure.label: figure.value for figure in answer.figures}


def test_the_wait_list_counts_the_booked_out_of_the_settled():
    leo, wishes = make.therapist(), []
    for days, outcome in ((2, "booked"), (6, "booked"), (1, "withdrawn"), (None, "")):
        closed = clock.now() - timedelta(days=10 - days) if days is not None else None
        wish = Waiting.objects.create(
            patient=make.patient(), service=make.service(), minutes=60, added_by=leo,
            outcome=outcome, closed_at=closed,
        )  # fmt: skip
        wishes.append(wish.pk)
    Waiting.objects.filter(pk__in=wishes).update(added_at=clock.now() - timedelta(days=10))

    found = figures("wait-list")

    assert found == {"Booked": "66.7%", "Waits no more": "1", "Still waiting": "1", "Median wait": "4.0"}


def test_the_body_map_counts_points_people_and_mean_by_view_and_a_point_without_a_score_nowhere():
    leo = make.therapist()
    for scores in ([8, 5], [2], [0, None]):
        session = make.treatment_session(leo, clock.instant(date(2026, 11, 2 + scores[0]), time(9)))
        for score, muscle in zip(scores, ("levator_scapulae", "infraspinatus"), strict=False):
            make.point(session, muscle, view="posterior", tenderness_before=score)
    make.point(session, "masseter", view="left", tenderness_before=4)

    (table,) = REPORTS["body-map"].answer(Question(NOVEMBER)).tables

    assert [line.cells[1:] for line in table.lines] == [["Back", 4, 3, "3.8"], ["Left", 1, 1, "4.0"]]
    assert [line["people"] for line in muscles.views(Question(NOVEMBER))] == [3, 1]


def test_a_responder_is_better_by_what_matters_and_a_first_score_alone_is_not_followed_up():
    leo, pain = make.therapist(), Measure.objects.get(pk="nprs")  # 2 points or 30 %
    for scores in ([8, 4], [8, 7], [3, 2], [6]):
        about = make.complaint(make.patient(), leo)
        for place, score in enumerate(scores):
            make.outcome(about, pain, [score], leo, taken_on=date(2026, 11, 2 + place))

    (line,) = REPORTS["responders"].answer(Question(NOVEMBER)).tables[0].lines

    # 8 to 4 responded; 8 to 7 did not; 3 to 2 is 33 % but less than can be told from chance; 6 stands alone.
    assert line.cells[:4] == ["Pain, 0 to 10", 4, 3, "75.0%"]
    assert figures("responders") == {"Answered": "4", "Followed up": "75.0%", "Not followed up": "1"}
    fates = REPORTS["responders"].rows(Question(NOVEMBER)).values_list("score", "fate")
    assert {(int(score), fate) for score, fate in fates} == {
        (4, "responded"), (7, "less"), (2, "less"), (6, "baseline"),
    }  # fmt: skip


def test_plans_are_kept_by_visits_from_their_first_day_on_goals_and_home_care():
    leo, person = make.therapist(), make.patient()
    about = make.complaint(person, leo)
    plan = make.plan(about, leo, goals=["Sleep through", "Lift a crate"])
    session = make.treatment_session(leo, make.at("07:00"), patient=person)
    about.session_complaints.get_or_create(treatment_session=session)
    plan.goals.update(due_on=clock.today())
    plan.goals.filter(order=1).update(state="met")
    given = make.home_care(about, leo)
    for adherence in (50, 100, None):
        HomeCareReport.objects.create(
            home_care=given, asked_on=clock.today(), asked_by=leo, adherence=adherence, soreness=1
        )

    found = figures("plans")

    assert found["Visits attended"] == f"{100 / plan.visits:.1f}%"
    assert (found["Goals met"], found["Home care done"]) == ("50.0%", "75%")


def test_safety_counts_incidents_against_sessions_and_says_nothing_of_what_was_written():
    leo = make.therapist()
    sessions = [
        make.treatment_session(leo, make.at(f"{hour:02}:00", date(2026, 11, 20))) for hour in range(6, 10)
    ]
    Incident.objects.create(
        treatment_session=sessions[0], kind="bruise", happened_at=make.at("10:00", date(2026, 11, 21)),
        happened="Left arm", done="Cold pack", at=clock.now(), by=leo, key=uuid.uuid4(),
    )  # fmt: skip
    person = sessions[0].patient
    make.history(person, leo, hernia="yes", diabetes="unsure", epilepsy="no")

    found = figures("safety")

    assert (found["Incidents"], found["Cautions raised"]) == ("250.0", "2")
    assert not {"Left arm", "Cold pack"} & {*str(REPORTS["safety"].columns())}


def test_a_consent_that_was_given_again_for_longer_does_not_end():
    person, text = make.patient(), ConsentText.objects.filter(kind="treatment").first()
    for days in (-3, 4, 200):
        owner = make.patient() if days == 4 else person
        Consent.objects.create(
            patient=owner, text=text, scope="Treatment", how="on paper", given_at=clock.now(),
            given_by="Ada", expires_on=clock.today() + timedelta(days=days),
        )  # fmt: skip
    form = REPORTS["consents"].asked(QueryDict())
    assert form.is_valid()

    assert figures("consents", form.period) == {"Over": "0", "Still to end": "1"}


def test_the_register_counts_standings_and_no_merged_record():
    kept, gone = make.patient(), make.patient()
    Patient.objects.filter(pk=gone.pk).update(merged_into=kept)
    Patient.objects.filter(pk=make.patient().pk).update(standing="archived", archived_why="Moved")

    assert figures("patients") == {"Active": "1", "Archived": "1", "Deceased": "0"}


def test_the_access_log_of_one_record_is_asked_for_by_its_number():
    leo = make.therapist()
    first, _ = make.appointment(leo, make.at("09:00")), make.appointment(leo, make.at("11:00"))
    form = REPORTS["access-log"].asked(QueryDict(f"record={first.patient.number}&from=2020-01-01"))
    assert form.is_valid()

    rows = REPORTS["access-log"].rows(form.question())

    assert {row.patient_id for row in rows} == {first.patient_id}
    assert {row.action for row in rows} >= {"registered", "booked"}


def test_a_day_blocked_for_the_clinic_cannot_be_worked_and_two_stretches_that_overlap_count_once():
    leo = make.therapist(hours=("08:00", "12:00"))
    make.working_hours(leo, 0, "11:00", "14:00")  # Mondays: 08:00 to 14:00, six hours
    monday = Period(date(2026, 11, 23), date(2026, 11, 23))
    make.appointment(leo, make.at("09:00", monday.first), minutes=45, status="fulfilled")

    found = figures("utilisation", monday)

    assert (found["Used"], found["Could be worked"]) == ("12.5%", "6:00")


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        ("2026-07-01", "2026-09-30", "1 April to 30 June 2026"),
        ("2026-11-01", "2026-11-24", "8 to 31 October 2026"),
        ("2026-01-01", "2026-01-31", "1 to 31 December 2025"),
        ("2024-02-29", "2024-02-29", "28 February 2024"),
    ],
)
def test_the_period_before_is_as_long_or_as_many_months(first, last, before):
    period = Period(date.fromisoformat(first), date.fromisoformat(last))

    assert period.before.words == before
    assert period.before.last + timedelta(days=1) == period.first
    assert (period.next.first - timedelta(days=1), period.next.days) == (period.last, period.days)


def test_29_february_is_compared_with_the_28th():
    day = date(2024, 2, 29)

    assert Period(day, day).year_before == Period(date(2023, 2, 28), date(2023, 2, 28))


def test_a_credential_ends_unless_another_like_it_goes_on():
    leo, today = make.therapist(), clock.today()
    kept = {"kind": "insurance", "issued_on": today - timedelta(days=9)}
    make.credential(leo, expires_on=today + timedelta(days=4), **kept)
    make.credential(leo, kind="insurance", issued_on=today, expires_on=today + timedelta(days=300))
    make.credential(leo, kind="first_aid", expires_on=today - timedelta(days=2))
    make.credential(leo, kind="modality", name="Cupping", expires_on=today + timedelta(days=60))
    make.credential(make.therapist("Maya", is_active=False), expires_on=today)
    form = REPORTS["credentials"].asked(QueryDict())
    assert form.is_valid()

    assert figures("credentials", form.period) == {"Over": "1", "Still to end": "1"}


def test_a_record_is_past_its_time_16_years_after_the_last_entry_and_after_19():
    today = clock.today()
    born = {
        "old": date(1950, 1, 1),
        "came again": date(1950, 1, 1),
        "young": date(1992, 1, 1),
        "nobody knows": None,
    }
    people = {name: make.patient(f"{name.title()} Person", birth_on=on) for name, on in born.items()}
    Patient.objects.update(registered_at=make.at("12:00", today.replace(year=today.year - 16)))
    make.appointment(make.therapist(), make.at("09:00", date(2015, 5, 4)), patient=people["came again"])

    rows = {row.number: row.fate for row in REPORTS["past-their-time"].rows(Question(NOVEMBER))}

    assert rows == {people["old"].number: "due", people["nobody knows"].number: "unknown"}
    assert figures("past-their-time") == {"Past their time": "1", "Birth date not known": "1"}


def test_a_mail_is_a_line_for_each_who_gets_it_and_one_that_failed_says_so(monkeypatch):
    rosa, helen = make.admin(), make.patient(email="helen@example.test")
    mailing.send("glass", "A record was opened", "Body", [rosa, make.admin("Owen")])
    monkeypatch.setattr(mailing, "send_mail", refused)
    with pytest.raises(ConnectionError):
        mailing.send("questionnaire", "A few questions", "Body", [helen])

    report, question = REPORTS["messages"], Question(NOVEMBER)
    rows = report.rows(question).annotate(what=report.columns()["What"], whose=report.columns()["Staff"])

    assert figures("messages") == {"Sent": "2", "Failed": "1"}
    assert {(row.patient_id, row.whose, row.outcome) for row in rows} == {
        (None, "Rosa", "done"), (None, "Owen", "done"), (helen.pk, "", "failed"),
    }  # fmt: skip
    assert "Body" not in str([*AuditEvent.objects.values()])


def test_no_mail_leaves_where_its_line_could_still_be_undone():
    with pytest.raises(RuntimeError), transaction.atomic():
        mailing.send("glass", "A record was opened", "Body", [make.admin()])

    assert mail.outbox == []


def refused(*args, **kwargs):
    raise ConnectionError("no mail server")

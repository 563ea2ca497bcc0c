"""From the first complaint to discharge: what is kept, refused, due, signed and seen by whom."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from clinic import clock
from clinic.models import AuditEvent
from patients.merging import apply, undo
from patients.models import PainPlace
from sessions import records, snapshot
from sessions.courses import (
    complaints,
    home_care,
    letters,
    library,
    outcomes,
    plans,
    protocols,
    summary,
)
from sessions.courses.models import Complaint, HomeCareItem, Measure, SessionComplaint
from sessions.courses.plans import SaidGoal
from sessions.courses.refusals import ChangedMeanwhile, CourseRefused
from sessions.models import TreatmentSession
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def maya():
    return make.therapist("Maya")


@pytest.fixture
def helen(maya):
    helen = make.patient("Helen Vasquez")
    make.in_care_of(maya, helen)
    return helen


def visit(maya, helen, days_ago=0, pain=None):
    session = make.treatment_session(maya, clock.now() - timedelta(days=days_ago), patient=helen)
    return make.note(session, pain_before=pain) if pain is not None else session


def item(name):
    return HomeCareItem.objects.get(name__startswith=name)


def test_the_questionnaire_offers_a_complaint_once(maya, helen):
    with transaction.atomic():
        history = make.history(helen, maya, "Stiff neck  since March")
        PainPlace.objects.create(history=history, zone="suboccipital", side="left")
    offer = complaints.offered(helen)
    assert (offer.words, [(zone.pk, side) for zone, side in offer.places]) == (
        "Stiff neck since March", [("suboccipital", "left")],
    )  # fmt: skip
    taken = complaints.take_over(helen, key=history_key(1), by=maya)
    assert complaints.take_over(helen, key=history_key(1), by=maya) == taken
    assert (taken.history_id, taken.zones.get().side) == (history.pk, "left")
    assert complaints.offered(helen) is None
    with pytest.raises(CourseRefused, match="not here already"):
        complaints.take_over(helen, key=history_key(2), by=maya)


def history_key(number):
    from uuid import UUID

    return UUID(int=number)


def test_a_visit_names_the_only_complaint_or_those_of_the_last_visit(maya, helen):
    neck = make.complaint(helen, maya, "Neck")
    first = visit(maya, helen, 20)
    knee = make.complaint(helen, maya, "Knee")
    second = visit(maya, helen, 10)
    complaints.assign(second, [knee], by=maya)
    third = visit(maya, helen)
    assert [list(one.complaints.all()) for one in (first, second, third)] == [[neck], [knee], [knee]]
    stranger = make.complaint(make.patient(), maya)
    with pytest.raises(CourseRefused, match="another record"):
        complaints.assign(third, [stranger], by=maya)


def test_what_a_signed_session_is_about_is_stone_and_in_its_sheet(maya, helen, tuesday):
    neck = make.complaint(helen, maya, "Neck")
    session = visit(maya, helen)
    given = make.home_care(neck, maya, treatment_session=session)
    use = protocols.apply(session, make.protocol(by=maya), by=maya)
    tuesday.shift(timedelta(hours=1))
    signed = make.signed(session)
    sheet = snapshot.sheet(signed)
    assert sheet["complaints"] == [{"id": neck.pk, "words": "Neck"}]
    assert [one["name"] for one in sheet["home_care"]] == ["Side bend of the neck, left"]
    assert [one["name"] for one in sheet["protocols"]] == ["Neck"]
    assert list(snapshot.differences(signed)) == []
    for row in (neck.session_complaints.get(), given, use):
        table = row._meta.db_table
        for change in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id + 1000"):
            with pytest.raises(IntegrityError, match="is signed"), transaction.atomic():
                connection.cursor().execute(f"{change} WHERE id = %s", [row.pk])
    with pytest.raises(IntegrityError, match="is signed"), transaction.atomic():
        SessionComplaint.objects.create(
            treatment_session=signed, complaint=make.complaint(helen, maya, "Knee")
        )
    with pytest.raises(records.SessionRefused):
        complaints.assign(signed, [], by=maya)


def test_an_old_sheet_without_courses_is_still_true(maya, helen, tuesday):
    session = visit(maya, helen)
    tuesday.shift(timedelta(hours=1))
    signed = make.signed(session)
    for name in ("complaints", "home_care", "protocols"):
        signed.snapshot = signed.snapshot.replace(f'"{name}":[],', "")
    signed.digest = snapshot.digest(signed.snapshot)
    assert list(snapshot.differences(signed)) == []


def test_a_plan_begins_with_the_clinics_numbers_and_the_cautions(maya, helen):
    make.history(helen, maya, "Neck", antiplatelet="yes")
    neck = make.complaint(helen, maya)
    plan = make.plan(
        neck,
        maya,
        kind="acute",
        goals=[SaidGoal("Turn the head", more={"baseline": Decimal(30), "target": Decimal(60)})],
    )
    assert (plan.frequency, plan.visits, plan.minutes) == ("2 visits a week", 6, 45)
    assert plan.adaptations == "Pressure: 3 at most, everywhere"
    goal = plan.goals.get()
    plans.score_goal(goal, state="active", latest=Decimal(45), version=1, by=maya)
    assert plan.goals.get().share == 50
    with pytest.raises(ChangedMeanwhile):
        plans.score_goal(goal, state="met", latest=None, version=1, by=maya)
    with pytest.raises(ChangedMeanwhile):
        plans.write(neck, plans.to_begin_with(neck, plan.kind), [], version=0, by=maya)


def test_reassessment_is_due_by_visits_or_by_day_until_an_outcome_is_taken(maya, helen, tuesday):
    neck = make.complaint(helen, maya)
    make.plan(neck, maya, reassess_visit=2)
    visit(maya, helen)
    assert summary.due(helen) == []
    tuesday.shift(timedelta(days=7))
    visit(maya, helen)
    assert ["Re-assessment is due" in one for one in summary.due(helen)] == [True]
    make.outcome(neck, Measure.objects.get(pk="nprs"), [6], maya)
    assert summary.due(helen) == []
    tuesday.shift(timedelta(days=29))
    assert summary.due(helen) == []
    tuesday.shift(timedelta(days=1))
    assert ["Re-assessment is due by" in one for one in summary.due(helen)] == [True]


@pytest.mark.parametrize(
    ("pains", "said"),
    [
        ((8, 8, 8, 8, 8), False),
        ((8, 8, 8, 8, 8, 7), True),
        ((8, 8, 8, 8, 8, 6), False),
        ((5, 6, 6, 6, 6, 8), True),
    ],
)
def test_six_visits_without_an_important_change_are_told(maya, helen, tuesday, pains, said):
    neck = make.complaint(helen, maya)
    make.plan(neck, maya, reassess_visit=50, reassess_on=clock.today() + timedelta(days=300))
    for pain in pains:
        visit(maya, helen, pain=pain)
        tuesday.shift(timedelta(days=7))
    assert any("without an important change" in one for one in summary.due(helen)) == said


def test_a_measured_change_for_the_better_is_an_important_one_and_worse_is_not(maya, helen, tuesday):
    neck = make.complaint(helen, maya)
    make.plan(neck, maya, reassess_visit=50, reassess_on=clock.today() + timedelta(days=300))
    ndi = Measure.objects.get(pk="ndi")
    make.outcome(neck, ndi, [2] * 10, maya)
    for _ in range(6):
        visit(maya, helen)
        tuesday.shift(timedelta(days=7))
    worse = make.outcome(neck, ndi, [4] * 10, maya)
    assert "6 visits without an important change" in summary.due(helen)[0]
    outcomes.withdraw(worse, why="Wrong person's sheet", by=maya)
    make.outcome(neck, ndi, [1] * 10, maya)
    assert summary.due(helen) == []


def test_discharge_ends_the_plan_and_nothing_goes_on_after_it(maya, helen):
    neck = make.complaint(helen, maya)
    make.plan(neck, maya)
    make.home_care(neck, maya)
    complaints.end(neck, why="All goals were met", by=maya)
    neck = Complaint.objects.get()
    assert plans.in_force(neck) is None
    assert (summary.summary_for(helen), home_care.in_hand(helen)) == ([], [])
    for late in (
        lambda: make.plan(neck, maya),
        lambda: make.outcome(neck, Measure.objects.get(pk="nprs"), [1], maya),
        lambda: make.home_care(neck, maya),
    ):
        with pytest.raises(CourseRefused, match="is over"):
            late()
    complaints.reopen(neck, by=maya)
    assert summary.summary_for(helen)[0].plan is None


def test_a_letter_is_one_page_without_promises_and_kept_as_a_document(maya, helen):
    neck = make.complaint(helen, maya)
    course = summary.course(neck, helen)
    said = letters.draft(course, clock.today(), clock.today(), by=maya)
    assert said["opening"].startswith(f"This is a report on the care of {helen}.")
    course.complaint.patient.physician = "Dr Lindgren"
    sent = letters.draft(course, clock.today(), clock.today(), by=maya)
    assert (sent["to_whom"], sent["opening"][:9]) == ("Dr Lindgren", "Thank you")
    made = letters.make(neck, said, key=history_key(7), by=maya)
    assert (made.kind, made.audience, made.pages) == ("letter", "clinical", 1)
    assert AuditEvent.objects.filter(action="wrote a letter", patient_id=helen.pk).count() == 1
    with pytest.raises(CourseRefused, match="one page"):
        letters.make(neck, {**said, "closing": "More and more.\n" * 90}, key=history_key(8), by=maya)
    with pytest.raises(CourseRefused, match="promises more"):
        letters.make(neck, {**said, "closing": "This cures her."}, key=history_key(9), by=maya)
    assert helen.documents.count() == 1


def test_courses_follow_a_merge_and_go_back_with_it(maya, helen):
    other = make.patient("Elena Vasquez")
    make.in_care_of(maya, other)
    neck = make.complaint(other, maya)
    make.plan(neck, maya)
    merge = apply.merge(helen, other, chosen={}, by=make.admin())
    assert helen.complaints.get() == neck
    assert summary.summary_for(helen)[0].plan
    undo.undo(merge, by=make.admin("Ada"))
    assert (helen.complaints.count(), other.complaints.get()) == (0, neck)


def test_a_merge_is_not_undone_through_a_visit_that_names_both_records(maya, helen):
    other = make.patient("Elena Vasquez")
    make.in_care_of(maya, other)
    neck = make.complaint(other, maya)
    merge = apply.merge(helen, other, chosen={}, by=make.admin())
    assert undo.obstacles(merge) == []
    session = visit(maya, helen)
    assert [*session.complaints.all()] == [neck]
    assert "complaints of both records" in undo.obstacles(merge)[0]


def test_only_who_may_open_the_chart_sees_any_of_it(maya, helen):
    neck = make.complaint(helen, maya)
    make.home_care(neck, maya)
    make.outcome(neck, Measure.objects.get(pk="nprs"), [3], maya)
    for stranger in (make.therapist("Tomas"), make.front_desk(), make.admin()):
        assert not Complaint.objects.visible_to(stranger).exists()
        assert not home_care.HomeCare.objects.visible_to(stranger).exists()
        assert not outcomes.Outcome.objects.visible_to(stranger).exists()
    assert Complaint.objects.visible_to(maya).count() == 1


def test_numbers_that_judge_are_for_a_lead_or_an_admin(maya):
    nprs = Measure.objects.get(pk="nprs")
    said = {
        "detectable": Decimal(3),
        "important": Decimal(3),
        "important_percent": 0,
        "bands": "",
        "source": "Ours",
    }
    with pytest.raises(CourseRefused, match="clinical lead or an admin"):
        library.write_measure(nprs, said, version=1, by=maya)
    assert library.write_measure(nprs, said, version=1, by=make.admin()).detectable == 3
    with pytest.raises(CourseRefused, match="Each line of the bands"):
        library.write_measure(nprs, {**said, "bands": "many things"}, version=2, by=make.admin("Ada"))


def test_a_session_of_yesterday_counts_for_the_plan_of_today_only_from_its_day(maya, helen):
    visit(maya, helen, 3)
    neck = make.complaint(helen, maya)
    make.plan(neck, maya)
    visit(maya, helen)
    assert summary.summary_for(helen)[0].progress == "Visit 1 of 6"
    assert TreatmentSession.objects.count() == 2

"""Who may decide what about a caution, and that the database holds everyone to it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from clinic import clock
from clinic.models import AuditEvent
from patients import screening
from patients.effects import effects
from patients.models import Reading, Settlement
from patients.settling import deciding, taking
from patients.settling.deciding import NotSettled
from tests import make

pytestmark = pytest.mark.django_db
WHY = "Talked it through twice"


@pytest.fixture
def maya():
    return make.therapist("Maya")


@pytest.fixture
def lead(maya):
    return make.therapist("Owen", clinical_lead=True)


@pytest.fixture
def helen(maya, lead):
    helen = make.patient("Helen Vasquez")
    for person in (maya, lead):
        make.in_care_of(person, helen)
    make.history(helen, maya, rf_heart="unsure", surgery_recent="yes", hernia="yes", diabetes="yes")
    return helen


def today():
    return clock.today()


@pytest.mark.parametrize("rule", ["hernia", "diabetes"])
def test_a_therapist_overrides_what_is_mild(helen, maya, rule):
    row = deciding.override(helen, rule, reason=WHY, until_on=today(), by=maya)

    assert (row.history, row.severity, row.as_lead) == (helen.histories.get(), row.rule.severity, False)
    assert deciding.standing(helen, rule).lifted_by == row
    assert AuditEvent.objects.get(action="overrode a caution").patient_id == helen.pk


def test_only_a_lead_overrides_a_clearance_and_nobody_a_stop(helen, maya, lead):
    with pytest.raises(NotSettled, match="Only a clinical lead"):
        deciding.override(helen, "surgery_recent", reason=WHY, until_on=today(), by=maya)
    for person in (maya, lead):
        with pytest.raises(NotSettled, match="Nobody overrides a stop"):
            deciding.override(helen, "rf_heart", reason=WHY, until_on=today(), by=person)

    assert deciding.override(helen, "surgery_recent", reason=WHY, until_on=today(), by=lead).as_lead
    assert [one.rule.slug for one in effects(helen, on=today()).why] == ["rf_heart"]


def test_a_letter_lifts_a_clearance_and_nothing_else(helen, maya):
    letter = {"from_whom": "Dr Farah", "dated_on": today(), "until_on": today() + timedelta(days=60)}
    with pytest.raises(NotSettled, match="A letter does not lift"):
        deciding.file_letter(helen, "hernia", **letter, by=maya)
    with pytest.raises(NotSettled, match="over already"):
        deciding.file_letter(
            helen, "surgery_recent", **{**letter, "until_on": today() - timedelta(days=1)}, by=maya
        )

    deciding.file_letter(helen, "surgery_recent", **letter, by=maya)

    assert [one.rule.slug for one in effects(helen, on=today()).why] == ["rf_heart"]


def test_a_stop_is_closed_on_somebodys_word_and_can_be_raised_again(helen, maya, tuesday):
    with pytest.raises(NotSettled, match="somebody's word"):
        deciding.close(helen, "rf_heart", reason=WHY, by=maya)
    deciding.close(helen, "rf_heart", reason=WHY, from_whom="Dr Farah, emergency", by=maya)
    assert deciding.standing(helen, "rf_heart") is None

    tuesday.shift(timedelta(minutes=5))
    make.history(helen, maya, rf_heart="yes")

    assert deciding.standing(helen, "rf_heart").raised_again


def test_strangers_and_the_desk_decide_nothing(helen):
    for person in (make.therapist("Tomas"), make.front_desk(), make.admin()):
        with pytest.raises(NotSettled, match="Only a therapist with the chart open"):
            deciding.close(helen, "hernia", reason=WHY, by=person)


def test_a_decision_is_taken_back_once_and_stays_to_be_read(helen, maya):
    row = deciding.override(helen, "hernia", reason=WHY, until_on=today(), by=maya)
    first, second = (deciding.withdraw(row, reason="Was the wrong one", by=maya) for _ in range(2))

    assert first == second
    assert deciding.standing(helen, "hernia").lifted_by is None
    assert helen.settlements.count() == 2


LAWLESS = [
    ("rf_heart", {}),
    ("surgery_recent", {}),
    ("hernia", {"reason": "no"}),
    ("hernia", {"until_on": None}),
    ("hernia", {"severity": "modify"}),
    ("rf_heart", {"severity": "modify"}),
    ("surgery_recent", {"as_lead": True}),
    ("hernia", {"kind": "letter"}),
    ("surgery_recent", {"kind": "letter", "from_whom": ""}),
    ("rf_heart", {"kind": "closing"}),
    ("surgery_recent", {"kind": "closing"}),
    ("hernia", {"kind": "withdrawal"}),
    ("hernia", {"kind": "pardon"}),
]


def test_the_database_refuses_what_nobody_may_decide(helen, maya):
    usual = {"patient": helen, "kind": "override", "reason": WHY, "dated_on": today(), "until_on": today()}
    severities = {"rf_heart": "emergency", "surgery_recent": "clearance", "hernia": "local"}
    for rule, changes in LAWLESS:
        row = {
            "rule_id": rule,
            "severity": severities[rule],
            "by": maya,
            "at": clock.now(),
            **usual,
            **changes,
        }
        with pytest.raises(IntegrityError), transaction.atomic():
            Settlement.objects.create(**row)


def test_decisions_and_readings_stay_as_they_are(helen, maya):
    deciding.close(helen, "hernia", reason=WHY, by=maya)
    taking.take(helen, systolic=128, diastolic=80, by=maya)
    for statement in (
        "UPDATE patients_settlement SET reason = 'another one entirely'",
        "DELETE FROM patients_settlement",
        "UPDATE patients_reading SET systolic = 120",
    ):
        with (
            pytest.raises(Exception, match=r"permission denied|kept as they are"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


@pytest.mark.parametrize(
    "values",
    [
        {"systolic": 120},
        {"systolic": 39, "diastolic": 30},
        {"systolic": 80, "diastolic": 90},
        {"celsius": 50},
        {},
    ],
)
def test_the_database_refuses_a_reading_of_nobody_living(helen, maya, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.create(patient=helen, on=today(), at=clock.now(), by=maya, **values)


def test_readings_feed_every_judgement_of_their_day_alone(helen, maya):
    taking.take(helen, systolic=165, diastolic=90, by=maya)
    worse = taking.take(helen, systolic=184, diastolic=112, by=maya)

    assert "bp_severe" in [one.rule.slug for one in effects(helen, on=today()).stops]
    assert "bp_severe" in [one.rule.slug for one in screening.cautions_of([helen])[helen.pk]]
    assert "bp_severe" not in [one.rule.slug for one in screening.of(helen, on=today() + timedelta(days=1))]

    taking.correct(worse, reason="Cuff was too small", systolic=150, diastolic=92, by=maya)

    assert "bp_uncontrolled" in [one.rule.slug for one in effects(helen, on=today()).letters]

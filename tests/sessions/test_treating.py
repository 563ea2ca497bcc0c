"""What is done at a point: ranges, order, limits of cautions, and what a note still lacks."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from clinic.models import AuditEvent
from sessions import charting, records, treating
from sessions.models import Muscle, Treatment
from sessions.refusals import AlreadySigned, NotTheTherapist, OverCap, PointRefused
from sessions.visit import stopping
from sessions.visit.refusals import Stopped
from tests import make

pytestmark = pytest.mark.django_db
WHY = "Asked her doctor about it."


@pytest.fixture
def session():
    return make.treatment_session(make.therapist("Maya"))


def treat(finding, technique="pressure_release", **given):
    given = {"key": uuid.uuid4(), "by": finding.treatment_session.therapist, **given}
    return treating.treat(finding=finding, technique=technique, **given)


def change(treatment, **changes):
    return treating.change(treatment=treatment, by=treatment.treatment_session.therapist, **changes)


def step(pressure, seconds, discomfort=None):
    return {"pressure": pressure, "discomfort": discomfort, "seconds": seconds}


def orders(session):
    return list(session.treatments.order_by("order").values_list("technique", "order"))


def test_one_tap_is_one_treatment(session):
    finding, key = make.point(session), uuid.uuid4()

    first, again = treat(finding, key=key), treat(finding, "stripping", key=key)

    assert first == again
    assert (first.pressure, first.hold_seconds, first.response, first.adverse) == (None, None, "", "none")
    event = AuditEvent.objects.filter(action="treated").get()
    assert (event.patient_id, event.fields, event.ids) == (session.patient_id, ["technique"], [first.pk])


def test_nothing_is_treated_in_a_stopped_session_but_what_was_given_is_still_corrected(session):
    finding, key = make.point(session), uuid.uuid4()
    given = treat(finding, key=key)
    stopping.stop(treatment_session=session, rule=None, reason="Went pale", by=session.therapist)

    with pytest.raises(Stopped, match="red flag"):
        treat(finding, "stripping")
    assert treat(finding, key=key) == given  # sent twice, it is the one that was given before
    assert change(given, response="not_tolerated").response == "not_tolerated"

    stopping.lift(treatment_session=session, why="Had not eaten yet", by=session.therapist)
    assert treat(finding, "stripping").order == 2


def test_treatments_count_through_the_session_and_close_their_gaps(session):
    first, second = make.point(session), make.point(session, "soleus")
    one, two, three = treat(first), treat(second, "stripping"), treat(first, "stretch")

    change(three, order=1)
    assert orders(session) == [("stretch", 1), ("pressure_release", 2), ("stripping", 3)]
    treating.remove(treatment=one, by=session.therapist)
    assert orders(session) == [("stretch", 1), ("stripping", 2)]
    records.remove(finding=first, by=session.therapist)
    assert orders(session) == [("stripping", 1)]
    assert Treatment.objects.get() == two


def test_steps_say_how_long_the_hold_was(session):
    treatment = treat(make.point(session), steps=[step(2, 20, 4), step(3, 40)])
    assert (treatment.hold_seconds, treatment.highest) == (60, 3)

    with pytest.raises(PointRefused, match="add up to 60 s"):
        change(treatment, hold_seconds=90)
    assert change(treatment, steps=[step(2, 30)]).hold_seconds == 30
    with pytest.raises(PointRefused, match="300 s at most"):
        change(treatment, steps=[step(2, 200), step(3, 200)])
    assert change(treatment, steps=[], hold_seconds=45).hold_seconds == 45


@pytest.mark.parametrize(
    "said",
    [
        {"pressure": 0}, {"pressure": 6}, {"hold_seconds": 0}, {"hold_seconds": 301}, {"repetitions": 0},
        {"repetitions": 21}, {"order": 0}, {"technique": "needling"}, {"response": "cured"}, {"adverse": ""},
        {"contact": "foot"}, {"over_cap_why": "because"}, {"steps": {}},
        {"steps": [step(6, 10)], "hold_seconds": 10},
        {"steps": [step(3, 10)], "hold_seconds": 11}, {"steps": [step(3, 10, 11)], "hold_seconds": 10},
        {"steps": [{"pressure": 3, "seconds": 10}], "hold_seconds": 10}, {"steps": [step(3, 10)]},
        {"order": 2},
    ],
)  # fmt: skip
def test_the_database_refuses_what_is_outside_the_table(session, said):
    finding = make.point(session)
    treatment, _second = treat(finding), treat(finding)

    def store():
        Treatment.objects.filter(pk=treatment.pk).update(**said)
        connection.check_constraints()

    with pytest.raises(IntegrityError), transaction.atomic():
        store()


def test_the_edges_of_the_table_are_inside(session):
    finding = make.point(session)

    for said in (
        {"pressure": 1, "hold_seconds": 1, "repetitions": 1},
        {"pressure": 5, "hold_seconds": 300, "repetitions": 20},
    ):
        assert treat(finding, **said).pk


def test_pressure_over_the_limit_of_a_caution_needs_a_reason_that_stays(session):
    make.history(session.patient, session.therapist, antiplatelet="yes")
    finding = make.point(session)
    with pytest.raises(
        OverCap, match=r"Pressure 4 is over the limit of 3 \(.*[Aa]spirin.*\)\. Write why, or choose 3\."
    ):
        treat(finding, pressure=4)
    with pytest.raises(OverCap, match="Pressure 5"):
        treat(finding, pressure=3, steps=[step(5, 10)])
    within = treat(finding, pressure=3, over_cap_why=WHY)
    assert within.over_cap_why == ""

    with pytest.raises(OverCap):
        change(within, pressure=4)
    over = change(within, pressure=4, over_cap_why=WHY)
    with pytest.raises(OverCap, match="Pressure 5"):
        change(over, pressure=5)
    assert change(over, response="partly", repetitions=2).over_cap_why == WHY
    assert list(Treatment.objects.over_cap()) == [over]
    assert change(over, pressure=2).over_cap_why == ""


@pytest.mark.parametrize(
    ("rule", "technique", "given", "refused"),
    [
        ("anticoagulant", "pressure_release", {}, True),
        ("anticoagulant", "cross_fibre", {}, True),
        ("anticoagulant", "stripping", {"contact": "tool"}, True),
        ("anticoagulant", "stripping", {"contact": "thumb"}, False),
        ("hypermobility", "stretch", {}, True),
        ("hypermobility", "muscle_energy_pir", {}, True),
        ("hypermobility", "positional_release", {}, False),
        ("fragile_skin", "stripping", {"pressure": 3}, True),
    ],
)
def test_a_banned_technique_needs_a_reason(session, rule, technique, given, refused):
    make.history(session.patient, session.therapist, **{rule: "yes"})
    finding = make.point(session)

    if not refused:
        assert treat(finding, technique, **given).over_cap_why == ""
        return
    with pytest.raises(OverCap, match="Write why"):
        treat(finding, technique, **given)
    assert treat(finding, technique, **given, over_cap_why=WHY).over_cap_why == WHY


def test_a_carried_point_that_is_off_limits_by_now_asks_before_it_is_treated(session):
    finding = make.point(session, "psoas_major")
    make.history(session.patient, session.therapist, hernia="yes")

    with pytest.raises(OverCap, match="Left psoas major is off limits"):
        treat(finding)
    assert treat(finding, over_cap_why=WHY).over_cap_why == WHY


def test_a_treated_point_does_not_slip_under_another_muscles_limit(session):
    make.history(session.patient, session.therapist, osteoporosis="yes")
    finding = make.point(session, "soleus")
    treat(finding, pressure=4)

    with pytest.raises(OverCap, match="limit of 2"):
        records.score(
            finding=finding, muscle=Muscle.objects.get(pk="multifidus_lumborum"), by=session.therapist
        )


def test_a_note_without_response_or_second_pressing_says_so(session):
    for muscle in ("levator_scapulae", "soleus", "infraspinatus"):
        treat(
            make.point(session, muscle, tenderness_before=6),
            response="" if muscle == "soleus" else "released",
        )
    records.score(finding=session.findings.get(number=3), tenderness_after=2, by=session.therapist)
    change(session.treatments.get(order=3), adverse="bruise")

    told = [gap.words for gap in charting.context(session, readonly=False)["missing"]]

    assert "Treated, but the response is not said: point 2." in told
    assert "Treated and not pressed again: points 1 and 2." in told
    assert "Bruise after Left infraspinatus, and no incident is written down." in told
    assert not [sentence for sentence in told if "after treatment" in sentence]


def test_only_the_sessions_therapist_treats_and_only_until_it_is_signed(session):
    finding, ines = make.point(session), make.therapist("Ines")
    treatment = treat(finding)
    with pytest.raises(NotTheTherapist):
        treat(finding, by=ines)
    with pytest.raises(NotTheTherapist):
        treating.remove(treatment=treatment, by=ines)
    make.signed(session)

    for late in (lambda: treat(finding), lambda: change(treatment, response="partly")):
        with pytest.raises(AlreadySigned):
            late()

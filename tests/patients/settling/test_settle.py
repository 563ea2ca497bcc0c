"""What decisions leave of cautions: pure, whatever the order of answers, readings and decisions."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patients import screening
from patients.effects import combine
from patients.facts import Facts
from patients.models import Reading, Settlement
from patients.settling.settle import TOLD_BEFORE, said_by
from patients.settling.today import together
from tests.patients.told import DAY, RULES, answers, history, raised, slugs

pytestmark = pytest.mark.django_db
ROW = iter(range(1, 10_000))
SAID = st.sampled_from(["yes", "no", "unsure"])
NO_DB = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def at(day: date = DAY, hour: int = 13) -> datetime:
    return datetime.combine(day, time(hour), UTC)


def decided(kind: str, rule: str, **fields) -> Settlement:
    usual = {"severity": RULES[rule].severity, "at": at(), "dated_on": DAY, "until_on": DAY}
    return Settlement(pk=next(ROW), kind=kind, rule_id=rule, **{**usual, **fields})


def left(*settlements: Settlement, on: date = DAY, answered_on: date = DAY, **said):
    told = history(answers(**said), answered_on)
    return screening.screen(told, on=on, rules=RULES, settlements=settlements)


@NO_DB
@given(st.dictionaries(st.sampled_from(sorted(RULES)), SAID, max_size=12), st.randoms(use_true_random=False))
def test_no_order_of_answers_changes_what_is_raised(said, dice):
    rows = answers(**said)
    first = screening.screen(history(rows), on=DAY, rules=RULES)
    dice.shuffle(rows)

    second = screening.screen(history(rows), on=DAY, rules=RULES)

    assert (list(first), combine(first)) == (list(second), combine(second))


@NO_DB
@given(
    st.lists(st.tuples(st.integers(100, 220), st.integers(50, 95)), min_size=1, max_size=5),
    st.randoms(use_true_random=False),
)
def test_no_order_of_readings_changes_the_band_and_the_worse_one_counts(pressures, dice):
    rows = [
        Reading(pk=n, on=DAY, at=at(), systolic=upper, diastolic=min(lower, upper - 1))
        for n, (upper, lower) in enumerate(pressures, 1)
    ]
    one_by_one = [slugs(raised(today=together(Facts(), [row], on=DAY))) for row in rows]
    dice.shuffle(rows)

    found = slugs(raised(today=together(Facts(), rows, on=DAY)))

    assert found == min(one_by_one, key=[["bp_severe"], ["bp_uncontrolled"], []].index)


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        (Facts(systolic=159, diastolic=99), None),
        (Facts(systolic=160, diastolic=99), "bp_uncontrolled"),
        (Facts(celsius=37.9), None),
        (Facts(celsius=38.0), "fever_infection"),
        (Facts(weeks_pregnant=12), "pregnancy_early"),
        (Facts(weeks_pregnant=13), "pregnancy_later"),
        (Facts(intoxicated=False), None),
        (Facts(intoxicated=True), "intoxicated"),
        (Facts(minutes_since_painkiller=360), "analgesic_recent"),
        (Facts(minutes_since_painkiller=361), None),
    ],
)
def test_each_boundary_falls_on_its_own_side(facts, rule):
    assert slugs(raised(today=facts)) == ([rule] if rule else [])


@pytest.mark.parametrize(("age", "stands"), [(49, False), (50, True), (64, True), (65, True)])
def test_temple_pain_counts_from_fifty_and_neck_trauma_at_every_age(age, stands):
    found = slugs(raised(today=Facts(age=age), rf_temporal_arteritis="yes", rf_neck_trauma="yes"))

    assert found == ["rf_neck_trauma", *(["rf_temporal_arteritis"] if stands else [])]


@pytest.mark.parametrize(
    ("due_in_weeks", "rule"), [(28, "pregnancy_early"), (27, "pregnancy_later"), (40, "pregnancy_early")]
)
def test_a_due_date_tells_the_weeks(due_in_weeks, rule):
    row = Reading(pk=1, on=DAY, at=at(), due_on=DAY + timedelta(weeks=due_in_weeks))

    assert slugs(raised(today=together(Facts(), [row], on=DAY))) == [rule]


def test_a_corrected_reading_counts_no_longer():
    wrong = Reading(pk=1, on=DAY, at=at(), systolic=184, diastolic=112, celsius=Decimal("38.4"))
    right = Reading(pk=2, on=DAY, at=at(), systolic=148, diastolic=92, corrects_id=1)

    assert slugs(raised(today=together(Facts(), [wrong], on=DAY))) == ["bp_severe", "fever_infection"]
    assert slugs(raised(today=together(Facts(), [right, wrong], on=DAY))) == []


def test_a_letter_lifts_the_block_and_leaves_the_rest():
    letter = decided("letter", "surgery_recent", until_on=DAY + timedelta(days=90))
    (caution,) = left(letter, surgery_recent="yes")
    found = combine([caution])

    assert (caution.kind, caution.lifted_by, found.blocked) == ("lifted", letter, False)
    assert [limit.words for limit in found.avoid] == ["site", "scar"]


@pytest.mark.parametrize(("days", "holds"), [(-1, False), (0, True), (30, True), (31, False)])
def test_a_letter_holds_from_its_date_to_its_last_day(days, holds):
    letter = decided("letter", "aneurysm", until_on=DAY + timedelta(days=30))
    (caution,) = left(letter, on=DAY + timedelta(days=days), aneurysm="yes")

    assert bool(caution.lifted_by) is holds
    assert bool(caution.expired) is (days > 30)
    assert combine([caution]).blocked is not holds


@pytest.mark.parametrize(("days", "told"), [(TOLD_BEFORE, True), (TOLD_BEFORE + 1, False)])
def test_the_end_of_a_letter_is_told_thirty_days_ahead(days, told):
    (caution,) = left(decided("letter", "aneurysm", until_on=DAY + timedelta(days=days)), aneurysm="yes")

    assert caution.ends_soon is told


def test_an_override_holds_only_where_it_may():
    for slug, rule in RULES.items():
        plain = left(decided("override", slug), **{slug: "yes"})[0]
        by_lead = left(decided("override", slug, as_lead=True), **{slug: "yes"})[0]

        assert bool(plain.lifted_by) is (rule.severity in {"local", "modify"})
        assert bool(by_lead.lifted_by) is (rule.severity in {"local", "modify", "clearance"})
        assert combine([by_lead]).blocked is (rule.severity in {"emergency", "urgent", "absolute"})


def test_a_closing_ends_when_a_newer_history_raises_the_rule_afresh():
    closing = decided("closing", "hernia", at=at(DAY, 14))

    closed = left(closing, hernia="yes")
    (again,) = left(closing, on=DAY + timedelta(days=9), answered_on=DAY + timedelta(days=9), hernia="yes")

    assert (closed, [one for _, one in closed.closed]) == ([], [closing])
    assert again.raised_again == closing


def test_what_is_measured_is_not_closed_and_what_is_withdrawn_holds_no_longer():
    facts, closing = Facts(systolic=185, diastolic=90), decided("closing", "bp_severe", at=at(DAY, 14))
    told = history(answers(hernia="no"))
    letter = decided("letter", "aneurysm")
    gone = decided("withdrawal", "aneurysm", withdraws_id=letter.pk)

    measured = screening.screen(told, on=DAY, today=facts, rules=RULES, settlements=[closing])

    assert slugs(measured) == ["bp_severe"]
    assert left(letter, gone, aneurysm="yes")[0].lifted_by is None
    assert left(gone, letter, aneurysm="yes")[0].lifted_by is None


def test_a_decision_on_other_answers_says_that_they_differ():
    (before,) = raised(aneurysm=("yes", "2020", "Aorta, 3 cm"))
    letter = decided("letter", "aneurysm", said=said_by(before))

    assert not left(letter, aneurysm=("yes", "2020", "Aorta, 3 cm"))[0].differs
    assert left(letter, aneurysm=("yes", "2020", "Aorta, 5 cm"))[0].differs


def test_what_is_new_against_the_version_before_is_said():
    before = history(answers(hernia=("yes", "", "Left"), diabetes="no"))
    told = history(answers(hernia=("yes", "", "Both"), diabetes="yes", antiplatelet="yes"))
    found = screening.screen(told, on=DAY, rules=RULES, before=before)

    assert {one.rule.slug: one.news for one in found} == {
        "hernia": "changed", "diabetes": "new", "antiplatelet": "new",
    }  # fmt: skip
    assert {
        one.rule.slug: one.news for one in screening.screen(before, on=DAY, rules=RULES, before=before)
    } == {"hernia": ""}


def test_a_closed_or_lifted_degree_hides_no_milder_one():
    said = {"dvt_history": ("yes", "two weeks ago")}
    closing = decided("closing", "dvt_current", at=at(DAY, 14))
    letter = decided("letter", "cancer_active")

    assert slugs(left(**said)) == ["dvt_current"]
    assert slugs(left(closing, **said)) == ["dvt_history"]
    assert slugs(left(letter, cancer_active="yes", cancer_history="yes")) == [
        "cancer_active",
        "cancer_history",
    ]

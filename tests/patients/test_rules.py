"""Each rule fires and keeps silent as its trigger says, on both sides of every number in it."""

import random
from datetime import date, timedelta

import pytest

from patients import screening
from patients.facts import Facts
from patients.since import Span, read
from patients.thresholds import RECENT
from tests.patients.told import DAY, RULES, answers, history, raised, slugs

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", RULES)
def test_every_rule_fires_on_yes_and_unsure_and_is_silent_on_no(slug):
    (sure,), (unsure,) = raised(**{slug: "yes"}), raised(**{slug: "unsure"})

    assert (sure.rule.slug, sure.confirmed) == (slug, True)
    assert (unsure.rule.slug, unsure.confirmed) == (slug, False)
    assert [answer.rule_id for answer in sure.answers] == [slug]
    assert raised(**{slug: "no"}) == []


def test_nothing_answered_raises_nothing():
    assert screening.screen(None, on=DAY) == []
    assert raised() == []
    assert len(raised().incomplete(RULES.values())) == 89


@pytest.mark.parametrize(
    ("systolic", "diastolic", "rule"),
    [
        (159, 99, None),
        (160, 99, "bp_uncontrolled"),
        (159, 100, "bp_uncontrolled"),
        (179, 109, "bp_uncontrolled"),
        (180, 80, "bp_severe"),
        (120, 110, "bp_severe"),
        (180, 109, "bp_severe"),
        (165, 110, "bp_severe"),
        (159, None, None),
        (160, None, "bp_uncontrolled"),
        (None, 110, "bp_severe"),
        (None, None, None),
    ],
)
def test_blood_pressure_takes_the_worse_band_of_the_two_numbers(systolic, diastolic, rule):
    today = Facts(systolic=systolic, diastolic=diastolic)

    assert slugs(raised(today=today)) == ([rule] if rule else [])
    assert slugs(raised(today=today, bp_controlled="yes")) == [rule or "bp_controlled"]


def test_a_good_measurement_does_not_take_an_answer_back():
    assert slugs(raised(today=Facts(systolic=120, diastolic=80), bp_severe="yes")) == ["bp_severe"]


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"celsius": 37.9}, None),
        ({"celsius": 38.0}, "fever_infection"),
        ({"minutes_since_painkiller": 0}, "analgesic_recent"),
        ({"minutes_since_painkiller": 360}, "analgesic_recent"),
        ({"minutes_since_painkiller": 361}, None),
        ({"weeks_pregnant": 0}, "pregnancy_early"),
        ({"weeks_pregnant": 12}, "pregnancy_early"),
        ({"weeks_pregnant": 13}, "pregnancy_later"),
        ({"age": 0}, "minor"),
        ({"age": 17}, "minor"),
        ({"age": 18}, None),
    ],
)
def test_a_fact_of_the_day_raises_its_rule_at_the_very_number(facts, rule):
    found = raised(today=Facts(**facts))

    assert slugs(found) == ([rule] if rule else [])
    assert all(caution.confirmed and caution.measured and caution.answers == () for caution in found)


def test_a_pregnancy_moves_on_from_what_was_answered():
    assert slugs(raised(pregnancy_early="yes", today=Facts(weeks_pregnant=12))) == ["pregnancy_early"]
    assert slugs(raised(pregnancy_early="yes", today=Facts(weeks_pregnant=13))) == ["pregnancy_later"]
    assert slugs(raised(pregnancy_high_risk="yes", today=Facts(weeks_pregnant=30))) == ["pregnancy_high_risk"]


@pytest.mark.parametrize(("age", "fires"), [(None, True), (49, False), (50, True), (80, True)])
def test_temple_headache_is_an_alarm_from_fifty_on(age, fires):
    assert bool(raised(rf_temporal_arteritis="yes", today=Facts(age=age))) is fires


@pytest.mark.parametrize(("age", "fires"), [(None, True), (17, True), (18, False)])
def test_who_has_come_of_age_is_no_minor_whatever_was_answered(age, fires):
    assert bool(raised(minor="yes", today=Facts(age=age))) is fires


@pytest.mark.parametrize(
    ("since", "fired"),
    [
        ("2026-08-20", ["stroke_history"]),
        ("2026-08-21", ["stroke_recent"]),
        ("20 August 2026", ["stroke_history"]),
        ("Aug 21st, 2026", ["stroke_recent"]),
        ("2026", ["stroke_recent?", "stroke_history"]),
        ("3 months ago", ["stroke_recent?", "stroke_history"]),
        ("two weeks ago", ["stroke_recent"]),
        ("2021", ["stroke_history"]),
        ("", ["stroke_history"]),
        ("a while back", ["stroke_history"]),
    ],
)
def test_a_past_stroke_dated_under_three_months_ago_is_a_recent_one(since, fired):
    found = raised(stroke_history=("yes", since))

    assert [caution.rule.slug + "?" * (not caution.confirmed) for caution in found] == fired
    assert {answer.rule_id for caution in found for answer in caution.answers} == {"stroke_history"}


def test_a_date_never_makes_a_recent_event_milder_but_says_that_its_time_is_over():
    (young,), (old,) = raised(dvt_current=("yes", "2026-09-01")), raised(dvt_current=("yes", "2025"))

    assert (young.rule.slug, young.outlived) == ("dvt_current", False)
    assert (old.rule.slug, old.outlived) == ("dvt_current", True)


@pytest.mark.parametrize("slug", RECENT)
def test_the_time_of_a_recent_event_ends_on_its_day(slug):
    event = DAY - timedelta(days=200)
    end = RECENT[slug].end(event)
    said = {slug: ("yes", event.isoformat())}

    (before,) = raised(on=end - timedelta(days=1), answered_on=event, **said)
    (after,) = raised(on=end, answered_on=event, **said)

    assert (before.outlived, after.outlived) == (False, True)


def test_a_month_that_lacks_the_day_ends_with_its_last():
    assert RECENT["stroke_recent"].end(date(2026, 11, 30)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2026-11-03", "2026-11-03", "2026-11-03"),
        ("since 3 Nov. 2026", "2026-11-03", "2026-11-03"),
        ("March 2024", "2024-03-01", "2024-03-31"),
        ("02/2024", "2024-02-01", "2024-02-29"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("about 2019", "2019-01-01", "2019-12-31"),
        ("2026", "2026-01-01", "2026-11-20"),
        ("yesterday", "2026-11-19", "2026-11-19"),
        ("10 days ago", "2026-11-10", "2026-11-10"),
        ("Three weeks", "2026-10-27", "2026-11-02"),
    ],
)
def test_dates_are_read_as_people_write_them(words, first, last):
    assert read(words, answered_on=DAY) == Span(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "words",
    [
        "",
        "childhood",
        "3/4/2026",
        "31 February 2026",
        "2027",
        "13/2025",
        "tomorrow",
        "2026-00-01",
        "999 years",
    ],
)
def test_what_names_no_day_before_it_was_said_is_not_guessed_at(words):
    assert read(words, answered_on=DAY) is None


def test_no_order_of_answers_changes_the_outcome():
    dice = random.Random(20)  # noqa: S311 a test repeats
    for _ in range(60):
        said = {
            slug: (dice.choice(["yes", "no", "unsure"]), dice.choice(["", "2026", "2026-11-01"]))
            for slug in RULES
        }
        told = dice.sample(answers(**said), k=dice.randint(1, 40))
        facts = Facts(
            age=dice.randint(10, 90),
            systolic=dice.randint(90, 200),
            weeks_pregnant=dice.choice([None, 12, 13]),
        )
        first = screening.screen(history(told), on=DAY, today=facts, rules=RULES)
        dice.shuffle(told)

        again = screening.screen(history(told), on=DAY, today=facts, rules=RULES)

        assert again == first
        assert again.settled == first.settled

"""What cautions do together: whether to treat, where not, how hard, and how otherwise."""

import random
from datetime import timedelta

import pytest

from clinic import clock
from patients.affects import Adapt, Adaptation, Area, Avoid, Ban, Block, Cap, NotUnderstood, Technique, parse
from patients.effects import Effects, combine, effects
from patients.facts import Facts
from tests import make
from tests.patients.told import RULES, raised, slugs

pytestmark = pytest.mark.django_db


def together(**said) -> Effects:
    return combine(raised(**said))


def words(limits) -> list[str]:
    return [limit.words for limit in limits]


@pytest.mark.parametrize("slug", RULES)
def test_every_rule_says_something_that_is_understood(slug):
    assert parse(RULES[slug].affects)


def test_every_word_of_the_vocabulary_is_used_by_a_rule():
    said = [effect for rule in RULES.values() for effect in parse(rule.affects)]

    areas = {effect.area for effect in said if isinstance(effect, Block | Avoid | Cap)}
    assert areas == set(Area)
    assert {effect.technique for effect in said if isinstance(effect, Ban)} == set(Technique)
    assert {effect.what for effect in said if isinstance(effect, Adapt)} == set(Adaptation)


def test_what_a_rule_affects_is_read_part_by_part():
    assert parse("block session; cap 2 spine, ribs; no neck traction or rotation; adapt length (45 min)") == (
        Block(Area.ALL),
        Cap(2, Area.SPINE),
        Cap(2, Area.RIBS),
        Ban(Technique.NECK_TRACTION),
        Ban(Technique.NECK_ROTATION),
        Adapt(Adaptation.LENGTH, 45),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "block",
        "block moon",
        "cap 0 all",
        "cap 6 all",
        "cap all",
        "cap 2",
        "no magic",
        "adapt length (long)",
        "allow all",
    ],
)
def test_what_is_not_in_the_vocabulary_is_refused(text):
    with pytest.raises(NotUnderstood):
        parse(text)


def test_whatever_stops_blocks_the_session_and_only_that_and_letters_block():
    for slug, rule in RULES.items():
        blocks = [effect for effect in parse(rule.affects) if isinstance(effect, Block)]
        found = together(**{slug: "yes"})
        if rule.severity in {"emergency", "urgent", "absolute"}:
            assert slugs(found.stops) == [slug]
        elif blocks:
            assert rule.severity == "clearance"
            assert bool(found.letters) != bool(found.closed)
        else:
            assert not found.blocked


def test_no_cautions_limit_nothing():
    nothing = combine([])

    assert (nothing.blocked, nothing.limits, nothing.cap(Area.NECK)) == (False, False, None)
    assert not nothing.off_limits(Area.NECK)


def test_it_is_blocked_for_the_strictest_reason_first():
    found = together(surgery_recent="yes", cellulitis="unsure", rf_heart="yes")

    assert found.blocked
    assert slugs(found.why) == ["rf_heart", "cellulitis", "surgery_recent"]
    assert slugs(found.letters) == ["surgery_recent"]


def test_the_lowest_pressure_wins_in_each_area():
    found = together(antiplatelet="yes", osteoporosis="yes", postpartum="yes", pregnancy_later="yes")

    assert words(found.caps) == [
        "1 at most, legs",
        "2 at most, spine",
        "2 at most, ribs",
        "2 at most, hips",
        "3 at most, everywhere",
    ]
    levels = [found.cap(area) for area in (Area.INNER_LEGS, Area.LEGS, Area.SPINE, Area.NECK, Area.ALL)]
    assert levels == [1, 1, 2, 3, 3]


def test_a_cap_that_the_whole_body_has_anyway_is_not_repeated():
    found = together(fibromyalgia="yes", osteoporosis="yes", antiplatelet="yes")

    assert words(found.caps) == ["2 at most, everywhere"]
    assert slugs(found.caps[0].because) == ["fibromyalgia", "antiplatelet"]
    assert found.cap(Area.RIBS) == 2


def test_areas_of_several_cautions_are_named_once_with_every_reason():
    found = together(hernia="yes", abdominal_disease="unsure", carotid_disease="yes")

    assert words(found.avoid) == [
        "front of neck", "side of neck", "abdomen", "psoas", "groin", "flank",
    ]  # fmt: skip
    assert slugs(found.avoid[2].because) == ["hernia", "abdominal_disease"]
    assert [limit.confirmed for limit in found.avoid] == [True, True, True, True, True, False]


def test_an_area_within_one_that_is_kept_off_is_off_limits_too():
    found = together(dizziness_unexplained="yes", dvt_history="yes")

    assert words(found.closed) == ["legs", "neck"]
    assert found.off_limits(Area.FRONT_OF_NECK)
    assert found.off_limits(Area.INNER_LEGS)
    assert not found.off_limits(Area.HEAD)


def test_two_places_that_only_the_answers_tell_stay_two():
    found = together(wound_burn=("yes", "", "Left hand"), radiation_port=("yes", "", "Below the collarbone"))

    assert words(found.avoid) == ["site", "site"]
    assert [limit.where for limit in found.avoid] == ["Left hand", "Below the collarbone"]


def test_techniques_are_banned_once():
    found = together(hypermobility="yes", implant_hardware="yes", anticoagulant="yes")

    assert words(found.bans) == [
        "end-range stretch",
        "compression holds",
        "cross-fibre",
        "tools",
        "cupping",
        "strong muscle energy work",
    ]
    assert slugs(found.bans[0].because) == ["implant_hardware", "hypermobility"]


def test_the_shortest_session_wins():
    found = together(ms_parkinson="yes", heart_disease="yes")

    assert "length, 45 min at most" in words(found.adapt)
    assert "length, 60 min at most" not in words(found.adapt)


def test_no_order_of_cautions_changes_the_effects():
    dice = random.Random(11)  # noqa: S311 a test repeats
    for _ in range(40):
        cautions = list(raised(**dict.fromkeys(dice.sample(sorted(RULES), k=20), "yes")))
        first = combine(cautions)
        dice.shuffle(cautions)

        assert combine(cautions) == first


def test_a_patient_is_judged_by_the_latest_answers_and_the_facts_of_that_day():
    maya, helen = make.therapist("Maya"), make.patient(birth_on=clock.today() - timedelta(days=365 * 40))
    make.history(helen, maya, hernia="yes")
    make.history(helen, maya, diabetes="yes")

    usual = effects(helen, on=clock.today())
    high = effects(helen, on=clock.today(), today=Facts(systolic=185, diastolic=90))

    assert (usual.blocked, words(usual.avoid)) == (False, ["injection sites"])
    assert slugs(high.stops) == ["bp_severe"]
    assert slugs(effects(helen, on=clock.today() - timedelta(days=365 * 30)).letters) == ["minor"]

"""The text that the map writes: ten sessions read by people, and rules that hold for every one of them."""

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from sessions.models import FoundReferral, Muscle, MuscleSite, Zone
from sessions.writing import facts, generator, treatment
from sessions.writing.facts import Facts, PointFact
from sessions.writing.words import both_sides, change
from tests.sessions.writing.ten import ADVERSE, FIRST_VISIT, SESSIONS

GOLDEN = Path(__file__).parent / "golden"


def read(text):
    return "\n".join(f"{name.capitalize()}\n{words}\n" for name, words in text.items())


@pytest.mark.parametrize("name", SESSIONS)
def test_a_session_reads_as_its_golden_file(name):
    assert read(generator.write(SESSIONS[name])) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SESSIONS)
def test_the_order_of_taps_does_not_change_the_text(name):
    session = SESSIONS[name]
    for order in permutations(session.points):
        assert generator.write(replace(session, points=order)) == generator.write(session)


def test_no_text_promises_or_diagnoses():
    for session in SESSIONS.values():
        text = read(generator.write(session)).casefold()
        for word in ("cure", "heal", "permanent", "diagnos", "detox", "organ ", "fixed", "gone", "never"):
            assert word not in text


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (7, 3, "7 to 3 of 10"),
        (0, 0, "0 of 10 before and after"),
        (5, 0, "5 to 0 of 10"),
        (0, None, "0 of 10 before treatment, after not taken"),
        (None, 0, "0 of 10 after treatment, before not taken"),
        (None, None, "not taken"),
    ],
)
def test_0_is_a_value_and_not_taken_is_not_0(before, after, words):
    assert change(before, after) == words


def test_a_sign_that_was_not_tested_is_not_mentioned():
    point = PointFact("left soleus TrP1", "latent", signs={"nodule": "not_tested", "weakness": "no"})

    text = generator.write(Facts(points=(point,)))["objective"]

    assert "nodule" not in text
    assert "No weakness." in text


def test_no_adverse_response_is_only_said_where_it_was_asked_everywhere():
    first, second, third = FIRST_VISIT.points
    silent = replace(second, treatments=(replace(second.treatments[0], adverse=""),))

    text = generator.write(replace(FIRST_VISIT, points=(first, silent, third)))["plan"]

    assert "adverse" not in text.casefold()
    assert "No adverse response recorded." in generator.write(FIRST_VISIT)["plan"]
    assert "Adverse response: dizziness" in generator.write(ADVERSE)["plan"]


def test_nothing_recorded_writes_nothing():
    assert set(generator.write(Facts()).values()) == {""}


@pytest.mark.django_db
def test_every_muscle_of_the_catalogue_is_named_with_its_side_in_words():
    for muscle in Muscle.objects.all():
        words = facts.spoken(muscle.name, "left", "")
        assert words.startswith("left ")
        assert not words.endswith("part")
    assert facts.spoken("Trapezius, descending (upper) part", "right", "TrP1") == "right upper trapezius TrP1"
    assert facts.spoken("Sternocleidomastoid, sternal head", "left", "") == (
        "left sternocleidomastoid (sternal head)"
    )
    assert facts.spoken("Diaphragm", "midline", "DI1") == "diaphragm DI1"


@pytest.mark.django_db
def test_the_ten_sessions_speak_of_sites_and_zones_that_there_are():
    points = [
        facts.spoken(site.muscle.name, side, site.code)
        for site in MuscleSite.objects.select_related("muscle")
        for side in ("left", "right", "midline")
    ]
    zones = [
        facts.in_a_sentence(FoundReferral(zone=zone, side=side).words)
        for zone in Zone.objects.all()
        for side in zone.possible_sides
    ]
    charted = [point for session in SESSIONS.values() for point in session.points]

    assert {point.words for point in charted} <= {*points}
    assert {zone for point in charted for zone in point.referral} <= {*zones}
    assert {"left temple", "behind the left ear", "crown of the head"} <= {*zones}


def test_the_same_work_on_both_sides_is_told_once():
    work = treatment.lines(SESSIONS["bilateral"].points)

    assert [line.partition(":")[0] for line in work] == ["Left and right quadratus lumborum QL1"]
    assert both_sides(["left soleus TrP1", "right soleus TrP2"]) == ["left soleus TrP1", "right soleus TrP2"]

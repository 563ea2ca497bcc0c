"""From where it hurts to the muscles: ranked, reasoned, the same on either side, and never a verdict."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sessions import referral
from sessions.models import Muscle, PointFinding, Referral, Zone
from sessions.referral import Pattern, score, suggest
from tests import make

pytestmark = pytest.mark.django_db
ESSENTIAL = Pattern(frozenset({"neck_angle", "scapula_medial_border"}), frozenset({"back_neck"}))


def essential_places(side: str) -> dict[str, list[referral.Place]]:
    """By muscle, its essential zones on this side, or in the middle where a zone has no sides."""
    zones = Zone.objects.in_bulk()
    places: dict[str, list[referral.Place]] = {}
    for muscle, zone in Referral.objects.filter(essential=True).values_list("muscle", "zone"):
        own = side if side in zones[zone].possible_sides else "midline"
        places.setdefault(muscle, []).append((zone, own))
    return places


def test_every_muscle_is_found_from_its_own_essential_zones() -> None:
    missed = [
        muscle
        for muscle, places in essential_places("left").items()
        if muscle not in [one.muscle.pk for one in suggest(places)]
    ]
    assert missed == []
    assert len(essential_places("left")) > 120


def test_left_and_right_are_treated_alike() -> None:
    left, right = essential_places("left"), essential_places("right")
    for muscle in ("levator_scapulae", "gluteus_minimus", "masseter"):
        ranked = [[(one.muscle.pk, one.score) for one in suggest(side[muscle])] for side in (left, right)]
        assert ranked[0] == ranked[1]


def test_the_order_of_asking_changes_nothing_and_at_most_twenty_come() -> None:
    places = [(zone.pk, zone.possible_sides[0]) for zone in Zone.objects.all()[:30]]
    assert suggest(places) == suggest(reversed([*places, *places]))
    assert len(suggest(places)) == referral.AT_MOST


def test_the_pattern_that_fits_best_scores_one_and_comes_first() -> None:
    assert score(ESSENTIAL, [("neck_angle", "left"), ("scapula_medial_border", "left")]) == 1
    best = suggest([("neck_angle", "left"), ("scapula_medial_border", "left")])[0]
    assert (best.muscle.pk, best.score) == ("levator_scapulae", 1)
    assert best.reasons[0].startswith("Refers to: ")
    assert best.sides == ("left",)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param(["neck_angle"], ["back_neck"], id="essential before spillover"),
        pytest.param(["neck_angle"], ["neck_angle", "calf"], id="all of the pain before a part of it"),
        pytest.param(["neck_angle", "scapula_medial_border"], ["neck_angle"], id="more of the pattern"),
    ],
)
def test_what_scores_better(better: list[str], worse: list[str]) -> None:
    places = [[(zone, "left") for zone in zones] for zones in (better, worse)]
    assert score(ESSENTIAL, places[0]) > score(ESSENTIAL, places[1]) > 0


def test_pain_elsewhere_or_nowhere_suggests_nothing() -> None:
    assert score(ESSENTIAL, [("calf", "left")]) == 0
    assert suggest([]) == []


def test_muscles_with_open_points_come_first_and_resolved_ones_do_not() -> None:
    leo, anna = make.therapist(), make.patient("Anna Berg")
    session = make.treatment_session(leo, patient=anna)
    make.point(session, "rhomboid_minor", "left")
    make.point(session, "trapezius_lower", "left", status=PointFinding.Status.RESOLVED)
    pain = [("scapula_medial_border", "left")]
    first, *others = suggest(pain, patient=anna)
    assert first.muscle.pk == "rhomboid_minor"
    assert first.reasons[0] == "Open point: Left rhomboid minor"
    assert all("Open point" not in reason for one in others for reason in one.reasons)
    assert {one.muscle.pk for one in suggest(pain)} >= {one.muscle.pk for one in [first, *others]} - {
        "rhomboid_minor"
    }


def test_an_open_point_of_the_other_side_does_not_lead() -> None:
    leo, anna = make.therapist(), make.patient("Anna Berg")
    make.point(make.treatment_session(leo, patient=anna), "rhomboid_minor", "right")
    pain = [("scapula_medial_border", "left")]
    assert suggest(pain, patient=anna) == suggest(pain)


def test_an_open_point_that_refers_elsewhere_is_not_suggested() -> None:
    leo, anna = make.therapist(), make.patient("Anna Berg")
    make.point(make.treatment_session(leo, patient=anna), "soleus", "left")
    assert "soleus" not in [one.muscle.pk for one in suggest([("temple", "left")], patient=anna)]


@pytest.mark.parametrize(
    "place", [("no_such_zone", "left"), ("temple", "midline"), ("temple", ""), ("coccyx", "left")]
)
def test_a_zone_or_side_there_is_not_is_refused(place: referral.Place) -> None:
    with pytest.raises(ValueError, match=r"no zone|not told by"):
        suggest([place])


def test_pain_in_the_middle_leaves_both_sides_open() -> None:
    assert suggest([("occiput", "midline")])[0].sides == ("left", "right")
    muscles = [(one.muscle.sides, one.sides) for one in suggest([("coccyx", "midline")])]
    assert (Muscle.Sides.MIDLINE, ("midline",)) in muscles
    assert (Muscle.Sides.PAIRED, ("left", "right")) in muscles


def test_the_number_of_queries_does_not_grow_with_what_is_asked() -> None:
    counts = []
    for size in (1, 40):
        places = [(zone.pk, zone.possible_sides[0]) for zone in Zone.objects.all()[:size]]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            suggest(places)
        counts.append(len(queries))
    assert counts == [3, 3]

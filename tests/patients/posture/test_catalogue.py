"""What an assessment can find: each finding typed, seen somewhere, and with muscles that exist."""

from decimal import Decimal

import pytest
from django.conf import settings

from patients.models import PostureMeasure, PostureSign
from patients.posture import patterns, places
from patients.posture.models import View
from patients.posture.sheet import DRAWN
from sessions.models import Muscle

pytestmark = pytest.mark.django_db
NO_NUMBER = {
    "flat_cervical", "arms_medially_rotated", "scapular_winging", "upper_chest_breathing",
    "femoral_internal_rotation", "hammer_toes", "long_second_metatarsal", "jaw_clenching", "phone_cradling",
    "sustained_grip", "sustained_wrist_extension", "one_sided_load",
}  # fmt: skip


def test_there_are_42_findings_and_every_one_that_is_measured_has_its_unit_and_range():
    signs = PostureSign.objects.all()

    assert len(signs) == 42
    assert {sign.pk for sign in signs if not sign.measures.all()} == NO_NUMBER
    assert all(set(sign.views) <= set(View.values) and sign.label and sign.how for sign in signs)
    for measure in PostureMeasure.objects.all():
        assert measure.low < measure.high
        assert (measure.high - measure.low) % measure.step == 0, measure
        assert measure.notable_at is None or measure.low <= measure.notable_at <= measure.high


def test_every_muscle_to_check_is_in_the_catalogue():
    known = set(Muscle.objects.values_list("slug", flat=True))
    asked = {slug for sign in PostureSign.objects.all() for slug in sign.muscles}
    asked |= {slug for pattern in patterns.PATTERNS for slug in (*pattern.short, *pattern.weak)}

    assert asked - known == set()
    assert len(asked) > 100


def test_every_finding_that_is_seen_on_the_body_stands_at_a_landmark_of_its_views():
    for sign in PostureSign.objects.all():
        for view in set(sign.views) & set(DRAWN):
            assert sign.spot in {place.spot for place in places.places(view)}, (sign, view)


@pytest.mark.parametrize(
    ("measure", "value", "notable"),
    [
        ("forward_head-cva", "49.9", True), ("forward_head-cva", "50", False),
        ("thoracic_kyphosis-inclinometer", "45", False), ("thoracic_kyphosis-inclinometer", "46", True),
        ("scoliosis-rotation", "4", False), ("scoliosis-rotation", "5", True),
        ("leg_length_difference-tape", "4", False), ("leg_length_difference-tape", "5", True),
        ("foot_pronation-fpi", "5", False), ("foot_pronation-fpi", "6", True),
        ("foot_pronation-navicular", "10", False), ("foot_pronation-navicular", "11", True),
        ("foot_supination-fpi", "0", False), ("foot_supination-fpi", "-1", True),
        ("head_tilt-line", "5", None),
    ],
)  # fmt: skip
def test_what_is_notable_begins_at_its_figure(measure, value, notable):
    assert PostureMeasure.objects.get(pk=measure).is_notable(Decimal(value)) is notable


def test_left_is_the_patients_left_on_every_silhouette():
    def shoulder(view, side):
        return next(
            place.x for place in places.places(view) if (place.spot, place.side) == ("shoulder", side)
        )

    assert shoulder("front", "left") > places.MIDLINE > shoulder("front", "right")
    assert shoulder("back", "left") < places.MIDLINE < shoulder("back", "right")
    assert {place.side for place in places.places("left")} == {"left"}
    assert shoulder("right", "right") == places.WIDTH - shoulder("left", "left")


def test_the_pages_name_the_least_changes_that_the_figures_have():
    words = (settings.BASE_DIR / "templates/patients/posture/_steady.html").read_text()
    for measure in PostureMeasure.objects.all():
        assert measure.in_words(measure.change).removesuffix("s") in words

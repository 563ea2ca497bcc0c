"""Angles on a photo: right by hand-made triangles, in every shape of photo, signed as people say it."""

import pytest

from patients.posture import measuring
from patients.posture.angles import Spot, craniovertebral, off_the_line, pelvic_tilt, tilt

HALF = 0.5  # twice as high as wide: a fraction across is half as long as one down


def near(degrees):
    return pytest.approx(degrees, abs=0.05)


def test_the_forward_head_angle_is_45_where_the_ear_is_as_far_forward_as_up():
    seen_from_left = craniovertebral(Spot(0.6, 0.3), Spot(0.4, 0.2), facing=-1, aspect=HALF)
    seen_from_right = craniovertebral(Spot(0.4, 0.3), Spot(0.6, 0.2), facing=1, aspect=HALF)

    assert seen_from_left == near(45)
    assert seen_from_right == near(45)


def test_a_head_further_forward_has_a_smaller_angle_and_one_behind_c7_more_than_90():
    angles = [craniovertebral(Spot(0.5, 0.3), Spot(x, 0.2), facing=-1, aspect=1) for x in (0.35, 0.45, 0.55)]

    assert angles == sorted(angles)
    assert angles[0] < 50 < angles[1] < 90 < angles[2]


@pytest.mark.parametrize("aspect", [0.5, 1, 1.5])
def test_a_tilt_is_plus_where_the_patients_right_is_higher_from_the_front_and_from_behind(aspect):
    rise = 0.1 * aspect
    front = tilt(Spot(0.6, 0.3 + rise), Spot(0.5, 0.3), aspect=aspect)
    back = tilt(Spot(0.5, 0.3 + rise), Spot(0.6, 0.3), aspect=aspect)

    assert front == near(45)
    assert back == near(45)
    assert tilt(Spot(0.6, 0.3), Spot(0.5, 0.3 + rise), aspect=aspect) == near(-45)
    assert tilt(Spot(0.6, 0.3), Spot(0.5, 0.3), aspect=aspect) == near(0)


def test_the_pelvis_is_tipped_forward_where_the_asis_is_lower():
    assert pelvic_tilt(Spot(0.4, 0.5), Spot(0.6, 0.4), aspect=HALF) == near(45)
    assert pelvic_tilt(Spot(0.4, 0.4), Spot(0.6, 0.5), aspect=HALF) == near(-45)


def test_distance_from_the_line_is_a_part_of_the_height_whatever_the_camera():
    near_by = off_the_line(Spot(0.4, 0.2), Spot(0.5, 0.9), Spot(0.4, 0.1), facing=-1, aspect=0.8)
    far_off = off_the_line(Spot(0.45, 0.35), Spot(0.5, 0.7), Spot(0.45, 0.3), facing=-1, aspect=0.8)

    assert near_by == near(10)
    assert far_off == near(10)
    assert off_the_line(Spot(0.5, 0.2), Spot(0.5, 0.1), Spot(0.5, 0.9), facing=1, aspect=1) is None


def test_two_landmarks_on_one_spot_have_no_angle():
    assert craniovertebral(Spot(0.5, 0.5), Spot(0.5, 0.5), facing=1, aspect=1) is None


def test_figures_appear_with_their_landmarks_and_name_the_side():
    spots = {"ear_left": Spot(0.6, 0.12), "ear_right": Spot(0.4, 0.1)}
    (head,) = measuring.figures("front", spots, HALF)

    assert (head.meaning, head.sign, head.side) == ("right higher", "head_tilt", "left")
    assert measuring.figures("left", {"ear": Spot(0.4, 0.1)}, HALF) == []


def test_the_plumb_line_runs_through_the_ankle_or_midway_between_both():
    (side,) = measuring.lines("left", {"ankle": Spot(0.6, 0.9)})
    (front,) = measuring.lines("front", {"ankle_left": Spot(0.6, 0.9), "ankle_right": Spot(0.4, 0.9)})

    assert (side.x1, side.x2, side.kind) == (0.6, 0.6, "plumb")
    assert front.x1 == pytest.approx(0.5)

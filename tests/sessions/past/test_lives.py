"""Points over the visits: what is counted, what is said of it, and what came back."""

import math
from itertools import combinations

import pytest

from sessions import body_map
from sessions.past import comparing, heat, line, lives
from sessions.past.contour import edges, outline
from sessions.past.picture import APART, Album
from sessions.past.silhouette import silhouette, straightened, strokes
from tests import make
from tests.sessions.past.course import LEVATOR, TRAPEZIUS, course

pytestmark = pytest.mark.django_db
RESOLVED = (1, "resolved")


def past_of(*visits):
    leo = make.therapist("Leo")
    return lives.of(course(leo, *visits), leo)


def test_a_point_is_told_in_one_sentence_and_drawn_as_a_line():
    past = past_of((30, {TRAPEZIUS: 8}), (20, {TRAPEZIUS: 6}), (10, {TRAPEZIUS: None}), (1, {TRAPEZIUS: 3}))
    (life,) = past.lives

    assert life.sentence == "Left trapezius, descending (upper) part TrP2: 8, 6, 3 over 4 visits"
    assert (life.change, life.by) == ("better", 5)
    drawn = line.of(life, 4)
    assert drawn.dots.count("h0") == 3
    assert drawn.curves == "M6.0 10.8L46.0 15.6M126.0 22.8"  # broken where nobody pressed
    assert past.words(past.visits[2]) == "Session 3 of 4, 14 November"


def test_a_change_below_what_matters_is_steady():
    (life,) = past_of((9, {TRAPEZIUS: 6}), (1, {TRAPEZIUS: 5})).lives
    assert life.change == "steady"


@pytest.mark.parametrize(
    ("resolved", "again", "status", "back"),
    [(40, 12, "active", 28), (40, 11, "active", None), (20, 5, "latent", None), (9, 2, "active", 7)],
)
def test_a_site_that_was_resolved_and_is_active_within_28_days_came_back(resolved, again, status, back):
    past = past_of((60, {TRAPEZIUS: 8}), (resolved, {TRAPEZIUS: RESOLVED}), (again, {TRAPEZIUS: (5, status)}))
    found = [each.days for each in past.recurrences.values()]
    assert found == ([] if back is None else [back])


def test_the_other_side_is_another_site():
    right = ("trapezius_upper", "right", "TrP2")
    past = past_of((9, {TRAPEZIUS: RESOLVED}), (1, {right: 6}))
    assert past.recurrences == {}


def test_heat_is_the_sum_of_score_times_gaussian_and_says_what_it_counts():
    past = past_of((20, {TRAPEZIUS: 8, LEVATOR: None}), (10, {TRAPEZIUS: 6}), (1, {TRAPEZIUS: 3}))
    first, last = past.visits[0], past.visits[-1]

    both = heat.over(past, first, past.visits[1], ("tp-a", 1))
    assert both.most == pytest.approx(14, abs=0.2)  # 8 + 6 in the same place
    assert both.sentence == (
        "Counted: 2 scores before treatment, of 1 point in 2 sessions. Not counted: 1 not scored then."
    )
    assert [step for step, _ in both.paths["posterior"]] == list(range(1, 11))
    other = heat.over(past, first, last, ("tp-b", 1))
    assert (other.paths, other.scores, other.elsewhere) == ({}, 0, 4)


def test_the_edge_of_a_level_lies_where_the_slope_passes_it_and_goes_round_holes():
    hill = {(2, 2): 4.0}
    (edge,) = edges(hill, 1)
    assert edge[0] == edge[-1]
    assert sorted(edge[1:]) == [(10.5, 15), (15, 10.5), (15, 19.5), (19.5, 15)]

    ring = {(column, row): 2.0 for column in range(3) for row in range(3) if (column, row) != (1, 1)}
    assert outline(ring, 1).count("M") == 2
    touching = {(0, 0): 2.0, (1, 1): 2.0}
    assert outline(touching, 1).count("M") == 1
    assert outline(hill, 5) == ""


def test_an_edge_is_said_in_few_whole_strokes_and_none_strays_from_it():
    assert strokes([(0, 0.4), (5.2, 0), (5.2, -4), (0, 0.4)]) == "M0 0l5 0 0-4-5 4z"
    bend = [(0, 0), (10, 0.5), (20, 0), (20, 20), (0, 0)]
    assert straightened(bend) == [(0, 0), (20, 0), (20, 20), (0, 0)]
    whole = body_map.drawn("tp-a", 1, "anterior")["outline"]
    assert 300 < len(silhouette("tp-a", 1, "anterior")) < len(whole) / 5


def test_a_picture_shows_the_visit_and_what_was_resolved_before_it_faintly():
    past = past_of((20, {TRAPEZIUS: 8, LEVATOR: RESOLVED}), (1, {TRAPEZIUS: 3}))
    now, earlier = (Album(past, past.visits).visit(visit) for visit in reversed(past.visits))

    marks = {(mark.kind, mark.faint, mark.score) for page in now for mark in page.marks}
    assert marks == {("active", False, 3), ("resolved", True, 1)}
    assert {mark.faint for page in earlier for mark in page.marks} == {False}
    left, right = now[0].sides
    assert (left, right) == ("L", "R")  # seen from behind, the patient's left is on the left


def test_two_visits_are_compared_point_by_point():
    past = past_of((20, {TRAPEZIUS: 8, LEVATOR: 4}), (1, {TRAPEZIUS: 3, ("temporalis", "left", "TrP1"): 5}))
    said = {str(each.point.muscle_id): each.words for each in comparing.changes(past, *past.visits)}
    assert said == {"trapezius_upper": "5 less", "temporalis": "new", "levator_scapulae": "not on the map"}


def test_two_visits_are_drawn_with_the_scores_of_their_table():
    session = make.treatment_session(make.therapist("Leo"))
    make.point(session, tenderness_before=7, after=3)
    past = lives.of(session.patient, session.therapist)
    album, [visit] = Album(past, past.visits), past.visits

    shown = [album.alone(visit), album.overlay(visit, visit), album.visit(visit)]
    assert [{mark.score for page in pages for mark in page.marks} for pages in shown] == [{7}, {7}, {3}]


def test_marks_that_would_hide_each_other_step_aside_and_say_where_they_belong():
    session = make.treatment_session(make.therapist("Leo"))
    for muscle in ("levator_scapulae", "trapezius_upper", "supraspinatus"):
        make.point(session, muscle, view="posterior", x=0.4, y=0.2, tenderness_before=5)
    past = lives.of(session.patient, session.therapist)
    [page] = Album(past, past.visits).visit(past.visits[0])

    first, *others = page.marks
    assert first.home is None
    assert [mark.home for mark in others] == [(first.x, first.y)] * 2
    apart = [math.dist(one[:2], other[:2]) for one, other in combinations(page.marks, 2)]
    assert min(apart) >= APART * float(page.scale)

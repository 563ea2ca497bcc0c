"""What the Prepare tab says about a patient's cautions, each and all together."""

import pytest
from django.urls import reverse

from tests import make
from tests.patients.test_pages import signed_in

pytestmark = pytest.mark.django_db


def prepared(**answers) -> str:
    """The chart page's text, in one line."""
    maya = make.therapist("Maya")
    session = make.treatment_session(maya)
    if answers:
        make.history(session.patient, maya, **answers)
    page = signed_in(maya).get(reverse("sessions:chart", args=[session.pk]))
    return " ".join(page.content.decode().split())


def test_cautions_are_summed_up_with_the_strictest_first():
    page = prepared(
        antiplatelet="yes", osteoporosis="yes", hypermobility="unsure", wound_burn=("yes", "", "Left hand")
    )

    assert "<b>Keep off</b><span>site (Left hand) </span>" in page
    assert "2 at most, spine; 2 at most, ribs; 2 at most, hips; 3 at most, everywhere" in page
    assert "end-range stretch, not confirmed; strong muscle energy work, not confirmed" in page


@pytest.mark.parametrize(("since", "asked_again"), [("2021", True), ("two weeks ago", False)])
def test_an_event_that_is_over_by_its_date_is_asked_about_again(since, asked_again):
    assert ("ask again" in prepared(surgery_recent=("yes", since))) is asked_again


def test_open_points_are_those_of_the_last_visit_or_none():
    maya, helen = make.therapist("Maya"), make.patient("Helen Vasquez")
    session = make.treatment_session(maya, patient=helen)
    chart = reverse("sessions:chart", args=[session.pk])
    make.point(session, "levator_scapulae", "left")

    page = signed_in(maya).get(chart).content.decode()

    assert "None. Points placed today will be here next time." in page


def test_without_answers_there_is_nothing_to_sum_up():
    page = prepared()

    assert "No history has been filled in. Ask before you begin." in page
    assert "Keep off" not in page

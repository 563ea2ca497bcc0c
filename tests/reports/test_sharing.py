"""What is shown outside: nobody's name, and no small group that the rest would give away."""

import pytest

from reports.answers import Line
from reports.definitions import REPORTS
from reports.pages import hidden
from tests import make
from tests.sessions.browse import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return signed_in(make.admin())


def shown(*people):
    return [line.hidden for line in hidden([Line(["x", 1], people=number) for number in people])]


def test_a_small_group_alone_takes_the_next_one_along():
    assert shown(40, 3, 12) == [False, True, True]
    assert shown(40, 3, 2) == [False, True, True]
    assert shown(40, 12, 0) == [False, False, False]


def test_for_sharing_nobody_is_named_and_nothing_is_exported(client):
    row = make.appointment(make.therapist(), make.at("07:00"))

    page = client.get("/reports/appointments/", {"shared": "on"})

    assert str(row.patient) not in page.content.decode()
    assert client.get("/reports/appointments.csv", {"shared": "on"}).status_code == 404


def test_a_small_group_is_hidden_for_sharing_and_seen_inside(client):
    make.appointment(make.therapist("Leo"), make.at("07:00"), status="noshow")

    inside, outside = (
        [line.cells for line in client.get("/reports/no-shows/", asked).context["answer"].tables[1].lines]
        for asked in ({}, {"shared": "on"})
    )

    figures = client.get("/reports/no-shows/", {"shared": "on"}).context["answer"].figures
    assert {figure.value for figure in figures} == {"Hidden"}
    assert inside == [["Leo", 1, 1, "100.0%"]]
    assert outside == [["Leo", "–", "–", "–"]]


def test_each_figure_opens_as_many_rows_as_it_counts(client):
    make.appointment(make.therapist(), make.at("07:00"), status="noshow")

    page = client.get("/reports/no-shows/").content.decode()

    assert 'href="?status=noshow#rows"' in page
    assert client.get("/reports/no-shows/", {"status": "noshow"}).context["shown"] == "1 of 1"


def test_compared_with_the_period_before_each_figure_says_what_it_was(client):
    make.appointment(make.therapist(), make.at("07:00"), status="noshow")

    page = client.get("/reports/appointments/", {"compare": "period"})

    assert "Was 0" in page.content.decode()


@pytest.mark.parametrize("slug", ["muscles", "patients", "access-log"])
def test_an_empty_clinic_has_an_answer_too(client, slug):
    assert client.get(f"/reports/{slug}/").status_code == 200


@pytest.mark.sweep
@pytest.mark.parametrize("slug", REPORTS)
@pytest.mark.parametrize("asked", ["", "from=2020-01-01&compare=year", "shared=on&therapist=", "status=late"])
def test_every_report_answers_or_says_why_not(client, slug, asked):
    make.treatment_session(make.therapist(), make.at("07:00"))

    answer = client.get(f"/reports/{slug}/?{asked}")

    assert answer.status_code in {200, 400}
    if "shared" not in asked and answer.status_code == 200:
        file = client.get(f"/reports/{slug}.csv?{asked}")
        assert file.status_code == 200
        file.close()

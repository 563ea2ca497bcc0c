"""What is shown outside: nobody's name, and no small group that the rest would give away."""

from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.http import QueryDict

from clinic import audit
from clinic.mailing import MAILED
from reports import pages
from reports.answers import Line
from reports.definitions import REPORTS
from reports.sharing import hidden
from scheduling.models import Appointment
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


EVER = {"from": "2020-01-01", "to": "2028-12-31"}  # the log has the database's own clock


def crowd(leo, number, status="fulfilled", first="06:00", **fields):
    """So many people, one visit each, an hour after the other."""
    begins = make.at(first)
    for place in range(number):
        make.appointment(leo, begins + timedelta(hours=place), status=status, minutes=30, **fields)


def for_sharing(slug, **asked):
    report = REPORTS[slug]
    form = report.asked(QueryDict(f"from=2026-11-24&to=2026-11-24&shared=on&{urlencode(asked)}"))
    assert form.is_valid()
    return pages.answer(report, form.question(), "")


def shown_figures(slug, **asked):
    return {figure.label: figure.value for figure in for_sharing(slug, **asked).figures}


def test_what_is_left_of_a_whole_does_not_tell_of_a_small_group():
    """Of nine visits two were lost: seven of nine would say so."""
    leo = make.therapist("Leo")
    crowd(leo, 7)
    crowd(leo, 2, "noshow", "15:00")

    found = shown_figures("no-shows")

    assert found["No-show rate"] == found["Fulfilled"] == "Hidden"


def test_a_table_does_not_tell_what_is_hidden_above_it():
    """Of nine visits two were lost: by day the line has as many as the figures."""
    leo = make.therapist("Leo")
    crowd(leo, 7)
    crowd(leo, 2, "noshow", "15:00")

    (line,) = for_sharing("appointments").tables[0].lines

    assert line.cells == ["24 Nov", 9, "–", 0, "–", 0, 0, "–"]


def test_an_hour_of_the_week_with_few_people_is_hidden_and_the_next_with_it():
    leo = make.therapist("Leo")
    for number, hour in ((2, "06:00"), (5, "07:00"), (6, "08:00")):
        for place in range(number):
            room = make.room(f"Room {place}")
            maya = make.therapist(f"Maya {hour} {place}") if place else leo
            make.appointment(maya, make.at(hour), minutes=15, room=room)

    (table,) = for_sharing("density").tables

    assert [line.cells[1:] for line in table.lines if any(line.cells[1:])] == [["–", "–", 6]]
    assert table.most == 6


@pytest.mark.parametrize("slug", ["utilisation", "booking-rate"])
def test_hours_of_few_people_are_hidden(slug):
    leo, maya = make.therapist("Leo"), make.therapist("Maya")
    crowd(leo, 6)
    crowd(maya, 2, "fulfilled", "13:00")
    Appointment.objects.update(booked_at=make.at("08:00", date(2026, 11, 20)))

    by_day, by_therapist = for_sharing(slug).tables

    assert [line.hidden for line in by_therapist.lines] == [True, True]  # the sum would tell of the one
    assert not by_day.lines[0].hidden
    assert by_day.lines[0].cells[1] == 8


def test_mails_to_few_people_are_hidden():
    with transaction.atomic():
        for place in range(8):
            kind = "reminder" if place < 6 else "invitation"
            audit.record(MAILED, make.patient(), by=None, fields=[kind])

    (table,) = for_sharing("messages", **EVER).tables

    assert [line.hidden for line in table.lines] == [True, True]


def test_for_sharing_is_said_with_a_word():
    form = REPORTS["muscles"].asked(QueryDict("from=2026-11-01&to=2026-11-24&shared=on"))
    assert form.is_valid()
    assert "For sharing: yes" in form.for_people()

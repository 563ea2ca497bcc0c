"""Visits without a note, as My day lists them: own ones, the newest first, until they are written up."""

import pytest
from django.urls import reverse

from clinic.models import AuditEvent
from scheduling.models import Status
from sessions import day
from tests import make
from tests.sessions.browse import signed_in
from tests.sessions.test_my_day import URL, queries, text, visit
from tests.sessions.test_start import days_ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def maya():
    return make.therapist("Maya")


def uncharted(therapist):
    return [str(each.patient) for each in day.of(therapist).uncharted.visits]


def past(therapist, days, name, **fields):
    return make.appointment(therapist, days_ago(days), patient=make.patient(name), **fields)


def test_visits_of_earlier_days_without_a_note_wait_newest_first_and_are_only_ones_own(maya):
    past(maya, 3, "Came Earlier", status=Status.FULFILLED)
    past(maya, 1, "Came Lately", status=Status.ARRIVED)
    past(maya, 2, "Nobody Said")
    past(make.therapist("Ines"), 2, "Not Hers", room=make.room("Room 2"))
    past(maya, 4, "Called Off", status=Status.CANCELLED)
    past(maya, 5, "Stayed Away", status=Status.NOSHOW)
    past(maya, 6, "Only Proposed", status=Status.PROPOSED)
    visit(maya, "06:00", "This Morning")
    make.treatment_session(maya, days_ago(7), patient=make.patient("Was Charted"))

    assert uncharted(maya) == ["Came Lately", "Nobody Said", "Came Earlier"]
    assert "Visits without a note 3 in 30 days" in text(signed_in(maya).get(URL))


def test_of_very_many_visits_without_a_note_the_newest_are_shown_and_the_rest_counted(maya):
    for number in range(1, 9):
        past(maya, number, f"Number {number}")
    past(maya, 30, "On The Last Day")
    past(maya, 31, "Too Long Ago")

    assert uncharted(maya) == [f"Number {number}" for number in range(1, 6)]
    assert day.of(maya).uncharted.more == 4
    assert "4 more, shown as these are written up" in text(signed_in(maya).get(URL))


def test_one_press_writes_a_visit_up_and_takes_it_off_the_list(maya):
    held = past(maya, 2, "Nobody Said")
    client = signed_in(maya)
    page = client.get(URL).content.decode()
    assert f'action="{reverse("sessions:start", args=[held.pk])}"' in page

    begun = client.post(reverse("sessions:start", args=[held.pk]), follow=True)

    assert "Visit of Sunday 22 November, 08:00." in text(begun)
    assert uncharted(maya) == []
    assert "Visits without a note" not in text(client.get(URL))


def test_whose_visits_wait_for_a_note_stands_in_the_audit_log(maya):
    held = past(maya, 2, "Nobody Said")

    signed_in(maya).get(URL)

    assert AuditEvent.objects.get(action="listed").ids == [held.patient_id]


def test_the_day_asks_equally_often_for_one_and_for_many_visits_without_a_note(maya):
    client = signed_in(maya)
    past(maya, 1, "Number 1")
    few = queries(client)
    for number in range(2, 9):
        past(maya, number, f"Number {number}")

    assert queries(client) == few <= 12

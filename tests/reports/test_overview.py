"""Where an admin's day begins."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from clinic import audit, clock
from patients.models import Consent, ConsentText
from reports import overview
from scheduling.calls import calling
from scheduling.models import Status, TimeOff
from sessions.models import TreatmentSession
from tests import make
from tests.sessions.browse import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return signed_in(make.admin())


def test_an_admin_begins_there_and_who_treats_with_their_own_day(client):
    assert client.get("/").url == "/overview/"
    assert signed_in(make.therapist()).get("/").url == "/my-day/"
    assert signed_in(make.front_desk()).get("/").url == "/schedule/"


def test_an_empty_clinic_needs_nobody(client):
    assert "Nothing waits" in client.get("/overview/").content.decode()


def test_late_notes_come_before_notes_still_in_time(client):
    leo = make.therapist()
    old, _ = make.treatment_session(leo, make.at("06:00")), make.treatment_session(leo, make.at("07:00"))
    TreatmentSession.objects.filter(pk=old.pk).update(started_at=clock.now() - timedelta(hours=73))

    needs = client.get("/overview/").context["needs"]

    assert [(need.number, need.words, need.pressing) for need in needs] == [
        (1, "note unsigned for over 72 hours", True),
        (1, "note to sign within 72 hours", False),
    ]


def test_a_cancelled_time_is_a_gap_until_somebody_else_has_it(client):
    leo = make.therapist()
    gone = make.appointment(leo, make.at("15:00"), status=Status.CANCELLED)
    make.appointment(leo, make.at("17:00"), status=Status.CANCELLED)
    make.appointment(leo, make.at("17:30"), minutes=30)

    assert [row.pk for row in client.get("/overview/").context["gaps"]] == [gone.pk]


def test_one_of_each_is_told_in_the_singular_and_several_in_the_plural():
    """First words alone: each says one thing of one, and another of two."""
    one, two = (overview.needs(dict.fromkeys(overview.NEEDS, number)) for number in (1, 2))

    assert [need.words.split()[0] for need in one] == [
        "record", "note", "credential", "consent", "job", "person", "person", "note", "credential", "consent",
    ]  # fmt: skip
    assert [need.words.split()[0] for need in two] == [
        "records", "notes", "credentials", "consents", "jobs", "people", "people", "notes", "credentials",
        "consents",
    ]  # fmt: skip


@pytest.mark.parametrize("closed", [False, True])
def test_a_time_in_which_nobody_could_come_is_no_gap(client, closed):
    leo = make.therapist()
    make.appointment(leo, make.at("15:00"), status=Status.CANCELLED)
    other = make.appointment(make.therapist("Maya"), make.at("15:30"), status=Status.CANCELLED)
    later = make.appointment(leo, make.at("16:00"), status=Status.CANCELLED)
    whole = {"therapist": None if closed else leo, "reason": "Flood"}
    TimeOff.objects.create(starts_at=make.at("14:00"), ends_at=make.at("16:00"), **whole)

    left = [row.pk for row in client.get("/overview/").context["gaps"]]

    assert left == ([later.pk] if closed else [other.pk, later.pk])


def test_a_room_that_is_closed_leaves_its_time_to_be_filled_in_another(client):
    gone = make.appointment(make.therapist(), make.at("15:00"), status=Status.CANCELLED)
    hours = {"starts_at": make.at("14:00"), "ends_at": make.at("16:00")}
    TimeOff.objects.create(room=gone.room, reason="Boiler", **hours)

    assert [row.pk for row in client.get("/overview/").context["gaps"]] == [gone.pk]


def test_a_no_show_is_to_be_called_unless_rung_or_booked_again(client):
    leo = make.therapist()
    missed, rung, back = (
        make.appointment(leo, make.at(hour, clock.today() - timedelta(days=1)), status=Status.NOSHOW)
        for hour in ("09:00", "11:00", "13:00")
    )
    calling.add(appointment=rung, why="Missed", by=leo)
    make.appointment(leo, make.at("16:00"), patient=back.patient)

    assert [row.pk for row in client.get("/overview/").context["missed"]] == [missed.pk]


def test_what_needs_somebody_opens_as_many_rows_as_it_says(client):
    leo, helen = make.therapist(), make.patient()
    first, _ = make.treatment_session(leo, make.at("06:00")), make.treatment_session(leo, make.at("07:00"))
    TreatmentSession.objects.filter(pk=first.pk).update(started_at=clock.now() - timedelta(hours=73))
    for days in (-3, 20, 50):
        on = clock.today() + timedelta(days=days)
        make.credential(make.therapist(f"Ada {days}"), expires_on=on)
        Consent.objects.create(
            patient=make.patient(), text=ConsentText.objects.filter(kind="treatment").first(), how="on paper",
            scope="Treatment", given_at=clock.now(), given_by="Ada", expires_on=on,
        )  # fmt: skip
    audit.record("opened without care team", helen, by=leo, reason="Fell on the stairs")

    needs = client.get("/overview/").context["needs"]

    assert [need.words for need in needs] == [
        "record opened without care team in 7 days",
        "note unsigned for over 72 hours",
        "credential of staff that is over",
        "consent over and not given again",
        "note to sign within 72 hours",
        "credential that ends within 30 days",
        "consent that ends within 30 days",
    ]
    for need in needs:
        page = client.get(need.url).context
        shown = page["shown"] if "shown" in page else f"{len(page['page'].lines)} of 1"
        assert (need.number, shown) == (1, "1 of 1"), need.words


def test_what_does_not_fit_the_list_is_told(client):
    leo = make.therapist()
    for hour in range(9, 19):
        make.appointment(leo, make.at(f"{hour:02}:00"), status=Status.CANCELLED)

    answer = client.get("/overview/")

    assert len(answer.context["gaps"]) == 8
    assert "There are more; they show here once these are filled." in answer.content.decode()
    assert "once these are rung" not in answer.content.decode()


def test_it_asks_no_more_of_a_full_clinic(client):
    asked = []
    leo = make.therapist()
    client.get("/overview/")
    for hours in ((), range(9, 15)):
        for hour in hours:
            make.appointment(leo, make.at(f"{hour:02}:00"), status=Status.CANCELLED)
        with CaptureQueriesContext(connection) as queries:
            client.get("/overview/")
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 12


def test_each_card_says_what_it_counts_and_what_not(client):
    page = client.get("/overview/").content.decode()

    for sentence in overview.COUNTED.values():
        assert escape(sentence) in page

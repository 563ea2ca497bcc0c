"""The pages: who sees them, what they ask of the database, and what they say to nonsense."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clinic.models import AuditEvent
from reports.exports.formats import pdf
from reports.pages import Said
from scheduling.models import Appointment
from sessions.models import Muscle, PointFinding, TreatmentSession, TriggerPoint
from tests import make
from tests.sessions.browse import signed_in

pytestmark = pytest.mark.django_db
PAGES = ["/reports/appointments/", "/reports/sessions/"]
FILES = ["/reports/appointments.csv", "/reports/sessions.csv", "/reports/access-log.csv"]


@pytest.fixture
def client():
    return signed_in(make.admin())


def test_paper_says_what_was_asked_where_no_filter_stands(client):
    leo, _ = make.therapist("Leo"), make.therapist("Maya")

    page = client.get("/reports/appointments/", {"therapist": leo.pk, "status": "noshow"}).content.decode()

    assert 'paper-only">Therapist: Leo; Rows: No-show</p>' in page
    assert 'running-foot">' in page
    assert "paper-only" not in client.get("/reports/appointments/").content.decode()


def test_paper_says_that_it_has_a_part_of_the_rows_alone(client):
    """Whoever prints a list hands it on as the whole of it."""
    furnish(51)
    for asked, has_it_all in (({"from": "2026-11-01"}, False), ({"from": "2026-11-04"}, True)):
        page = client.get("/reports/appointments/", asked).content.decode()
        assert ("On this paper:" not in page) is has_it_all, asked

    page = client.get("/reports/appointments/", {"from": "2026-11-01"}).content.decode()
    assert (
        f"On this paper: 50 of 51 rows. For the rest export the page: as PDF up to {pdf.MOST_ROWS:,}" in page
    )


def furnish(number):
    """So many sessions of as many patients, a point each, in one go."""
    leo = make.therapist(email=f"{number}@example.test", hours=None)
    first = make.at("08:00", date(2026, 11, 2))
    held = [make.appointment(leo, first, room=make.room(f"Room {number}"))]
    kept = {"room_id": held[0].room_id, "service_id": held[0].service_id, "booked_by": leo, "therapist": leo}
    for place in range(1, number):
        starts_at, ends_at = first + timedelta(hours=place), first + timedelta(hours=place + 1)
        held.append(
            Appointment(
                **kept,
                patient=make.patient(),
                starts_at=starts_at,
                ends_at=ends_at,
                key=uuid.uuid4(),
                occupies=held[0].service.occupied(starts_at, ends_at),
            )
        )
    Appointment.objects.bulk_create(held[1:])
    write_up(leo, held)


def write_up(leo, held):
    sessions = TreatmentSession.objects.bulk_create(
        TreatmentSession(appointment=row, patient=row.patient, therapist=leo, started_at=row.starts_at)
        for row in held
    )
    muscle = Muscle.objects.first()
    for session in sessions:
        point = TriggerPoint.objects.create(patient=session.patient, muscle=muscle, side="left")
        PointFinding.objects.create(
            treatment_session=session,
            point=point,
            number=1,
            chart="tp-a",
            chart_version=1,
            view="anterior",
            x="0.5",
            y="0.5",
            tenderness_before=6,
            tenderness_after=4,
            placed_by="tap",
            key=uuid.uuid4(),
        )


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_equally_often_for_10_and_for_300_rows(client, name):
    asked = []
    client.get(name)
    for number in (10, 290):
        furnish(number)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(name).status_code == 200
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 12


@pytest.mark.parametrize("name", [*PAGES, *FILES, "/audit/"])
@pytest.mark.parametrize("person", [make.front_desk, make.therapist])
def test_only_an_admin_gets_in(person, name):
    assert signed_in(person()).get(name).status_code == 403


@pytest.mark.parametrize("name", FILES)
def test_a_file_needs_the_password_of_the_last_quarter_of_an_hour(client, name, tuesday):
    tuesday.shift(timedelta(minutes=16))

    answer = client.get(name)

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_reauthenticate"))


NONSENSE = [
    ({"from": "2026-11-20", "to": "2026-11-01"}, "This is before 20 November 2026."),
    ({"from": "9999-12-31"}, "Choose a day between 1 January 2000 and 31 December 2028."),
    ({"to": "9999-12-31"}, "Choose a day between 1 January 2000 and 31 December 2028."),
    ({"from": "0001-01-01"}, "Choose a day between"),
    ({"from": "2026-02-30"}, "This is no date."),
    ({"from": "\x00"}, "This is no date."),
    ({"therapist": "99999999999999999999"}, "No therapist by that number."),
    ({"therapist": "1' OR '1'='1"}, "No therapist by that number."),
    ({"therapist": "\x00"}, "No therapist by that number."),
    ({"status": "happy"}, "No such status."),
]


@pytest.mark.parametrize(("asked", "sentence"), NONSENSE)
@pytest.mark.parametrize("name", [*PAGES, *FILES[:2]])
def test_what_makes_no_sense_is_answered_with_a_sentence(client, name, asked, sentence):
    answer = client.get(name, asked)

    assert answer.status_code == 400
    assert sentence in answer.content.decode()


@pytest.mark.parametrize("edge", ["99999999999999999999", "-1", "x", "0", "²", "\x00"])
@pytest.mark.parametrize("side", ["before", "after"])
def test_an_unknown_place_in_the_list_is_its_beginning(client, side, edge):
    furnish(3)

    answer = client.get("/reports/appointments/", {side: edge})

    assert len(answer.context["rows"].lines) == 3


def test_without_an_answer_the_period_is_this_month_to_date(client):
    answer = client.get("/reports/appointments/")

    assert "1 to 24 November 2026" in answer.content.decode()
    assert "Today so far, 08:00" in answer.content.decode()


def test_a_period_that_is_over_has_no_so_far(client):
    answer = client.get("/reports/sessions/", {"from": "2026-10-01", "to": "2026-10-31"})

    assert "so far" not in answer.content.decode()
    assert "No rows in these days" in answer.content.decode()


def test_paging_shows_every_row_once_and_leads_back(client):
    furnish(120)
    address, seen = "/reports/appointments/", []
    page = client.get(address).context["rows"]
    seen += opened(page)
    while page.older:
        page = client.get(address, {"before": page.older}).context["rows"]
        seen += opened(page)

    assert len(seen) == len(set(seen)) == 120
    times = [Appointment.objects.get(pk=key).starts_at for key in seen]
    assert times == sorted(times, reverse=True)
    back = client.get(address, {"after": page.newer}).context["rows"]
    assert opened(back) == seen[50:100]


def opened(page):
    """The keys of the appointments that the rows lead to."""
    return [int(line[0].url.strip("/").rpartition("/")[2]) for line in page.lines]


def test_looking_at_a_list_is_written_down_with_the_records_shown(client):
    furnish(3)
    client.get("/reports/sessions/", {"status": "unsigned"})

    event = AuditEvent.objects.filter(action="listed").latest("pk")
    assert len(event.ids) == 3
    assert event.fields == ["sessions report", "from 2026-11-01", "to 2026-11-24", "status unsigned"]


def test_no_word_of_a_note_is_on_the_page(client):
    session = make.treatment_session(make.therapist(), make.at("07:00"))
    make.note(session, subjective="Woke at four", plan="Needling")

    page = client.get("/reports/sessions/").content.decode()

    assert str(session.patient) in page
    assert "Woke" not in page
    assert "Needling" not in page


@pytest.mark.parametrize("view", ["", "table"])
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("since", ["2026-11-23", "2026-09-01", "2025-01-01"])
def test_days_weeks_and_months_are_drawn_and_tabled(client, name, view, since):
    furnish(12)

    answer = client.get(name, {"from": since, "view": view})

    assert answer.status_code == 200
    assert len(answer.context["answer"].tables[0].lines) in {2, 13, 23}


def test_a_figure_that_is_opened_is_marked_and_names_the_rows(client):
    make.appointment(make.therapist(), make.at("06:00"), status="noshow")

    page = client.get("/reports/appointments/", {"status": "noshow"}).content.decode()

    assert page.count('status=noshow#rows" aria-current="true"') == 1
    assert page.count('#rows" aria-current') == 1
    assert '<h2 id="rows">Rows: No-show</h2>' in page
    assert '<h2 id="rows">Every row behind it</h2>' in client.get("/reports/appointments/").content.decode()


def test_a_price_is_said_with_its_pence(client):
    make.appointment(make.therapist(), make.at("06:00"), status="fulfilled", price="64.50")

    assert '<td class="n">64.50</td>' in client.get("/reports/revenue/").content.decode()


@pytest.mark.parametrize(
    ("text", "long"), [("8c57482eb2e903f333a979b6a1fe11f1", True), ("two words " * 9, False)]
)
def test_a_word_too_long_for_a_column_breaks_inside(text, long):
    assert Said(text, number=False).long == long

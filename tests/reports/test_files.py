"""The reports' files: what is in them, and that their leaving is written down first."""

import csv
import io
import re
from datetime import date
from html import unescape

import pytest
from django.db import transaction

from clinic import audit, clock
from clinic.models import AuditEvent, Role
from scheduling.models import Appointment
from tests import make
from tests.sessions.browse import signed_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def client():
    with transaction.atomic():
        return signed_in(make.admin())


def rows(answer) -> list[dict[str, str]]:
    text = b"".join(answer.streaming_content).decode()
    answer.close()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_an_appointment_is_a_line_of_plain_words(client):
    with transaction.atomic():
        zoe = make.patient("Zoë O'Brien")
        make.appointment(make.therapist("Leo"), make.at("09:00", date(2026, 11, 3)), patient=zoe, note="Flu")

    (line,) = rows(client.get("/reports/appointments.csv"))

    assert line == {
        "Date": "2026-11-03",
        "Start": "09:00:00",
        "End": "10:00:00",
        "Patient number": str(zoe.number),
        "Patient": "Zoë O'Brien",
        "Therapist": "Leo",
        "Service": "Trigger point 60",
        "Minutes": "60",
        "Room": "Room 1",
        "Status": "Booked",
        "Booked on": "2026-11-24",
    } | {"Booked on": line["Booked on"]}


def test_a_session_is_a_line_of_numbers_without_its_note(client):
    with transaction.atomic():
        session = make.treatment_session(make.therapist("Leo"), make.at("07:00"))
        make.point(session, tenderness_before=8, after=3)
        make.point(session, "infraspinatus", tenderness_before=5)
        make.note(session, subjective="Woke at four")

    (line,) = rows(client.get("/reports/sessions.csv"))

    assert list(line) == [
        "Date", "Start", "Therapist", "Patient number", "Patient", "Service", "Minutes booked",
        "Points found", "Points scored after", "Mean tenderness before", "Mean tenderness after", "Signed at",
    ]  # fmt: skip
    assert list(line.values())[6:] == ["60", "2", "1", "6.5", "3.0", ""]
    assert "Woke" not in str(line)


def test_a_name_like_a_formula_leaves_as_text(client):
    with transaction.atomic():
        make.appointment(make.therapist(), make.at("09:00"), patient=make.patient("=1+1 @SUM(A1)"))

    assert rows(client.get("/reports/appointments.csv"))[0]["Patient"] == "'=1+1 @SUM(A1)"


def test_times_are_the_clinics_also_after_the_clocks_changed(client):
    with transaction.atomic():
        leo = make.therapist()
        make.appointment(leo, make.at("09:00", date(2026, 10, 24)))
        make.appointment(leo, make.at("09:00", date(2026, 10, 26)))

    found = rows(client.get("/reports/appointments.csv", {"from": "2026-10-24"}))

    assert [(line["Date"], line["Start"]) for line in found] == [
        ("2026-10-26", "09:00:00"),
        ("2026-10-24", "09:00:00"),
    ]


def test_a_file_is_written_down_with_its_filters_and_rows_before_its_first_byte(client):
    with transaction.atomic():
        leo = make.therapist()
        for hour in ("09:00", "11:00"):
            make.appointment(leo, make.at(hour))
    answer = client.get("/reports/appointments.csv", {"therapist": leo.pk, "status": "booked"})

    (event,) = AuditEvent.objects.filter(action="exported")
    assert event.fields == [
        "appointments", "csv", "from 2026-11-01", "to 2026-11-24", f"therapist {leo.pk}", "status booked",
        "rows 2", "patients 2",
    ]  # fmt: skip
    assert len(rows(answer)) == 2


def test_nothing_leaves_when_it_cannot_be_written_down(client, monkeypatch):
    from clinic import audit

    def fail(*args, **kwargs):
        raise RuntimeError("no room in the log")

    monkeypatch.setattr(audit, "record", fail)

    with pytest.raises(RuntimeError, match="no room"):
        client.get("/reports/appointments.csv")


def test_the_files_name_says_report_and_period_and_nobody(client):
    answer = client.get("/reports/sessions.csv", {"from": "2026-11-01"})

    assert answer["Content-Disposition"] == 'attachment; filename="sessions_2026-11-01_2026-11-24.csv"'
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Cache-Control"] == "no-store"
    answer.close()


def test_the_file_holds_what_the_page_counts(client):
    with transaction.atomic():
        leo = make.therapist()
        for hour in ("09:00", "11:00", "13:00"):
            make.appointment(leo, make.at(hour))
        Appointment.objects.filter(starts_at=make.at("13:00")).update(status="noshow")

    page = client.get("/reports/appointments/", {"status": "booked"})
    file = client.get("/reports/appointments.csv", {"status": "booked"})

    assert page.context["shown"] == "2 of 2"
    assert len(rows(file)) == 2


def test_excel_gets_its_mark_when_asked(client):
    page = client.get("/reports/appointments/", {"from": "2026-11-24"}).content.decode()
    (marked,) = re.findall(r'href="(/reports/appointments.csv\?[^"]+bom=1)"', page)
    answer = client.get(unescape(marked))

    assert "from=2026-11-24&to=2026-11-24" in unescape(marked)
    assert b"".join(answer.streaming_content).startswith(b"\xef\xbb\xbfDate,Start")
    answer.close()


def test_the_access_log_leaves_as_it_is_kept(client):
    with transaction.atomic():
        person = make.patient()
    (line,) = rows(client.get("/reports/audit-log.csv", {"what": "registered", "record": person.number}))
    event = AuditEvent.objects.get(action="registered")

    assert (line["Record"], line["Hash"]) == (str(person.number), event.hash)
    assert line["Time"] == f"{clock.local(event.at):%Y-%m-%dT%H:%M}"
    assert line["Exact time (UTC)"] == f"{event.at:%Y-%m-%dT%H:%M:%S.%fZ}"


def test_the_file_of_the_report_about_the_log_has_the_rows_that_a_figure_opened(client):
    with transaction.atomic():
        person, _ = make.patient(), make.patient()
        for _ in range(3):
            audit.record("opened", person, by=None)
    asked = {"what": "opened", "status": "records"}
    page = client.get("/reports/access-log/", asked)

    (line,) = rows(client.get("/reports/access-log.csv", asked))

    assert page.context["shown"] == "1 of 1"
    assert line["Record"] == str(person.number)
    assert len(rows(client.get("/reports/access-log.csv", {"what": "registered"}))) == 2


def test_the_log_says_that_a_file_was_of_one_record(client):
    with transaction.atomic():
        person = make.patient()
    rows(client.get("/reports/audit-log.csv", {"record": person.number}))

    event = AuditEvent.objects.filter(action="exported").latest("pk")
    assert event.fields[:3] == ["audit-log", "csv", "one record"]


def test_the_access_log_says_roles_in_words(client):
    with transaction.atomic():
        person, owen = make.patient(), make.staff("Owen", Role.FRONT_DESK, Role.ADMIN)
        audit.record("opened", person, by=owen)

    (line,) = rows(client.get("/reports/audit-log.csv", {"what": "opened", "record": person.number}))

    assert line["Acting as"] == "Front desk, Admin"

"""Another calendar in the review grid: looked through first, booked by the rules, taken back as a whole."""

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from scheduling import booking
from scheduling.ics_import import bringing, reading
from scheduling.ics_import.reading import ImportRefused
from scheduling.models import Appointment, ImportBatch, Status
from tests import make
from tests.make import at
from tests.scheduling.calendars import event, file, series, timed
from tests.scheduling.test_team_pages import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def leo():
    make.room()
    make.service("Deep tissue", minutes=60)
    return make.therapist("Leo")


@pytest.fixture
def desk():
    return make.front_desk()


def upload(client, leo, content, **days):
    days = {"first_on": "2026-11-24", "last_on": "2027-11-24"} | days
    sent = {"therapist": leo.pk, "file": SimpleUploadedFile("calendar.ics", content)} | days
    return client.post("/schedule/import/review/", sent)


def paper(page):
    return re.search(r'name="paper" value="([^"]+)"', page.content.decode())[1]


def grid(page):
    """The lines as a browser would send them again."""
    html = " ".join(page.content.decode().split())
    sent = {"paper": paper(page)}
    for n in re.findall(r'name="patient-(\d+)"', html):
        sent |= {f"{part}-{n}": chosen(html, f"{part}-{n}") for part in ("patient", "service")}
        sent |= {f"take-{n}": "1"} if re.search(rf'name="take-{n}"[^>]* checked', html) else {}
    return sent


def chosen(html, name):
    options = re.search(rf'<select[^>]* name="{name}".*?</select>', html)[0]
    found = re.search(r'<option value="([^"]*)" selected', options)
    return found[1] if found else ""


def asked(leo, *hours):
    service = make.service("Deep tissue", minutes=60)
    entries = reading.read(
        file(*(timed(f"A{hour}", f"20261124T{hour}0000Z", f"20261124T{hour + 1}0000Z") for hour in hours))
    ).entries
    return [bringing.Asked(entry, make.patient(), service) for entry in entries]


def test_the_grid_matches_the_name_and_guesses_the_service_and_writes_nothing(leo, desk):
    ada = make.patient("Ada Byron")
    page = upload(signed_in(desk), leo, file(timed("Byron\\, Ada - Deep tissue 60 60 min")))

    shown = page.content.decode()
    assert f'value="{ada.number}" selected' in shown
    assert 'name="take-0" value="1"' in " ".join(shown.split())
    assert not Appointment.objects.exists()
    assert not ImportBatch.objects.exists()


def test_yes_books_by_the_rules_and_says_of_each_why_not(leo, desk):
    ada, _ = make.patient("Ada Byron"), make.patient("Bo Lang")
    client = signed_in(desk)
    page = upload(
        client, leo, file(timed("Ada Byron"), timed("Bo Lang", "20261124T103000Z", "20261124T113000Z"))
    )
    sent = grid(page) | {"take-1": "1"}
    answer = client.post("/schedule/import/yes/", sent).content.decode()
    client.post("/schedule/import/yes/", sent)

    held = Appointment.objects.get()
    assert (held.patient, held.therapist, held.starts_at, held.minutes) == (ada, leo, at("10:00"), 60)
    assert held.booked_by == desk
    assert "1 booked" in answer
    assert "Leo already has" in answer or "import-refusal" in answer


def test_nothing_is_booked_without_a_tick_or_from_a_page_that_was_changed(leo, desk):
    client = signed_in(desk)
    page = upload(client, leo, file(timed("Ada Byron")))

    again = client.post("/schedule/import/yes/", {"paper": paper(page), "patient-0": ""})
    client.post("/schedule/import/yes/", grid(page) | {"paper": paper(page) + "x", "take-0": "1"})

    assert "No line was ticked" in again.content.decode()
    assert "patient-0" in grid(again)
    assert not ImportBatch.objects.exists()


def test_a_series_is_booked_date_by_date_and_taken_back_as_a_whole(leo, desk):
    make.patient("Ada Byron")
    client = signed_in(desk)
    page = upload(client, leo, file(series("FREQ=WEEKLY;COUNT=10", start=":20261124T100000Z")))
    assert not ImportBatch.objects.exists()

    client.post("/schedule/import/yes/", grid(page))
    batch = ImportBatch.objects.get()
    assert Appointment.objects.filter(status=Status.BOOKED).count() == batch.imported.count() == 10

    client.post(f"/schedule/import/{batch.pk}/undo/")
    assert not Appointment.objects.exclude(status=Status.CANCELLED).exists()


def test_what_stands_in_the_way_is_told_before_the_yes_and_the_line_has_no_tick(leo, desk):
    make.patient("Ada Byron")
    make.appointment(leo, at("10:30"))
    night = timed("Ada Byron", "20261125T030000Z", "20261125T040000Z", uid="night")
    first, second = (
        timed("Ada Byron", f"20261126T1{n}0000Z", "20261126T120000Z", uid=f"{n}") for n in (0, 1)
    )
    page = upload(signed_in(desk), leo, file(timed("Ada Byron"), night, first.replace("T12", "T11"), second))
    html = page.content.decode()

    assert "Leo already has an appointment from 10:30 to 11:30." in html
    assert "Leo works from 06:00 to 22:00 tomorrow." in html
    assert [name for name in grid(page) if name.startswith("take")] == ["take-2", "take-3"]
    assert Appointment.objects.count() == 1


def test_two_lines_of_one_time_are_told_before_the_yes(leo, desk):
    make.patient("Ada Byron"), make.patient("Bo Lang")
    page = upload(signed_in(desk), leo, file(timed("Ada Byron"), timed("Bo Lang")))

    assert "A line above takes this time." in page.content.decode()
    assert [name for name in grid(page) if name.startswith("take")] == ["take-0"]


def test_what_cannot_be_taken_in_is_told_with_its_day(leo, desk):
    page = upload(signed_in(desk), leo, file(event("u1", ";VALUE=DATE:20261201", 60, "Party")))
    html = " ".join(page.content.decode().split())

    assert "0 to come" not in html
    assert "1 cannot be taken in" in html
    assert "Tue 1 Dec 2026" in html
    assert "It lasts all day." in html
    assert "Nothing to come" not in html


def test_lines_without_a_tick_stay_in_the_grid_and_join_the_batch_later(leo, desk):
    make.patient("Ada Byron")
    zoe = make.patient("Zoe Moss")
    client = signed_in(desk)
    lines = timed("Ada Byron"), timed("Z", "20261124T140000Z", "20261124T150000Z")
    page = client.post("/schedule/import/yes/", grid(upload(client, leo, file(*lines))))
    assert Appointment.objects.count() == 1

    sent = grid(page) | {"take-1": "1", "number-1": f"{zoe.number}"}
    answer = client.post("/schedule/import/yes/", sent).content.decode()
    batch = ImportBatch.objects.get()
    assert batch.imported.count() == 2
    assert "2 booked" in answer


def test_a_choice_counts_for_every_line_of_the_same_words(leo, desk):
    zoe = make.patient("Zoe Moss")
    client = signed_in(desk)
    page = upload(client, leo, file(series("FREQ=WEEKLY;COUNT=3", start=":20261124T100000Z")))
    sent = grid(page) | {f"take-{n}": "1" for n in range(3)} | {"number-0": f"{zoe.number}"}
    client.post("/schedule/import/yes/", sent)

    assert [one.patient for one in Appointment.objects.all()] == [zoe] * 3


def test_the_days_that_are_asked_for_are_to_come(leo, desk):
    answer = upload(signed_in(desk), leo, file(timed("Ada")), first_on="2026-12-01", last_on="2026-11-30")
    assert answer.status_code == 422
    assert "a day that is to come" in answer.content.decode()


def test_a_batch_is_taken_back_but_what_was_changed_here_stays(leo, desk):
    batch, (first, second) = bringing.bring_in(
        key=uuid.uuid4(), therapist=leo, asked=asked(leo, 10, 14), by=desk
    )
    booking.confirm(appointment=second.appointment, by=desk)

    stays = bringing.undo(batch=batch, by=desk)

    first.appointment.refresh_from_db()
    assert first.appointment.status == Status.CANCELLED
    assert stays == [second.appointment]
    with pytest.raises(ImportRefused, match="taken back before"):
        bringing.undo(batch=batch, by=desk)


def test_the_same_form_sent_twice_books_once(leo, desk):
    key, lines = uuid.uuid4(), asked(leo, 10)
    first = bringing.bring_in(key=key, therapist=leo, asked=lines, by=desk)
    again = bringing.bring_in(key=key, therapist=leo, asked=lines, by=desk)

    assert first[0] == again[0]
    assert first[1][0].appointment == again[1][0].appointment
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\xfe",
        "BEGIN:VCALENDAR".encode("utf-16"),
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
        b"name,when\r\nAda,10:00",
        b"x" * (reading.LARGEST_BYTES + 1),
    ],
)
def test_what_is_no_calendar_is_refused_in_words(leo, desk, content):
    answer = upload(signed_in(desk), leo, content)
    assert answer.status_code == 422
    assert not ImportBatch.objects.exists()

"""Another calendar taken in: looked through first, booked by the rules, taken back as a whole."""

import re
import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clinic import clock
from clinic.models import Clinic
from scheduling import booking
from scheduling.feeds import calendar, subscribing
from scheduling.ics_import import bringing, guessing, reading
from scheduling.ics_import.reading import ImportRefused
from scheduling.models import Appointment, ImportBatch, Status
from tests import make
from tests.make import at
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


def event(summary, start="20261124T100000Z", end="20261124T110000Z", *, uid=None, more=""):
    times = f"DTSTART:{start}\r\nDTEND:{end}\r\n" if end else f"DTSTART:{start}\r\n"
    return f"BEGIN:VEVENT\r\nUID:{uid or summary}\r\nSUMMARY:{summary}\r\n{times}{more}END:VEVENT\r\n"


def file(*events):
    body = "".join(events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:other\r\n{body}END:VCALENDAR\r\n".encode()


def upload(client, leo, content):
    sent = {"therapist": leo.pk, "file": SimpleUploadedFile("calendar.ics", content)}
    return client.post("/schedule/import/review/", sent)


def paper(page):
    return re.search(r'name="paper" value="([^"]+)"', page.content.decode())[1]


def test_the_grid_matches_the_name_and_guesses_the_service_and_writes_nothing(leo, desk):
    ada = make.patient("Ada Byron")
    page = upload(signed_in(desk), leo, file(event("Byron\\, Ada - Deep tissue 60 60 min")))

    shown = page.content.decode()
    assert f'value="{ada.number}" selected' in shown
    assert 'name="take-0" value="1"' in " ".join(shown.split())
    assert not Appointment.objects.exists()
    assert not ImportBatch.objects.exists()


def test_yes_books_by_the_rules_and_says_of_each_why_not(leo, desk):
    ada, bo = make.patient("Ada Byron"), make.patient("Bo Lang")
    client = signed_in(desk)
    page = upload(
        client, leo, file(event("Ada Byron"), event("Bo Lang", "20261124T103000Z", "20261124T113000Z"))
    )
    service = make.service("Deep tissue", minutes=60)
    sent = {"paper": paper(page)}
    for n, one in enumerate((ada, bo)):
        sent |= {f"take-{n}": "1", f"patient-{n}": one.number, f"service-{n}": service.pk}
    answer = client.post("/schedule/import/yes/", sent).content.decode()
    client.post("/schedule/import/yes/", sent)

    held = Appointment.objects.get()
    assert (held.patient, held.therapist, held.starts_at, held.minutes) == (ada, leo, at("10:00"), 60)
    assert held.booked_by == desk
    assert "1 booked" in answer
    assert "Leo already has" in answer or "import-refusal" in answer


def test_nothing_is_booked_without_a_tick_or_from_a_page_that_was_changed(leo, desk):
    client = signed_in(desk)
    page = upload(client, leo, file(event("Ada Byron")))

    client.post("/schedule/import/yes/", {"paper": paper(page)})
    client.post("/schedule/import/yes/", {"paper": paper(page) + "x", "take-0": "1"})

    assert not ImportBatch.objects.exists()


def asked(leo, *hours):
    service = make.service("Deep tissue", minutes=60)
    entries = reading.read(
        file(*(event(f"A{hour}", f"20261124T{hour}0000Z", f"20261124T{hour + 1}0000Z") for hour in hours))
    ).entries
    return [bringing.Asked(entry, make.patient(), service) for entry in entries]


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


def test_our_own_feed_comes_back_as_it_went_out(leo, desk):
    feed = subscribing.make(by=leo).feed
    held = make.appointment(leo, at("10:00", date(2027, 3, 29)), minutes=45)
    make.appointment(leo, at("12:00", date(2027, 3, 29)), status=Status.CANCELLED)

    read = reading.read(calendar.of(feed).content)

    assert [(one.starts_at, one.ends_at) for one in read.entries] == [(held.starts_at, held.ends_at)]
    assert read.cancelled == 1


@pytest.mark.parametrize(
    ("start", "end", "more", "problem"),
    [
        ("20270328T013000", "20270328T023000", "", "does not exist"),
        ("20271031T013000", "20271031T023000", "", "comes twice"),
        ("20261124", "20261125", "", "lasts all day"),
        ("20261124T110000Z", "20261124T100000Z", "", "ends before it begins"),
        ("20261124T110000Z", "", "DURATION:-PT1H\r\n", "ends before it begins"),
        ("20261124T110000Z", "", "", "has no end"),
        ("20261124T110000Z", "20261124T120000Z", "RRULE:FREQ=SECONDLY\r\n", "repeats"),
        ("19700101T000000Z", "19700101T010000Z", "", "not between"),
        ("nonsense", "20261124T120000Z", "", "times cannot be read"),
    ],
)
def test_a_crooked_line_says_what_is_wrong_with_it(start, end, more, problem):
    read = reading.read(file(event("Ada", start, end, more=more)))

    assert read.entries == []
    assert problem in read.crooked[0].problem


def test_an_hour_that_its_own_zone_skips_is_named():
    skipped = event("Ada", "20270328T013000", "20270328T023000").replace(
        "DTSTART:", "DTSTART;TZID=Europe/London:"
    )
    (crooked,) = reading.read(file(skipped)).crooked

    assert crooked.problem == "01:30 does not exist on 28 March 2027, the clocks go forward."


def test_whole_days_and_unknown_zones_are_named():
    all_day = event("Ada", "20261124", "").replace("DTSTART:", "DTSTART;VALUE=DATE:")
    elsewhere = event("Bo", "20261124T110000", "20261124T120000").replace(
        "DTSTART:", "DTSTART;TZID=Middle-earth/Shire:"
    )
    problems = [one.problem for one in reading.read(file(all_day, elsewhere)).crooked]

    assert problems == ["It lasts all day.", "Its time zone, Middle-earth/Shire, is not known here."]


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


def test_a_file_too_long_to_look_through_is_refused():
    events = [event(f"A{n}", uid=f"{n}") for n in range(reading.MOST + 1)]
    with pytest.raises(ImportRefused, match="101 appointments to come"):
        reading.read(file(*events))


def test_a_time_without_a_zone_is_the_clinics():
    Clinic.objects.filter(pk=Clinic.current().pk).update(time_zone="America/New_York")
    (entry,) = reading.read(file(event("Ada", "20261124T100000", "20261124T110000"))).entries

    assert entry.starts_at == clock.instant(date(2026, 11, 24), at("10:00").time().replace(hour=10))


@pytest.mark.parametrize(
    ("summary", "name"),
    [
        ("Ada Byron", "Ada Byron"),
        ("Ada Byron - Deep Tissue (60 min)", "Ada Byron"),
        ("deep tissue: Byron, Ada", "Byron Ada"),
        ("Deep tissue", ""),
    ],
)
def test_the_name_is_what_is_left_of_the_words(summary, name):
    service = make.service("Deep tissue", minutes=60)
    service.name = "Deep tissue"
    assert guessing.name_in(summary, service) == name


def test_two_people_of_one_name_are_asked_about(leo, desk):
    make.patient("Ada Byron")
    make.patient("Ada Byron")
    (guess,) = guessing.of(reading.read(file(event("Ada Byron"))).entries, [], staff=desk)

    assert len(guess.people) == 2
    assert guess.patient is None

"""A therapist's calendar: true to the minute, quiet about patients, and gone once it is ended."""

import re
import time
from datetime import UTC, date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from clinic import clock, logs
from clinic.models import AuditEvent, Clinic
from clinic.secret_links import hashed
from patients.intake import links
from patients.models import Knock
from scheduling import booking
from scheduling.feeds import calendar, subscribing
from scheduling.models import Appointment, CalendarFeed, Status
from tests import make
from tests.make import at
from tests.scheduling.test_team_pages import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def leo():
    return make.therapist("Leo")


@pytest.fixture
def token(leo):
    return subscribing.make(by=leo).token


def read(token, **headers):
    return Client().get(f"/feeds/{token}.ics", **headers)


def events(token):
    return Calendar.from_ical(read(token).content).walk("VEVENT")


def unfolded(token):
    return read(token).content.decode().replace("\r\n ", "")


def test_two_readers_that_share_no_code_read_the_same(leo, token):
    first = make.appointment(leo, at("10:00"), minutes=45)
    make.appointment(leo, at("14:00", date(2027, 3, 29)))

    ours = {str(one["uid"]): (one.decoded("dtstart"), one.decoded("dtend")) for one in events(token)}
    theirs = {
        one.uid: (one.dtstart, one.dtend)
        for one in IcsCalendarStream.calendar_from_ics(read(token).content.decode()).events
    }

    assert ours == theirs
    assert ours[f"{first.pk}.{first.key}"] == (first.starts_at, first.ends_at)
    assert len(ours) == 2


def test_it_says_busy_unless_first_names_are_asked_for(leo, token):
    ada = make.patient("Ada Byron", preferred_name="Addie; the, first")
    held = make.appointment(leo, at("10:00"), patient=ada, note="Parks outside")
    quiet = unfolded(token)
    subscribing.show(shows="first_names", by=leo)
    named = unfolded(token)

    assert "SUMMARY:Busy" in quiet
    assert "SUMMARY:Addie\\; the\\, first" in named
    for told in (quiet, named):
        for private in ("Byron", "Parks", str(ada.number), str(held.service)):
            assert private not in told
    assert [event.ids for event in AuditEvent.objects.filter(action="read by a calendar").order_by("pk")] == [
        [],
        [ada.pk],
    ]


def test_long_and_foreign_names_are_folded_by_bytes(leo, token):
    subscribing.show(shows="first_names", by=leo)
    make.appointment(leo, at("10:00"), patient=make.patient("Zoë" + "ž" * 70 + " Lang"))

    lines = read(token).content.split(b"\r\n")

    assert max(len(line) for line in lines) <= 75
    assert str(events(token)[0]["summary"]) == "Zoë" + "ž" * 70


def test_a_move_keeps_the_uid_and_counts_on_and_a_cancellation_stays_to_be_read(leo, token):
    held = make.appointment(leo, at("10:00"))
    before = events(token)[0]
    moved = booking.move(appointment=held, starts_at=at("12:00"), therapist=leo, version=held.version, by=leo)
    after = events(token)[0]
    booking.cancel(appointment=moved, reason="Ill", version=moved.version, by=leo)
    cancelled = events(token)[0]

    assert before["uid"] == after["uid"] == cancelled["uid"]
    assert before["sequence"] < after["sequence"] < cancelled["sequence"]
    assert (before["status"], after["status"], cancelled["status"]) == ("CONFIRMED", "CONFIRMED", "CANCELLED")
    assert after.decoded("dtstart") == at("12:00")
    assert (after["transp"], cancelled["transp"]) == ("OPAQUE", "TRANSPARENT")


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (Status.PROPOSED, "TENTATIVE"),
        (Status.PENDING, "TENTATIVE"),
        (Status.ARRIVED, "CONFIRMED"),
        (Status.NOSHOW, "CANCELLED"),
        (Status.ENTERED_IN_ERROR, "CANCELLED"),
    ],
)
def test_each_status_has_its_word(leo, token, status, told):
    make.appointment(leo, at("10:00"), status=status)
    assert [str(one["status"]) for one in events(token)] == [told]


def test_it_holds_ninety_days_back_and_four_hundred_ahead_of_this_therapist_alone(leo, token):
    today = clock.today()
    for days in (-91, -90, 400, 401):
        make.appointment(leo, at("10:00", today + timedelta(days=days)))
    make.appointment(make.therapist("Maya"), at("15:00"))

    assert [one.decoded("dtstart").date() - today for one in events(token)] == [
        timedelta(days=-90),
        timedelta(days=400),
    ]


def test_the_hour_that_comes_twice_is_told_in_utc(leo, token):
    first = at("00:30", date(2027, 10, 31)) + timedelta(hours=1)  # 01:30 for the first time
    second = first + timedelta(hours=1)
    make.appointment(leo, first, minutes=30)
    make.appointment(leo, second, minutes=30)

    assert [one.decoded("dtstart").astimezone(UTC) for one in events(token)] == [first, second]
    assert "DTSTART:20271031T013000Z" in unfolded(token)


def test_nothing_new_is_said_briefly_and_noted_nowhere(leo, token):
    make.appointment(leo, at("10:00"))
    first = read(token)
    again = read(token, headers={"If-None-Match": first["ETag"]})
    make.appointment(leo, at("12:00"))
    changed = read(token, headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code, changed.status_code) == (200, 304, 200)
    assert again.content == b""
    assert first["Cache-Control"] == "private, no-cache"
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert first["Referrer-Policy"] == "no-referrer"
    assert AuditEvent.objects.filter(action="read by a calendar", actor=leo).count() == 2


def test_a_full_calendar_asks_no_more_than_an_empty_one(leo, token):
    read(token)
    with CaptureQueriesContext(connection) as few:
        read(token)
    for hour in range(8, 16):
        make.appointment(leo, at(f"{hour:02}:00"))
    with CaptureQueriesContext(connection) as many:
        read(token)

    assert len(many) == len(few) <= 14


def test_only_a_hash_is_kept_and_each_address_has_256_bits(leo, token):
    feed = CalendarFeed.objects.get()

    assert feed.token_hash == hashed(token)
    assert len(token) == 43
    assert token not in str(vars(feed))


def test_a_new_address_ends_the_one_before_and_shows_what_that_showed(leo, token):
    subscribing.show(shows="first_names", by=leo)
    newer = subscribing.make(by=leo)

    assert read(token).status_code == 404
    assert read(newer.token).status_code == 200
    assert newer.feed.shows == "first_names"


def test_an_ended_address_a_leaver_and_a_guess_look_the_same(leo, token):
    guess = read("guess")
    subscribing.end(by=leo)
    ended = read(token)
    again = subscribing.make(by=leo).token
    leo.is_active = False
    leo.save()
    left = read(again)

    assert guess.status_code == ended.status_code == left.status_code == 404
    assert guess.content == ended.content == left.content


def test_guesses_are_counted_and_shut_out_and_a_forgotten_phone_is_not(leo, token):
    subscribing.end(by=leo)
    for _ in range(links.BAD_PER_ADDRESS + 5):
        assert read(token).status_code == 404
    assert not Knock.objects.exists()

    answers = [read(f"guess{n}").status_code for n in range(links.BAD_PER_ADDRESS + 1)]

    assert answers[:-1] == [404] * links.BAD_PER_ADDRESS
    assert answers[-1] == 429


def test_nobody_has_two_open_addresses(leo, token):
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarFeed.objects.create(staff=leo, token_hash="x", made_at=clock.now())


def test_the_secret_stays_out_of_the_logs(token):
    line = logs.without_message_values(None, "", {"event": f"GET /feeds/{token}.ics 200"})
    assert token not in line["event"]


def test_a_therapist_makes_renews_and_ends_the_address_on_a_page(leo):
    client = signed_in(leo)
    assert "No calendar reads your appointments" in client.get("/me/calendar/").content.decode()

    made = make_on_page(client)
    client.post("/me/calendar/show/", {"shows": "first_names"})
    assert CalendarFeed.objects.get().shows == "first_names"
    assert read(made).status_code == 200
    assert made not in client.get("/me/calendar/").content.decode()
    client.post("/me/calendar/end/")

    assert read(made).status_code == 404
    assert "is no calendar address" in client.post("/me/calendar/end/", follow=True).content.decode()


def make_on_page(client):
    session = client.session
    session["signed_in_at"] = time.time()
    session.save()
    page = client.post("/me/calendar/make/").content.decode()
    return re.search(r"/feeds/([\w-]+)\.ics", page)[1]


def test_a_feed_follows_the_clinics_zone(leo, token):
    Clinic.objects.filter(pk=Clinic.current().pk).update(time_zone="Australia/Lord_Howe")
    held = Appointment.objects.get(pk=make.appointment(leo, at("10:00")).pk)

    assert "TZID:Australia/Lord_Howe" in unfolded(token)
    assert [one.decoded("dtstart") for one in events(token)] == [held.starts_at]


def test_what_goes_to_a_colleague_is_cancelled_here_and_booked_there(leo, token):
    make.room("Room 2")
    maya = make.therapist("Maya")
    theirs = subscribing.make(by=maya).token
    held = make.appointment(leo, at("10:00"))
    before = read(token)["ETag"]

    booking.move(appointment=held, starts_at=held.starts_at, therapist=maya, version=1, by=maya)

    [here], [there] = events(token), events(theirs)
    assert here["uid"] == there["uid"]
    assert (here["status"], there["status"]) == ("CANCELLED", "CONFIRMED")
    assert (here["sequence"], here.decoded("dtstart")) == (2, held.starts_at)
    assert read(token)["ETag"] != before
    booking.move(appointment=held, starts_at=held.starts_at, therapist=leo, version=2, by=maya)
    assert [(one["status"], one["sequence"]) for one in events(token)] == [("CONFIRMED", 3)]


def test_nothing_is_written_for_a_calendar_that_has_it_already(leo, token, monkeypatch):
    held = make.appointment(leo, at("10:00"))
    kept = read(token)["ETag"]
    monkeypatch.setattr(calendar, "of", None)

    assert read(token, HTTP_IF_NONE_MATCH=kept).status_code == 304

    monkeypatch.undo()
    booking.cancel(appointment=held, reason="asked", by=leo)
    assert read(token, HTTP_IF_NONE_MATCH=kept).status_code == 200


def test_another_name_is_news_where_names_are_shown(leo, token):
    held = make.appointment(leo, at("10:00"))
    quiet = read(token)["ETag"]
    subscribing.show(shows="first_names", by=leo)
    named = read(token)["ETag"]
    held.patient.preferred_name = "Addie"
    held.patient.save()

    assert read(token, HTTP_IF_NONE_MATCH=named).status_code == 200
    subscribing.show(shows="busy", by=leo)
    assert read(token, HTTP_IF_NONE_MATCH=quiet).status_code == 304

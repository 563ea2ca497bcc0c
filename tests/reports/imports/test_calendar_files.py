"""Calendars of other programs: series spelt out, zones of every kind, changes followed, nobody guessed at."""

import pytest

from clinic.models import Clinic
from reports.imports import unnamed
from reports.imports.reading import calendar
from reports.imports.reading.refusals import Unfit
from reports.imports.steps import State
from scheduling import booking
from scheduling.models import Appointment, Service, Status
from tests import make
from tests.make import at
from tests.reports.imports.files import FRESHA, PEOPLE, brought, table, taken, tried
from tests.reports.imports.test_imports import checksums, rosa  # noqa: F401  a fixture
from tests.scheduling.calendars import VTIMEZONE, WINTER, event, file, series

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def london():
    Clinic.remember(Clinic(time_zone="Europe/London"))
    yield
    Clinic.remember(None)


def read(*parts, **how):
    return [
        dict(zip(calendar.HEADINGS, row, strict=True)) for row in calendar.rows(file(*parts, **how), "utf-8")
    ][1:]


def starts(*parts):
    return [row["Start"] for row in read(*parts)]


def test_a_series_is_spelt_out_by_the_wall_clock_of_its_zone():
    found = read(series("FREQ=WEEKLY;COUNT=3", "EXDATE;TZID=Europe/London:20261027T100000"))

    assert [row["Start"] for row in found] == ["2026-10-20T10:00:00+01:00", "2026-11-03T10:00:00+00:00"]
    assert found[1]["End"] == "2026-11-03T11:00:00+00:00"
    assert [row["UID"] for row in found] == ["s 20261020T090000Z", "s 20261103T100000Z"]


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (";TZID=GMT Standard Time:20260701T100000", "2026-07-01T10:00:00+01:00"),
        (";TZID=/mozilla.org/20050126_1/America/New_York:20260701T100000", "2026-07-01T10:00:00-04:00"),
        (";TZID=Practice time:20260701T100000", "2026-07-01T10:00:00+02:00"),
        (";TZID=Nowhere:20260701T100000", "20260701T100000 in Nowhere"),
        (":20260701T100000", "2026-07-01T10:00:00"),
        (";VALUE=DATE:20260701", "2026-07-01"),
        (":00010101T000000Z", "00010101T000000Z"),
        (":99991231T235959Z", "99991231T235959Z"),
        (":soon", "soon"),
    ],
)
def test_a_time_is_told_in_its_zone_or_as_it_is_written(start, told):
    assert starts(VTIMEZONE, event("u1", start)) == [told]


def test_a_series_that_cannot_be_spelt_out_says_why_and_a_torn_file_is_refused():
    (row,) = read(series("FREQ=SECONDLY"))
    assert "several times a day" in row["Cannot be read"]
    assert read(event(), method="CANCEL")[0]["Status"] == "cancelled"

    with pytest.raises(Unfit, match="no whole calendar file"):
        [*calendar.rows(file(event())[:-20], "utf-8")]


@pytest.fixture
def leo():
    make.room()
    make.service("Deep tissue", minutes=60)
    return make.therapist("Leo")


def visits(content, rosa, leo, **how):  # noqa: F811
    return brought(content, rosa, "appointments", therapist=leo.pk, by_name=True, **how)


def test_what_was_moved_or_cancelled_there_since_is_so_here(rosa, leo):  # noqa: F811
    make.patient("Ada Byron")
    days = [f":2026112{day}T100000Z" for day in (4, 5, 6)]
    visits(file(*(event(f"u{day}", day) for day in days)), rosa, leo)
    held = {one.starts_at.day: one for one in Appointment.objects.all()}
    booking.confirm(appointment=held[26], by=rosa)

    now = file(
        event(f"u{days[0]}", ":20261124T140000Z"),
        event(f"u{days[1]}", days[1], 60, "Ada Byron - Deep tissue 60", "STATUS:CANCELLED"),
        event(f"u{days[2]}", ":20261126T140000Z"),
    )
    before = checksums()
    batch = tried(now, rosa, "appointments", therapist=leo.pk, by_name=True)
    assert checksums() == before
    assert batch.counts["change"] == 2
    assert [*batch.reasons] == [
        "It was changed here since and stays so. There it is on 26 November 2026 at 14:00."
    ]

    taken(batch, State.BRINGING, rosa)
    [one.refresh_from_db() for one in held.values()]
    assert held[24].starts_at == at("14:00")
    assert held[25].status == Status.CANCELLED
    assert held[26].starts_at.hour == 10
    assert visits(now, rosa, leo).counts.get("changed") is None


def test_a_name_that_fits_nobody_is_asked_about_and_stays_out_until_somebody_says(rosa, leo):  # noqa: F811
    brought(table(FRESHA, *PEOPLE), rosa)
    zoe, ada = make.patient("Zoe Moss"), make.patient("Ada Byrne")
    content = file(event("u1", f":{WINTER}", 60, "Ada B"), event("u2", ":20261125T100000Z", 60, "Lunch"),
                   event("u3", ":20261126T100000Z", 60, "Ada B"))  # fmt: skip
    batch = tried(content, rosa, "appointments", therapist=leo.pk, service=Service.objects.get().pk)
    first, second = unnamed.of(batch)
    assert (first.row.becomes["name"], first.many, second.many) == ("Ada B", 2, 1)
    assert ada in first.people
    assert not Appointment.objects.exists()

    unnamed.say(batch, {first.key: str(zoe.number), second.key: "0"}, by=rosa)
    taken(batch, State.CHECKING, rosa)
    assert (batch.counts["new"], batch.counts["skip"]) == (2, 1)
    taken(batch, State.BRINGING, rosa)
    assert {one.patient for one in Appointment.objects.all()} == {zoe}
    assert "people" not in batch.choices


@pytest.mark.parametrize("typed", ["999999", "abc", "²", "9" * 30])
def test_a_number_of_nobody_is_refused(rosa, leo, typed):  # noqa: F811
    batch = tried(
        file(event("u1", f":{WINTER}", 60, "Lunch - Deep tissue 60")), rosa, "appointments", therapist=leo.pk
    )
    with pytest.raises(unnamed.ImportRefused):
        unnamed.say(batch, {unnamed.of(batch)[0].key: typed}, by=rosa)

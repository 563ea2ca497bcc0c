"""Appointments and notes from other programs: past ones kept, those to come booked, words never changed."""

import json
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from patients.merging.apply import merge
from patients.models import Patient
from reports.columns.visits import of_appointments
from reports.imports.steps import State
from scheduling import booking
from scheduling.models import Appointment, Location, Status
from sessions.earlier import taking_in
from sessions.models import EarlierNote
from tests import make
from tests.make import at
from tests.reports.imports.files import FRESHA, PEOPLE, brought, earlier_note, table, taken
from tests.reports.imports.test_imports import checksums, rosa  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db
HEAD = ["Appointment ID", "Client ID", "Start", "Duration", "Team member", "Service", "Status"]
NOTES = ["Note ID", "Client ID", "Written on", "Author", "Title", "Subjective", "Plan"]


@pytest.fixture
def leo():
    make.room()
    make.service("Deep tissue", minutes=60)
    return make.therapist("Leo")


@pytest.fixture
def ada(rosa):  # noqa: F811
    brought(table(FRESHA, *PEOPLE), rosa)
    return Patient.objects.get(first_name="Ada")


def row(key, starts, *more, who="F1", minutes="60", staff="Leo", service="Deep tissue 60"):
    return [key, who, starts, minutes, staff, service, *more]


def test_past_ones_are_kept_and_those_to_come_are_booked_by_the_rules(rosa, leo, ada):  # noqa: F811
    make.appointment(leo, at("13:00"), service=make.service("Deep tissue", minutes=60))
    file = table(
        HEAD,
        row("a1", "2024-03-05 10:00", "Completed"),
        row("a2", "2024-03-05 10:30", "Completed"),
        row("a3", "2024-03-12 10:00", "No Show"),
        row("a4", "2026-11-24 10:00", "Confirmed"),
        row("a5", "2026-11-24 13:00", "Confirmed", who="F2"),
        row("a6", "2024-03-05 11:00", "Completed", who="F9"),
        row("a7", "2024-03-05 14:00", "Completed", staff="Nobody"),
    )
    batch = brought(file, rosa, "appointments", "fresha")

    held = {one.starts_at.date(): one for one in ada.appointments.all()}
    assert held[date(2024, 3, 5)].status == Status.FULFILLED
    assert held[date(2024, 3, 12)].status == Status.NOSHOW
    assert (held[date(2026, 11, 24)].status, held[date(2026, 11, 24)].room.active) == (Status.BOOKED, True)
    assert not held[date(2024, 3, 5)].room.active
    assert batch.counts["brought"] == 3
    assert set(batch.reasons) == {
        "Its time is taken by a line above: the therapist or the patient is there twice.",
        next(reason for reason in batch.reasons if reason.startswith("Leo already has an appointment")),
        next(reason for reason in batch.reasons if reason.startswith("Nobody came here from Fresha")),
        "No therapist here is called Nobody.",
    }


def test_a_visit_cancelled_or_missed_in_a_column_of_its_own_is_not_kept_as_fulfilled(rosa, leo, ada):  # noqa: F811
    file = table(
        [*HEAD[:-1], "Cancelled at", "Did not arrive"],
        row("a1", "2024-03-05 10:00", "2024-03-04 09:00", "false"),
        row("a2", "2024-03-12 10:00", "", "true"),
        row("a3", "2024-03-19 10:00", "", "false"),
        row("a4", "2026-11-24 10:00", "2026-11-20 09:00", ""),
    )
    batch = brought(file, rosa, "appointments", "fresha")

    held = [*ada.appointments.order_by("starts_at").values_list("status", flat=True)]
    assert held == [Status.CANCELLED, Status.NOSHOW, Status.FULFILLED]
    assert batch.reasons == {"It was cancelled there.": 1}


def test_our_own_export_brought_in_again_changes_no_row(rosa, leo, ada):  # noqa: F811
    brought(table(HEAD, row("a1", "2024-03-05 10:00", "Done")), rosa, "appointments", "fresha")
    before = checksums()

    exported = [
        ["Date", "Start", "End", "Patient number", "Patient", "Therapist", "Service", "Minutes", "Status"]
    ]
    exported.append(
        ["2024-03-05", "10:00:00", "11:00:00", str(ada.number), "Ada Byron", "Leo", "Deep tissue 60", "60"]
    )
    again = brought(table(*exported), rosa, "appointments", "softhold")

    assert {*exported[0]} <= {*of_appointments()}
    assert again.counts["here"] == 1
    assert checksums() == before


def test_appointments_taken_back_leave_no_trace_but_those_changed_since(rosa, leo, ada):  # noqa: F811
    before = checksums()
    file = table(HEAD, row("a1", "2024-03-05 10:00", "Done"), row("a2", "2026-11-24 10:00", ""))
    batch = brought(file, rosa, "appointments", "fresha")
    taken(batch, State.UNDOING, rosa)
    assert checksums() == before
    assert not Location.objects.filter(active=False).exists()

    batch = brought(file, rosa, "appointments", "fresha")
    ahead = Appointment.objects.get(status=Status.BOOKED)
    booking.confirm(appointment=ahead, version=ahead.version, by=rosa)
    taken(batch, State.UNDOING, rosa)
    assert Appointment.objects.get() == ahead


def test_a_calendar_file_books_what_is_to_come(rosa, leo, ada):  # noqa: F811
    event = "BEGIN:VEVENT\r\nUID:{0}\r\nSUMMARY:Ada Byron - Deep tissue\r\n  60\r\n"
    event += "DTSTART:{1}\r\nDTEND:{2}\r\n{3}END:VEVENT\r\n"
    events = event.format("u1", "20261124T100000Z", "20261124T110000Z", "")
    events += event.format("u2", "20261125T100000Z", "20261125T110000Z", "RRULE:FREQ=SECONDLY\r\n")
    file = f"BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n".encode()
    batch = brought(file, rosa, "appointments", therapist=leo.pk, by_name=True)

    assert (ada.appointments.get().starts_at, batch.counts["brought"]) == (at("10:00"), 1)
    assert [*batch.reasons] == ["A series that cannot be spelt out: it repeats several times a day."]


def test_a_note_is_kept_word_for_word_under_its_own_author_and_day(rosa, ada):  # noqa: F811
    file = table(
        NOTES,
        ["n1", "F1", "2023-03-04 14:30", "Pat Moss", "First visit", "Neck.\nLeft side.", "Weekly"],
        ["n2", "F1", "2023-03-11", "", "", "Better", ""],
        ["n3", "F1", "2099-01-01", "Pat Moss", "", "To come", ""],
    )
    before = checksums()
    batch = brought(file, rosa, "notes", "fresha")

    first, second = ada.earlier_notes.order_by("written_at")
    assert (first.author, first.title, first.timed) == ("Pat Moss", "First visit", True)
    assert first.text == "Subjective\nNeck.\nLeft side.\n\nPlan\nWeekly"
    assert (second.author, second.timed, second.came_from) == ("Not named in the file", False, "Fresha")
    assert taking_in.is_whole(first)
    assert json.loads(first.snapshot)["author"] == "Pat Moss"
    assert batch.counts["skip"] == 1
    assert brought(file, rosa, "notes", "fresha").counts["here"] == 2
    taken(batch, State.UNDOING, rosa)
    assert checksums() == before


@pytest.mark.parametrize("change", ["update", "delete"])
def test_nobody_changes_a_note_from_elsewhere(ada, rosa, change):  # noqa: F811
    note = earlier_note(ada, rosa)
    rows = EarlierNote.objects.filter(pk=note.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        _ = rows.update(text="Other words") if change == "update" else rows.delete()


def test_a_note_follows_its_patient_into_a_merge(ada, rosa):  # noqa: F811
    note, kept = earlier_note(ada, rosa), make.patient("Ada Byron")
    merge(kept, ada, chosen={}, by=rosa)

    note.refresh_from_db()
    assert note.patient == kept
    assert taking_in.is_whole(note)

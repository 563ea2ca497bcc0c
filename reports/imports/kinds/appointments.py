"""Appointments from another program: past ones as they were, those to come booked by our rules."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from clinic import clock
from clinic.loading import take_keys
from clinic.models import Role, Staff
from clinic.refusals import Refused
from patients.fields import LineField
from patients.models import Patient
from reports.imports import names
from reports.imports.kinds import changes, diary, whose
from reports.imports.line import Line
from reports.imports.models import APPOINTMENTS, Brought, Import, ImportRow
from reports.imports.reading import values
from reports.imports.reading.headings import folded
from reports.imports.reading.refusals import Crooked
from scheduling import booking
from scheduling.ics_import.guessing import name_in, named_service
from scheduling.models import Appointment, Service, Status

Verdict = ImportRow.Verdict
SHORTEST, LONGEST = 5, 12 * 60  # minutes
STATUSES = {
    Status.CANCELLED: ("cancelled", "canceled", "late cancel", "rescheduled", "deleted", "declined", "void"),
    Status.NOSHOW: ("no show", "noshow", "did not arrive", "dna", "missed", "not arrived", "absent"),
}
# Programs that say it in columns of their own, beside a status or instead of one.
TOLD_APART = {"cancelled": Status.CANCELLED, "missed": Status.NOSHOW}
NO = {"no", "n", "false", "f", "0"}
NOTE = LineField(max_length=200, required=False)
NAME = LineField(max_length=200, required=False)


class Appointments:
    place = APPOINTMENTS
    chunk = 100
    fields = {
        "id": "Their id",
        **whose.FIELDS,
        "starts": "Starts: day and time",
        "date": "Day",
        "time": "Starts: time",
        "ends": "Ends",
        "minutes": "Minutes",
        "therapist": "Therapist",
        "service": "Service",
        "status": "Status",
        "cancelled": "Cancelled: when, or yes",
        "missed": "Did not come: when, or yes",
        "note": "Note for the desk",
        "summary": "Patient and service in one text",
        "repeats": "Repeats",
        "trouble": "What cannot be read of it",
    }
    shown = {
        "name": "Patient",
        "starts": "Starts",
        "minutes": "Minutes",
        "therapist_said": "Therapist",
        "service_said": "Service",
        "status": "Status",
    }

    def __init__(self) -> None:
        self.diary = diary.Diary()
        self.staff = [*Staff.objects.filter(roles__contains=[Role.THERAPIST]).order_by("pk")]
        self.services = [*Service.objects.order_by("pk")]

    def missing(self, fields: set[str]) -> str:
        if not whose.is_named(fields) and "summary" not in fields:
            return whose.MISSING
        return (
            ""
            if "starts" in fields or {"date", "time"} <= fields
            else "Say which column has the day and the time."
        )

    def read(self, line: Line, batch: Import) -> dict[str, Any]:
        order = batch.choices.get("order", "")
        if line.said("trouble"):
            raise Crooked(line.said("trouble"))
        if line.said("repeats"):
            raise Crooked("It repeats. Book it as a series.")
        starts_at = _starts(line, order)
        service = self._service(line, batch)
        minutes = _minutes(line, order, starts_at, service)
        therapist = self._therapist(line, batch)
        told = whose.read(line, order)
        if not told["name"] and line.said("summary"):
            told["name"] = name_in(line.read("summary", NAME.clean), service)
            told["last_name"] = names.parted(told["name"])[1]
        return {
            **told,
            "starts": starts_at.isoformat(),
            "minutes": minutes,
            "therapist": therapist.pk,
            "therapist_said": str(therapist),
            "service": service.pk,
            "service_said": str(service),
            "status": _status(line, starts_at),
            "note": line.read_if_said("note", NOTE.clean),
        }

    def identity(self, becomes: dict[str, Any]) -> list[Any]:
        return [becomes[part] for part in ("whose", "number", "name", "starts", "therapist")]

    def weigh(self, rows: Sequence[ImportRow], batch: Import) -> None:
        """Whose each is, and whether its time is free: in the schedule, and of the lines above it."""
        for row in rows:
            if row.becomes["status"] != Status.BOOKED and diary.span_of(row.becomes)[0] > clock.now():
                row.verdict, row.reason = Verdict.SKIP, "It was cancelled there."
        whose.find([row for row in rows if row.verdict == Verdict.NEW], batch)
        diary.know([row for row in rows if row.verdict == Verdict.NEW])
        fit = [row for row in rows if row.verdict == Verdict.NEW]
        self.diary.refuse_taken([row for row in fit if row.becomes["status"] != Status.BOOKED])
        ahead = [row for row in fit if row.becomes["status"] == Status.BOOKED]
        if ahead:
            with transaction.atomic():
                self._book(ahead, batch, by=batch.made_by)
                transaction.set_rollback(True)

    def again(self, rows: Sequence[ImportRow], batch: Import) -> None:
        changes.weigh(rows, batch)

    def bring(self, rows: Sequence[ImportRow], batch: Import, *, by: Staff, at: datetime) -> list[Brought]:
        changes.follow([row for row in rows if row.verdict == Verdict.CHANGE], by=by)
        new = [row for row in rows if row.verdict == Verdict.NEW]
        past = [row for row in new if row.becomes["status"] != Status.BOOKED]
        ahead = [row for row in new if row.becomes["status"] == Status.BOOKED]
        made = [*self._keep(past, batch, by), *self._book(ahead, batch, by=by)]
        return [
            Brought(batch=batch, place=APPOINTMENTS, object_id=key, system=batch.system, source=row.source)
            for row, key in made
        ]

    def _keep(self, rows: Sequence[ImportRow], batch: Import, by: Staff) -> list[tuple[ImportRow, int]]:
        """As they were; one whose time somebody took meanwhile is left out by the database itself."""
        kept = [_past(row, batch, by) for row in rows]
        take_keys(kept)
        Appointment.objects.bulk_create(kept, ignore_conflicts=True)
        there = {*Appointment.objects.filter(pk__in=[one.pk for one in kept]).values_list("pk", flat=True)}
        for row, one in zip(rows, kept, strict=True):
            if one.pk not in there:
                row.verdict, row.reason = (
                    Verdict.SKIP,
                    "Its time is taken: the therapist or the patient was elsewhere.",
                )
        return [(row, one.pk) for row, one in zip(rows, kept, strict=True) if one.pk in there]

    def _book(self, rows: Sequence[ImportRow], batch: Import, *, by: Staff) -> list[tuple[ImportRow, int]]:
        people = Patient.objects.in_bulk([row.becomes["patient"] for row in rows])
        staff = {one.pk: one for one in self.staff}
        services = {one.pk: one for one in self.services}
        made = []
        for row in rows:
            said = row.becomes
            try:
                held = booking.book(
                    patient=people[said["patient"]],
                    therapist=staff[said["therapist"]],
                    service=services[said["service"]],
                    minutes=said["minutes"],
                    starts_at=datetime.fromisoformat(said["starts"]),
                    key=_key(batch, row),
                    note=said["note"],
                    by=by,
                )
                made.append((row, held.pk))
            except Refused as refusal:
                row.verdict, row.reason = Verdict.SKIP, str(refusal)[:200]
        return made

    def _therapist(self, line: Line, batch: Import) -> Staff:
        said = line.said("therapist")
        called = [one for one in self.staff if said and _is_called(one, said)]
        if len(called) == 1:
            return called[0]
        chosen = next((one for one in self.staff if one.pk == batch.choices.get("therapist")), None)
        if chosen is None:
            raise Crooked(f"No therapist here is called {said[:60]}." if said else "It names no therapist.")
        return chosen

    def _service(self, line: Line, batch: Import) -> Service:
        said = line.said("service") or line.said("summary")
        found = named_service(said, self.services) if said else None
        found = found or next((one for one in self.services if one.pk == batch.choices.get("service")), None)
        if found is None:
            raise Crooked(f"No service here is called {said[:60]}." if said else "It names no service.")
        return found


def _is_called(staff: Staff, said: str) -> bool:
    return names.same(said, staff.display_name) or names.same(said, staff.legal_name)


def _starts(line: Line, order: str) -> datetime:
    if line.said("starts"):
        at, timed = line.read("starts", lambda text: values.moment(text, order))
        if not timed and not line.said("time"):
            raise Crooked(f"{line.heading('starts')}: it lasts all day.")
        day = clock.local(at).date()
        return at if timed else values.instant(day, line.read("time", values.clock_time)[0])
    day = line.read("date", lambda text: values.day(text, order))
    return values.instant(day, line.read("time", values.clock_time)[0])


def _minutes(line: Line, order: str, starts_at: datetime, service: Service) -> int:
    if line.said("minutes"):
        minutes = line.read("minutes", values.minutes)
    elif line.said("ends"):
        minutes = int(
            (line.read("ends", lambda text: _end(text, order, starts_at)) - starts_at).total_seconds() // 60
        )
    else:
        minutes = service.durations[0]
    if minutes < 0:
        raise Crooked("It ends before it begins.")
    if not SHORTEST <= minutes <= LONGEST:
        raise Crooked(f"It would last {minutes} minutes.")
    return minutes


def _end(text: str, order: str, starts_at: datetime) -> datetime:
    """A time of the same day, or a day and a time."""
    try:
        return values.instant(clock.local(starts_at).date(), values.clock_time(text)[0])
    except ValueError:
        return values.moment(text, order)[0]


def _status(line: Line, starts_at: datetime) -> str:
    """FHIR's word for it; of what is to come only whether it was cancelled counts."""
    words = " ".join(folded(line.said("status")))
    known = next((status for status, names in STATUSES.items() if any(one in words for one in names)), None)
    known = known or next((status for field, status in TOLD_APART.items() if _is_so(line.said(field))), None)
    return known or (Status.BOOKED if starts_at > clock.now() else Status.FULFILLED)


def _is_so(said: str) -> bool:
    """A yes, or the day on which it became so."""
    return bool(said) and said.casefold() not in NO


def _past(row: ImportRow, batch: Import, by: Staff) -> Appointment:
    said = row.becomes
    starts_at = datetime.fromisoformat(said["starts"])
    ends_at = starts_at + timedelta(minutes=said["minutes"])
    return Appointment(
        patient_id=said["patient"],
        therapist_id=said["therapist"],
        room=diary.elsewhere(said["therapist_said"]),
        service_id=said["service"],
        starts_at=starts_at,
        ends_at=ends_at,
        occupies=DateTimeTZRange(starts_at, ends_at),
        status=said["status"],
        note=said["note"],
        booked_by=by,
        key=_key(batch, row),
    )


def _key(batch: Import, row: ImportRow) -> uuid.UUID:
    """One for each line, so that a step that is taken again books nothing twice."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"import {batch.pk} {batch.made_at.isoformat()} {row.source}")

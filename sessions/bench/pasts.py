"""Patients with a past: signed sessions, the same points at each, and one session that is open."""

import uuid
from collections import Counter, defaultdict
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction

from clinic import audit, clock
from clinic.bench.database import Owner
from clinic.models import Staff
from patients.models import Patient
from scheduling.models import Appointment, Room, Service
from sessions import body_map, records
from sessions.carrying import chart_of
from sessions.models import Muscle, MuscleSite, Side, Treatment, TreatmentSession
from sessions.visit import areas
from sessions.visit.gate import Review

# After the hours in which everybody else was treated.
EVENING = time(18)
ASKED = Review(changed=False, areas=dict.fromkeys(areas.every(), "not_today"))
TREATED = 5
COLUMNS = """
SELECT column_name FROM information_schema.columns
WHERE table_name = %s AND is_generated = 'NEVER' AND column_name <> 'id' ORDER BY ordinal_position
"""
KEY = "gen_random_uuid()"
EARLIER = "- make_interval(days => back)"
# By table, in the order they hang from each other: the rows to copy, and what is another value in the copy.
COPIED: dict[str, tuple[str, dict[str, str]]] = {
    "scheduling_appointment": (
        "CROSS JOIN generate_series(1, %(times)s) AS back WHERE old.id = %(appointment)s",
        {
            "starts_at": f"old.starts_at {EARLIER}",
            "ends_at": f"old.ends_at {EARLIER}",
            "occupies": f"tstzrange(lower(old.occupies) {EARLIER}, upper(old.occupies) {EARLIER})",
            "key": KEY,
        },
    ),
    "treatment_sessions_treatmentsession": (
        "CROSS JOIN generate_series(1, %(times)s) AS back JOIN scheduling_appointment AS visit"
        f" ON visit.patient_id = old.patient_id AND visit.starts_at = old.started_at {EARLIER}"
        " WHERE old.id = %(session)s",
        {
            "appointment_id": "visit.id",
            "started_at": f"old.started_at {EARLIER}",
            "ended_at": f"old.ended_at {EARLIER}",
        },
    ),
    "treatment_sessions_pointfinding": (
        "JOIN treatment_sessions_treatmentsession AS first ON first.id = old.treatment_session_id"
        " JOIN treatment_sessions_treatmentsession AS copy"
        " ON copy.patient_id = first.patient_id AND copy.started_at < first.started_at"
        " WHERE first.id = %(session)s",
        {"treatment_session_id": "copy.id", "key": KEY},
    ),
    "treatment_sessions_treatment": (
        "JOIN treatment_sessions_pointfinding AS first ON first.id = old.finding_id"
        " JOIN treatment_sessions_pointfinding AS copy"
        " ON copy.point_id = first.point_id AND copy.treatment_session_id <> first.treatment_session_id"
        " WHERE old.treatment_session_id = %(session)s",
        {"treatment_session_id": "copy.treatment_session_id", "finding_id": "copy.id", "key": KEY},
    ),
}
NOTE = {"subjective": "Stiff on waking, easier by noon. " * 6, "plan": "Left side first next time. " * 4}


def with_past(
    owner: Owner, patient: Patient, therapist: Staff, *, visits: int, points: int
) -> TreatmentSession:
    """An open session after so many signed ones, a day apart, whose points came along each time.

    The last two are charted and signed like any other; those before are copies of the first.
    """
    for back in (2, 1):
        held = begun(patient, therapist, clock.instant(clock.today() - timedelta(days=back), EVENING))
        if back == 2:
            place(held, points)
        treat(held)
        sign(held)
        if back == 2:
            _copy(owner, held, visits - 2)
    return begun(patient, therapist, clock.now() - timedelta(hours=3))


def _copy(owner: Owner, held: TreatmentSession, times: int) -> None:
    """So many days more with the same session on each, past the triggers that a signature brings."""
    told = {"session": held.pk, "appointment": held.appointment_id, "times": times}
    for table in COPIED:
        owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    for table, (rows, instead) in COPIED.items():
        names = [row[0] for row in owner.execute(COLUMNS, [table]).fetchall()]
        values = ", ".join(instead.get(name, f'old."{name}"') for name in names)
        into = ", ".join(f'"{name}"' for name in names)
        owner.execute(f"INSERT INTO {table} ({into}) SELECT {values} FROM {table} AS old {rows}", told)  # noqa: S608
    for table in COPIED:
        owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@transaction.atomic
def begun(patient: Patient, therapist: Staff, starts_at: datetime) -> TreatmentSession:
    """Started as a therapist starts it, on a visit of that time."""
    service = Service.objects.get()
    ends_at = starts_at + timedelta(minutes=service.durations[0])
    visit = Appointment.objects.create(
        patient=patient, therapist=therapist, service=service, room=Room.objects.get(name=str(therapist)),
        starts_at=starts_at, ends_at=ends_at, occupies=service.occupied(starts_at, ends_at),
        booked_by=therapist, key=uuid.uuid4(),
    )  # fmt: skip
    audit.record("booked", visit, by=None)
    return records.start(appointment=visit, review=ASKED, by=therapist)


def place(held: TreatmentSession, points: int) -> None:
    """So many points, each at a named site of its own, one from each muscle before the second of any."""
    for site in sites(chart_of(held.patient))[:points]:
        records.place(treatment_session=held, **site, key=uuid.uuid4(), by=held.therapist)


def sites(chart: str) -> list[dict[str, Any]]:
    """Every site that the chart shows, on each side, but for areas that are asked about first."""
    turns: Counter[str] = Counter()
    by_turn: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    allowed = MuscleSite.objects.exclude(muscle__in=areas.muscles())
    for row in allowed.select_related("muscle").order_by("muscle", "pk"):
        paired = row.muscle.sides == Muscle.Sides.PAIRED
        for side in (Side.LEFT, Side.RIGHT) if paired else (Side.MIDLINE,):
            if body_map.has_site(chart, row.muscle_id, row.code, side):
                by_turn[turns[row.muscle_id]] += [{"muscle": row.muscle, "side": str(side), "code": row.code}]
        turns[row.muscle_id] += 1
    return [site for turn in sorted(by_turn) for site in by_turn[turn]]


@transaction.atomic
def treat(held: TreatmentSession, points: int = TREATED) -> None:
    """Every point scored before and after, and so many of them treated."""
    held.findings.update(tenderness_before=6, tenderness_after=3)
    Treatment.objects.bulk_create(
        Treatment(
            treatment_session=held, finding=finding, technique="pressure_release", contact="thumb",
            pressure=3, hold_seconds=45, response="released", order=turn, key=uuid.uuid4(),
        )
        for turn, finding in enumerate(held.findings.order_by("number")[:points], 1)
    )  # fmt: skip
    audit.record("charted", held, by=held.therapist)


def sign(held: TreatmentSession) -> None:
    records.write(treatment_session=held, texts=NOTE, version=held.version, by=held.therapist)
    records.sign(treatment_session=held, ended_at=held.appointment.ends_at, by=held.therapist)

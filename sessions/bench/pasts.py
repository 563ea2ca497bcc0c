"""Patients with a past: signed sessions, the same points at each, and one session that is open."""

import uuid
from collections import Counter, defaultdict
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction

from clinic import audit, clock
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
NOTE = {"subjective": "Stiff on waking, easier by noon. " * 6, "plan": "Left side first next time. " * 4}


def with_past(patient: Patient, therapist: Staff, *, visits: int, points: int) -> TreatmentSession:
    """An open session after so many signed ones, a day apart, whose points came along each time."""
    for back in range(visits, 0, -1):
        held = begun(patient, therapist, clock.instant(clock.today() - timedelta(days=back), EVENING))
        if back == visits:
            place(held, points)
        _treat(held)
        sign(held)
    return begun(patient, therapist, clock.now() - timedelta(hours=3))


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
def _treat(held: TreatmentSession) -> None:
    """Every point scored before and after, and some of them treated."""
    held.findings.update(tenderness_before=6, tenderness_after=3)
    Treatment.objects.bulk_create(
        Treatment(
            treatment_session=held, finding=finding, technique="pressure_release", contact="thumb",
            pressure=3, hold_seconds=45, response="released", order=turn, key=uuid.uuid4(),
        )
        for turn, finding in enumerate(held.findings.order_by("number")[:TREATED], 1)
    )  # fmt: skip
    audit.record("charted", held, by=held.therapist)


def sign(held: TreatmentSession) -> None:
    records.write(treatment_session=held, texts=NOTE, version=held.version, by=held.therapist)
    records.sign(treatment_session=held, ended_at=held.appointment.ends_at, by=held.therapist)

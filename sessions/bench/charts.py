"""Signed sessions by the hundred thousand, each with the same few points of its own patient.

One is charted and signed by the rules. The others copy what its note says, and sign over people, times and
scores of their own: everything that the database and `verify_signatures` ask of a session holds of each.
"""

import uuid
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any

from django.db import connection, models, transaction

from clinic import audit, clock
from clinic.bench.loading import loading, write
from patients.models import Patient
from scheduling.bench.scale import Say, Scale, said
from scheduling.models import Appointment, Status
from sessions import records
from sessions.bench import pasts, signing
from sessions.models import FoundReferral, PointFinding, Treatment, TreatmentSession, TriggerPoint, Zone

POINTS, TREATED, BATCH = 5, 3, 10_000
EVENING = time(18)
# Of the newest visits that took place, those from the first to the last; n counts them.
VISITS = """
FROM (
    SELECT visit.*, %(first)s + row_number() OVER () - 1 AS n FROM (
        SELECT * FROM scheduling_appointment WHERE status = 'fulfilled' AND booked_by_id = %(desk)s
        AND id NOT IN (SELECT appointment_id FROM treatment_sessions_treatmentsession WHERE id < %(base)s)
        ORDER BY starts_at DESC, id LIMIT %(size)s OFFSET %(first)s
    ) AS visit
) AS visit JOIN treatment_sessions_treatmentsession AS old ON old.id = %(session)s
"""
FINDING = "%(findings)s + visit.n * %(each)s + %(turn)s"


@dataclass
class Pattern:
    """What was charted by the rules; points: the key of the first of all the patients' points."""

    session: TreatmentSession
    findings: list[PointFinding]
    points: int


def load(scale: Scale, sessions: int, findings: int, say: Say) -> None:
    """So many sessions, of the newest visits, with so many findings in all."""
    each = min(POINTS, -(-findings // max(sessions, 1)))
    with said(say, f"{scale.people * each:,} trigger points"):
        pattern = _pattern(scale, each)
    with said(say, f"{sessions:,} sessions, {sessions * each:,} findings"):
        base = {
            "base": _keys(TreatmentSession, sessions),
            "findings": _keys(PointFinding, sessions * each),
            "treatments": _keys(Treatment, sessions * TREATED),
        }
        for first in range(0, sessions, BATCH):
            _write(scale, pattern, {**base, "first": first, "size": min(BATCH, sessions - first)})


def _pattern(scale: Scale, each: int) -> Pattern:
    """A session of yesterday evening, and the same points for every patient."""
    held = _charted(scale, each)
    findings = list(held.findings.select_related("point").order_by("number"))
    points = _keys(TriggerPoint, scale.people * each)
    rows = (
        "FROM generate_series(0, %(people)s - 1) AS who"
        " JOIN treatment_sessions_triggerpoint AS old ON old.id = %(like)s"
    )
    for turn, finding in enumerate(findings):
        with loading("trigger points"):
            write(
                TriggerPoint,
                {
                    "id": f"%(points)s + who * {each} + {turn}",
                    "patient_id": "%(patient)s + who",
                    **{name: f"old.{name}" for name in ("muscle_id", "side", "code")},
                },
                rows,
                {
                    "points": points,
                    "people": scale.people,
                    "patient": scale.first_patient,
                    "like": finding.point_id,
                },
            )
    return Pattern(held, findings, points)


@transaction.atomic
def _visit(scale: Scale) -> Appointment:
    starts_at = clock.instant(clock.today() - timedelta(days=1), EVENING)
    service, house = scale.house.short, scale.house
    ends_at = starts_at + timedelta(minutes=service.durations[0])
    visit = Appointment.objects.create(
        patient=Patient.objects.get(pk=scale.first_patient),
        therapist=house.therapists[0],
        room=house.rooms[0],
        service=service,
        starts_at=starts_at,
        ends_at=ends_at,
        occupies=service.occupied(starts_at, ends_at),
        status=Status.ARRIVED,
        booked_by=house.therapists[0],
        key=uuid.uuid4(),
    )
    audit.record("booked", visit, by=None)
    return visit


def _charted(scale: Scale, each: int) -> TreatmentSession:
    held = records.start(appointment=_visit(scale), review=pasts.ASKED, by=scale.house.therapists[0])
    pasts.place(held, each)
    pasts.treat(held, TREATED)
    _felt(held)
    held.refresh_from_db()
    pasts.sign(held)
    held.refresh_from_db()
    return held


@transaction.atomic
def _felt(held: TreatmentSession) -> None:
    """The first point refers where its muscle is known to, the second elsewhere, and no other anywhere."""
    known = Zone.objects.order_by("pk")
    for turn, finding in enumerate(held.findings.select_related("point").order_by("number")[:2]):
        theirs = {"referrals__muscle": finding.point.muscle_id}
        zone = known.exclude(**theirs)[0] if turn else known.filter(**theirs)[0]
        records.score(finding=finding, by=held.therapist, referrals=[(zone.pk, "left")])


def _write(scale: Scale, pattern: Pattern, part: dict[str, Any]) -> None:
    """Findings and treatments first: once a session stands there signed, the database takes no more."""
    told = {
        **part,
        "desk": scale.house.desk.pk,
        "session": pattern.session.pk,
        "patient": scale.first_patient,
        "points": pattern.points,
        "each": len(pattern.findings),
        "treated": TREATED,
    }
    with loading("treatment sessions"):
        for turn, finding in enumerate(pattern.findings):
            of_it = {**told, "turn": turn, "like": finding.pk}
            rows = VISITS + "JOIN {} AS first ON first.{} = %(like)s"
            for kind, column, values in (
                (PointFinding, "id", _finding()),
                (Treatment, "finding_id", _given()),
                (FoundReferral, "finding_id", {**_copied(FoundReferral, "first"), "finding_id": FINDING}),
            ):
                write(kind, values, rows.format(kind._meta.db_table, column), of_it)
        signed = {**told, **signing.said(scale.house, pattern.session), "zone": clock.zone().key}
        write(TreatmentSession, _session(), VISITS + signing.rows(pattern.session), signed)


def _finding() -> dict[str, str]:
    return {
        **_copied(PointFinding, "first"),
        "id": FINDING,
        "treatment_session_id": "%(base)s + visit.n",
        "point_id": "%(points)s + (visit.patient_id - %(patient)s) * %(each)s + %(turn)s",
        "tenderness_before": "4 + visit.n %% 6",
        "tenderness_after": "visit.n %% 5",
        "key": "gen_random_uuid()",
    }


def _given() -> dict[str, str]:
    """None where the pattern's own point was not treated."""
    return {
        **_copied(Treatment, "first"),
        "id": signing.treatment("%(turn)s"),
        "treatment_session_id": "%(base)s + visit.n",
        "finding_id": FINDING,
        "technique": signing.one_of(signing.TECHNIQUES),
        "response": signing.one_of(signing.RESPONSES),
        "key": "gen_random_uuid()",
    }


def _session() -> dict[str, str]:
    return {
        **_copied(TreatmentSession, "old"),
        "id": "%(base)s + visit.n",
        "appointment_id": "visit.id",
        **{name: f"visit.{name}" for name in ("patient_id", "therapist_id")},
        "started_at": "visit.starts_at",
        **dict.fromkeys(("ended_at", "saved_at", "signed_at"), "visit.ends_at"),
        "signed_by_id": "visit.therapist_id",
        "pain_before": "3 + visit.n %% 7",
        "pain_after": "visit.n %% 5",
        "snapshot": "sheet.text",
        "digest": "encode(sha256(convert_to(sheet.text, 'UTF8')), 'hex')",
    }


def _copied(kind: type[models.Model], like: str) -> dict[str, str]:
    """Every column as that row has it."""
    fields = [field for field in kind._meta.concrete_fields if not (field.generated or field.primary_key)]
    return {str(field.column): f'{like}."{field.column}"' for field in fields}


def _keys(kind: type[models.Model], number: int) -> int:
    """The first of so many keys that nobody else will get; a million take longer than a page may."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [kind._meta.db_table])
        [sequence] = cursor.fetchone()
        cursor.execute(
            "SELECT min(key) FROM (SELECT nextval(%s) FROM generate_series(1, %s)) AS taken(key)",
            [sequence, number],
        )
        return int(cursor.fetchone()[0])

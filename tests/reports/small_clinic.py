"""A small clinic made up at random: as plain rows for slow sums, and the same in the database."""

import hashlib
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from reports.periods import Period
from scheduling.models import Appointment, Status, TimeOff
from sessions.courses.models import Complaint, SessionComplaint
from sessions.models import (
    FoundReferral,
    Muscle,
    PointFinding,
    Treatment,
    TreatmentSession,
    TriggerPoint,
    Zone,
)
from tests import make

# Half the days lie before London's clocks go back on 25 October 2026, half after; now is 24 November.
MIDDLE = datetime(2026, 10, 24, 12, tzinfo=UTC)
STATUSES = ("fulfilled",) * 6 + ("booked", "noshow", "noshow", "cancelled", "cancelled", "entered-in-error")
MUSCLES = ("levator_scapulae", "infraspinatus", "piriformis")
ZONES = ("temple", "back_neck")
TECHNIQUES = ("pressure_release", "stripping")
RESPONSES = ("released", "released", "partly", "")


@dataclass
class Point:
    muscle: str
    side: str
    status: str
    before: int | None
    after: int | None
    ppt: tuple[float, float] | None
    treatments: list[tuple[str, str, int | None]]
    zones: list[str]


@dataclass
class Visit:
    patient: int
    therapist: int
    starts_at: datetime
    minutes: int
    status: str
    booked_at: datetime
    cancelled_at: datetime | None
    reason: str
    pain: tuple[int | None, int | None] = (None, None)
    signed_at: datetime | None = None
    about_complaint: bool = False
    points: list[Point] = field(default_factory=list)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def counts(self) -> bool:
        return self.status not in {"entered-in-error", "waitlist"}

    @property
    def took_place(self) -> bool:
        return self.status == "fulfilled"


@dataclass
class SmallClinic:
    """off: (therapist or None for all, from, to). over: when each patient's complaint ended, if it did."""

    visits: list[Visit]
    off: list[tuple[int | None, datetime, datetime]]
    over: dict[int, datetime | None]
    period: Period
    people: list[Any] = field(default_factory=list)
    staff: list[Any] = field(default_factory=list)


def invent(random: Random) -> SmallClinic:
    slots = random.sample(range(-60 * 24, 30 * 24, 2), random.randint(4, 14))
    visits = [_visit(random, MIDDLE + timedelta(hours=slot)) for slot in sorted(slots)]
    off = []
    for therapist in random.sample([0, 1, None], random.randint(0, 3)):
        since = MIDDLE + timedelta(hours=random.randint(-400, 400))
        off.append((therapist, since, since + timedelta(hours=random.randint(1, 80))))
    over = {
        patient: MIDDLE + timedelta(days=random.randint(-30, 30)) if random.random() < 0.5 else None
        for patient in range(random.randint(1, 4))
    }
    first = MIDDLE.date() + timedelta(days=random.randint(-50, 10))
    return SmallClinic(visits, off, over, Period(first, first + timedelta(days=random.randint(0, 45))))


def _visit(random: Random, starts_at: datetime) -> Visit:
    status = random.choice(STATUSES)
    if starts_at > datetime(2026, 11, 24, 8, tzinfo=UTC):
        status = random.choice(["booked", "cancelled"])
    visit = Visit(
        patient=random.randint(0, 3),
        therapist=random.randint(0, 1),
        starts_at=starts_at,
        minutes=random.choice([30, 45, 60]),
        status=status,
        booked_at=starts_at - timedelta(hours=random.choice([1, 5, 30, 200, 900])),
        cancelled_at=None,
        reason="",
    )
    if status == "cancelled":
        visit.cancelled_at = starts_at - timedelta(hours=random.choice([0, 5, 23, 24, 25, 100]))
        visit.reason = random.choice(["Ill", "Work", ""])
    if status == "fulfilled":
        visit.pain = (random.choice([None, 0, 3, 6, 8]), random.choice([None, 0, 2, 5, 6]))
        visit.about_complaint = random.random() < 0.8
        visit.signed_at = (
            starts_at + timedelta(hours=random.choice([1, 30])) if random.random() < 0.6 else None
        )
        spots = random.sample(
            [(muscle, side) for muscle in MUSCLES for side in ("left", "right")], random.randint(0, 3)
        )
        visit.points = [_point(random, muscle, side) for muscle, side in spots]
    return visit


def _point(random: Random, muscle: str, side: str) -> Point:
    treatments = [
        (random.choice(TECHNIQUES), random.choice(RESPONSES), random.choice([None, 30, 60]))
        for _ in range(random.randint(0, 2))
    ]
    return Point(
        muscle, side, random.choice(["active", "active", "latent", "resolved"]),
        random.choice([None, 2, 5, 8]), random.choice([None, 0, 3, 5]),
        random.choice([None, (2.0, 2.5), (3.0, 2.8)]), treatments,
        random.sample(ZONES, random.randint(0, 2)),
    )  # fmt: skip


def build(clinic: SmallClinic) -> None:
    """The same rows in the database, keys and all that the sums do not ask about made up."""
    hours = [("08:00", "18:00"), ("22:00", "23:30")]
    clinic.staff = [make.therapist(f"T{place}", hours=hours[place]) for place in range(2)]
    make.working_hours(clinic.staff[0], 5, "17:00", "20:00")  # overlaps the day's own hours
    clinic.people = [make.patient(f"P{place} Person") for place in range(4)]
    for therapist, since, until in clinic.off:
        who = None if therapist is None else clinic.staff[therapist]
        TimeOff.objects.create(therapist=who, starts_at=since, ends_at=until, reason="Away")
    TimeOff.objects.create(
        room=make.room(), starts_at=MIDDLE, ends_at=MIDDLE + timedelta(days=9), reason="Paint"
    )
    ended = {"state": "over", "over_why": "Done"}
    complaints = {
        patient: Complaint.objects.create(
            patient=clinic.people[patient], words="Neck", opened_at=MIDDLE - timedelta(days=90),
            opened_by=clinic.staff[0], key=uuid.uuid4(),
            **(ended | {"over_at": over, "over_by": clinic.staff[0]} if over else {}),
        )
        for patient, over in clinic.over.items()
    }  # fmt: skip
    points: dict[Any, TriggerPoint] = {}
    for visit in clinic.visits:
        _store(clinic, visit, complaints, points)


def _store(clinic: SmallClinic, visit: Visit, complaints: Any, points: Any) -> None:
    row = make.appointment(
        clinic.staff[visit.therapist], visit.starts_at, patient=clinic.people[visit.patient],
        service=make.service(minutes=visit.minutes, buffer_after=15 if visit.minutes == 60 else 0),
        minutes=visit.minutes, status=Status(visit.status),
        cancelled_at=visit.cancelled_at, cancel_reason=visit.reason,
    )  # fmt: skip
    Appointment.objects.filter(pk=row.pk).update(booked_at=visit.booked_at)
    if not visit.took_place:
        return
    session = TreatmentSession.objects.create(
        patient=row.patient, therapist=row.therapist, appointment=row, started_at=visit.starts_at,
        ended_at=visit.ends_at, pain_before=visit.pain[0], pain_after=visit.pain[1],
    )  # fmt: skip
    if visit.about_complaint and visit.patient in complaints:
        SessionComplaint.objects.create(treatment_session=session, complaint=complaints[visit.patient])
    order = 0
    for number, point in enumerate(visit.points, start=1):
        finding = _store_point(clinic, visit, session, point, number, points)
        for technique, response, hold in point.treatments:
            order += 1
            Treatment.objects.create(
                treatment_session=session, finding=finding, technique=technique, response=response,
                hold_seconds=hold, order=order, key=uuid.uuid4(),
            )  # fmt: skip
    if visit.signed_at:
        digest = hashlib.sha256(b"{}").hexdigest()
        TreatmentSession.objects.filter(pk=session.pk).update(
            signed_at=visit.signed_at, signed_by=row.therapist, snapshot="{}", digest=digest
        )


def _store_point(
    clinic: SmallClinic, visit: Visit, session: TreatmentSession, point: Point, number: int, points: Any
) -> PointFinding:
    key = (visit.patient, point.muscle, point.side)
    if key not in points:
        muscle = Muscle.objects.get(pk=point.muscle)
        points[key] = TriggerPoint.objects.create(
            patient=clinic.people[visit.patient], muscle=muscle, side=point.side
        )
    finding = PointFinding.objects.create(
        treatment_session=session, point=points[key], number=number, chart="tp-a", chart_version=1,
        view="posterior", x="0.5", y="0.5", status=point.status, tenderness_before=point.before,
        tenderness_after=point.after, placed_by="tap", key=uuid.uuid4(),
        ppt_before=point.ppt and point.ppt[0], ppt_after=point.ppt and point.ppt[1],
    )  # fmt: skip
    for zone in point.zones:
        FoundReferral.objects.create(finding=finding, zone=Zone.objects.get(pk=zone), side="left")
    return finding

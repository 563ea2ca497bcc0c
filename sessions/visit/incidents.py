"""Incidents: written down at once or later, told in full to the care team, to others as counts."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet
from django.urls import reverse

from clinic import audit, clock
from clinic.models import Role, Staff
from clinic.transactions import verb
from sessions.models import PointFinding, TreatmentSession
from sessions.open_session import hold
from sessions.refusals import SessionRefused
from sessions.treatment_models import Adverse
from sessions.visit import hanging
from sessions.visit.models import Incident


class Counted(NamedTuple):
    kind: str
    number: int


class Untold(NamedTuple):
    """An adverse response that no incident of this session tells of; url: where it is written down."""

    words: str
    url: str


@verb
def write(
    *,
    treatment_session: TreatmentSession,
    kind: str,
    happened_at: datetime,
    happened: str,
    done: str,
    told: str = "",
    key: uuid.UUID,
    by: Staff,
) -> Incident:
    """Keep what happened; also for a signed session, of which no word changes. A key counts once."""
    held = hold(treatment_session)
    if not by.has(Role.THERAPIST) or not TreatmentSession.objects.visible_to(by).filter(pk=held.pk).exists():
        raise SessionRefused("Only the therapists of the care team write down an incident.")
    if repeated := held.incidents.filter(key=key).first():
        return repeated
    # A time is told in minutes: what happened in the first one is not before it.
    if happened_at < held.started_at.replace(second=0, microsecond=0):
        raise SessionRefused(
            f"It cannot have happened before the session began, at {clock.local(held.started_at):%H:%M}."
        )
    if happened_at > clock.now():
        raise SessionRefused("That time is still to come. Say when it happened.")
    about: dict[str, Any] = {"kind": kind, "happened": happened, "done": done, "told": told, "key": key}
    row = Incident.objects.create(
        treatment_session=held, happened_at=happened_at, at=clock.now(), by=by, **about
    )
    audit.record("wrote an incident", held, by=by, fields=[kind], ids=[row.pk])
    return row


def untold(treatment_session: TreatmentSession, findings: Iterable[PointFinding]) -> list[Untold]:
    """One for each kind of adverse response that was recorded with a treatment, in the points' order."""
    told = {row.kind for row in hanging.rows(treatment_session, "incidents")}
    points: dict[str, list[str]] = {}
    for finding in findings:
        for treatment in finding.treatments.all():
            if treatment.adverse not in {Adverse.NONE, *told}:
                points.setdefault(treatment.adverse, []).append(finding.point.words)
    page = reverse("sessions:incident", args=[treatment_session.pk])
    return [
        Untold(f"{Adverse(kind).label} after {', '.join(dict.fromkeys(names))}", f"{page}?kind={kind}")
        for kind, names in points.items()
    ]


def seen_by(staff: Staff) -> QuerySet[Incident]:
    """In full, the newest first: those of patients whose chart is open to this therapist."""
    rows: QuerySet[Incident] = Incident.objects.visible_to(staff)
    return rows.select_related("treatment_session__patient", "by").order_by("-happened_at", "-pk")


def counted(since: date, until: date) -> Iterable[Counted]:
    """How many of each kind happened in these days, of all patients; kinds without any are left out."""
    period = (clock.clinic_day(since)[0], clock.clinic_day(until)[1])
    rows = Incident.objects.filter(happened_at__gte=period[0], happened_at__lt=period[1])
    found = rows.order_by().values("kind").annotate(number=Count("pk"))
    words = dict(Incident.Kind.choices)
    told = (Counted(str(words[row["kind"]]), row["number"]) for row in found)
    return sorted(told, key=lambda one: (-one.number, one.kind))

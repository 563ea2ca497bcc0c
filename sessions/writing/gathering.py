"""Collects what is known of a session: the rows, and from them the facts that its note is written from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from clinic import clock
from patients.models import PostureFinding
from sessions.models import PointFinding, TreatmentSession
from sessions.writing import reference
from sessions.writing.facts import (
    ConductFact,
    Facts,
    MotionFact,
    TestFact,
    in_a_sentence,
    of_finding,
    of_posture,
)
from sessions.writing.models import MODALITIES, Conduct, Motion, PhysicalTest


@dataclass(frozen=True)
class Rows:
    """What a session has besides its points, in the order it is told in."""

    motions: Sequence[Motion] = ()
    tests: Sequence[PhysicalTest] = ()
    posture: Sequence[PostureFinding] = ()
    conduct: Conduct | None = None
    before: TreatmentSession | None = field(default=None, compare=False)


def rows(treatment_session: TreatmentSession, before: TreatmentSession | None = None) -> Rows:
    """From the database, in three queries and the session's own conduct; before: the one signed last."""
    order = list(reference.movements())
    motions = sorted(treatment_session.motions.all(), key=lambda row: (_place(order, row.movement), row.side))
    tests = sorted(treatment_session.physical_tests.all(), key=lambda row: (row.name.casefold(), row.side))
    return Rows(motions, tests, _posture(treatment_session), conduct_of(treatment_session), before)


def conduct_of(treatment_session: TreatmentSession) -> Conduct | None:
    return getattr(treatment_session, "conduct", None)


def facts(treatment_session: TreatmentSession, findings: Iterable[PointFinding], known: Rows) -> Facts:
    before = known.before
    return Facts(
        points=tuple(of_finding(finding) for finding in findings),
        motions=tuple(_motion(row) for row in known.motions),
        tests=tuple(TestFact(sided(row.name, row.side), row.result) for row in known.tests),
        posture=of_posture(known.posture),
        conduct=_conduct(known.conduct),
        pain_before=treatment_session.pain_before,
        pain_after=treatment_session.pain_after,
        left_with=before.pain_after if before else None,
        left_on=day_of(before) if before else None,
    )


def last_signed(treatment_session: TreatmentSession) -> TreatmentSession | None:
    """The patient's signed session before this one, whoever gave it."""
    earlier = treatment_session.patient.treatment_sessions.signed().filter(
        started_at__lt=treatment_session.started_at
    )
    return earlier.select_related("therapist").order_by("-started_at").first()


def day_of(treatment_session: TreatmentSession) -> date:
    return clock.local(treatment_session.started_at).date()


def sided(name: str, side: str) -> str:
    """Neck rotation, right."""
    return f"{name}, {side}" if side else name


def _motion(row: Motion) -> MotionFact:
    words = in_a_sentence(sided(reference.movement_name(row.movement), row.side))
    return MotionFact(words, row.before, row.after, row.pain)


def _conduct(row: Conduct | None) -> ConductFact:
    if row is None:
        return ConductFact()
    worked = {words: getattr(row, name) for name, words in MODALITIES.items()}
    return ConductFact(
        minutes={words: minutes for words, minutes in worked.items() if minutes is not None},
        positions=tuple(Conduct.Position(position).label for position in row.positions),
        draping=row.get_draping_display() if row.draping else "",
        products=row.products,
        tolerance=row.get_tolerance_display() if row.tolerance else "",
        home_care=row.home_care,
        next_visit=row.next_visit,
        lines=row.lines,
    )


def _posture(treatment_session: TreatmentSession) -> Sequence[PostureFinding]:
    """What was assessed on the session's own day."""
    start, end = clock.clinic_day(day_of(treatment_session))
    found = PostureFinding.objects.filter(
        note__patient=treatment_session.patient_id, note__assessed_at__range=(start, end)
    )
    return list(found.select_related("sign", "measure").order_by("sign__order", "side", "pk"))


def _place(order: list[str], slug: Any) -> int:
    return order.index(slug) if slug in order else len(order)

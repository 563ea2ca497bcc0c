"""Collects what is known of a session: the rows, and from them the facts that its note is written from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from clinic import clock
from clinic.asking import together
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
    home_care: Sequence[Any] = ()
    before: TreatmentSession | None = field(default=None, compare=False)


class Questions(NamedTuple):
    """What rows are made of, not read yet."""

    motions: QuerySet[Motion]
    tests: QuerySet[PhysicalTest]
    posture: QuerySet[PostureFinding]
    home_care: QuerySet[Any]
    before: QuerySet[TreatmentSession]


def questions(treatment_session: TreatmentSession) -> Questions:
    return Questions(
        treatment_session.motions.all(),
        treatment_session.physical_tests.all(),
        _posture(treatment_session),
        treatment_session.home_care.order_by("pk"),
        _signed_before(treatment_session),
    )


def rows(treatment_session: TreatmentSession, asked: Questions | None = None) -> Rows:
    """From the database, in one statement with the session's own conduct; asked: read already."""
    if asked is None:
        asked = questions(treatment_session)
        together(*asked)
    order = list(reference.movements())
    motions = sorted(asked.motions, key=lambda row: (_place(order, row.movement), row.side))
    tests = sorted(asked.tests, key=lambda row: (row.name.casefold(), row.side))
    before = next(iter(asked.before), None)
    conduct = conduct_of(treatment_session)
    return Rows(motions, tests, [*asked.posture], conduct, [*asked.home_care], before)


def conduct_of(treatment_session: TreatmentSession) -> Conduct | None:
    return getattr(treatment_session, "conduct", None)


def facts(treatment_session: TreatmentSession, findings: Iterable[PointFinding], known: Rows) -> Facts:
    before = known.before
    return Facts(
        points=tuple(of_finding(finding) for finding in findings),
        motions=tuple(_motion(row) for row in known.motions),
        tests=tuple(TestFact(sided(row.name, row.side), row.result) for row in known.tests),
        posture=of_posture(known.posture),
        conduct=_conduct(known.conduct, known.home_care),
        pain_before=treatment_session.pain_before,
        pain_after=treatment_session.pain_after,
        left_with=before.pain_after if before else None,
        left_on=day_of(before) if before else None,
    )


def last_signed(treatment_session: TreatmentSession) -> TreatmentSession | None:
    """The patient's signed session before this one, whoever gave it."""
    return _signed_before(treatment_session).first()


def _signed_before(treatment_session: TreatmentSession) -> QuerySet[TreatmentSession]:
    earlier = TreatmentSession.objects.signed().filter(
        patient=treatment_session.patient_id, started_at__lt=treatment_session.started_at
    )
    return earlier.select_related("therapist").order_by("-started_at")[:1]


def day_of(treatment_session: TreatmentSession) -> date:
    return clock.local(treatment_session.started_at).date()


def sided(name: str, side: str) -> str:
    """Neck rotation, right."""
    return f"{name}, {side}" if side else name


def _motion(row: Motion) -> MotionFact:
    words = in_a_sentence(sided(reference.movement_name(row.movement), row.side))
    return MotionFact(words, row.before, row.after, row.pain)


def _conduct(row: Conduct | None, given: Sequence[Any]) -> ConductFact:
    """given: home care from the library; what else was said of it stands in the row."""
    at_home = tuple(f"{one.title}. {one.dose}" for one in given)
    if row is None:
        return ConductFact(given=at_home)
    worked = {words: getattr(row, name) for name, words in MODALITIES.items()}
    return ConductFact(
        minutes={words: minutes for words, minutes in worked.items() if minutes is not None},
        positions=tuple(Conduct.Position(position).label for position in row.positions),
        draping=row.get_draping_display() if row.draping else "",
        products=row.products,
        tolerance=row.get_tolerance_display() if row.tolerance else "",
        given=at_home,
        home_care=row.home_care,
        next_visit=row.next_visit,
        lines=row.lines,
    )


def _posture(treatment_session: TreatmentSession) -> QuerySet[PostureFinding]:
    """What was assessed on the session's own day."""
    start, end = clock.clinic_day(day_of(treatment_session))
    found = PostureFinding.objects.filter(
        note__patient=treatment_session.patient_id, note__assessed_at__range=(start, end)
    )
    return found.select_related("sign", "measure").order_by("sign__order", "side", "pk")


def _place(order: list[str], slug: Any) -> int:
    return order.index(slug) if slug in order else len(order)

"""What the rules of a point read beside its session: one statement, as it is once the session is held."""

from collections.abc import Sequence
from typing import Any, NamedTuple, Self
from uuid import UUID

from django.db.models import QuerySet

from clinic.asking import Standing, blank, give
from clinic.models import Staff
from sessions.models import (
    FoundReferral,
    Muscle,
    MuscleSite,
    PointFinding,
    Treatment,
    TreatmentSession,
    TriggerPoint,
)
from sessions.open_session import SESSION, Held
from sessions.visit import stopping
from sessions.visit.refusals import Stopped

FINDING, KEY = blank("finding", "bigint"), blank("key", "uuid")
MUSCLE, SIDE, CODE = (blank(name, "varchar") for name in ("muscle", "side", "code"))


class Site(NamedTuple):
    """listed: the catalogue's site of that code. known: the patient's own point there, if it is free here."""

    listed: QuerySet[MuscleSite]
    known: QuerySet[TriggerPoint]

    @classmethod
    def of(cls, held: TreatmentSession, muscle: Muscle, side: str, code: str) -> Self:
        return cls(*SITE.ask(session=held.pk, muscle=muscle.pk, side=side, code=code))


class Spot(NamedTuple):
    """A session that gets a point. first: what that key placed before. numbers: those taken on the map."""

    held: TreatmentSession
    first: Sequence[PointFinding]
    numbers: Sequence[int]
    stops: Sequence[Any]
    site: Site

    @classmethod
    def of(cls, treatment_session: TreatmentSession, by: Staff, **told: Any) -> Self:
        """told: the key, the muscle's slug, the side and the site's code."""
        held, first, numbers, stops, *site = SPOT.open(treatment_session, by, **told)
        for row in first:
            row.repeated = True
        return cls(held, first, numbers, stops, Site(*site))

    def refuse_new_work(self) -> None:
        """As stopping.refuse_new_work() does."""
        if self.stops:
            raise Stopped


class Point(NamedTuple):
    """A point of an open session. later: visits it was carried on to. satellites: the numbers of its own."""

    held: TreatmentSession
    finding: PointFinding
    later: Sequence[int]
    satellites: Sequence[int]

    @classmethod
    def of(cls, finding: PointFinding, by: Staff) -> Self:
        """With all that hangs from it; raises DoesNotExist where it was taken off meanwhile."""
        asked = POINT.open(finding.treatment_session, by, finding=finding.pk)
        held, rows, referrals, treatments, later, satellites = asked
        for found in rows:
            found.treatment_session = held
            give(found, "found_referrals", referrals)
            give(found, "treatments", treatments)
            return cls(held, found, later, satellites)
        raise PointFinding.DoesNotExist

    @property
    def is_bare(self) -> bool:
        """Nothing was said of it or done at it that would go with it."""
        return not self.finding.found_referrals.all() and not self.finding.treatments.all()


class Hands(NamedTuple):
    """A point that is treated. first: what that key recorded before. given: the session's treatments."""

    held: TreatmentSession
    first: Sequence[Treatment]
    stops: Sequence[Any]
    finding: PointFinding
    given: Sequence[int]

    @classmethod
    def of(cls, finding: PointFinding, by: Staff, key: UUID) -> Self:
        """Raises DoesNotExist where the point was taken off meanwhile."""
        asked = HANDS.open(finding.treatment_session, by, finding=finding.pk, key=key)
        held, first, stops, rows, given = asked
        for row in first:
            row.repeated = True
        for found in rows:
            found.treatment_session = held
            return cls(held, first, stops, found, given)
        raise PointFinding.DoesNotExist


def _site() -> list[QuerySet[Any]]:
    here = {"muscle": MUSCLE, "side": SIDE, "code": CODE}
    known = TriggerPoint.objects.filter(**here, patient__treatment_sessions=SESSION).exclude(code="")
    free = known.exclude(findings__treatment_session=SESSION)
    return [MuscleSite.objects.filter(muscle=MUSCLE, code=CODE), free.order_by("pk")[:1]]


def _spot() -> list[QuerySet[Any]]:
    on_the_map = PointFinding.objects.filter(treatment_session=SESSION)
    return [
        on_the_map.filter(key=KEY).select_related("point__muscle"),
        on_the_map.values_list("number", flat=True),
        stopping.standing(SESSION),
        *_site(),
    ]


def _point() -> list[QuerySet[Any]]:
    rows = PointFinding.objects.filter(pk=FINDING, treatment_session=SESSION)
    return [
        rows.select_related("point__muscle", "previous__treatment_session").defer(
            "previous__treatment_session__snapshot"
        ),
        FoundReferral.objects.filter(finding=FINDING).select_related("zone"),
        Treatment.objects.filter(finding=FINDING),
        PointFinding.objects.filter(previous=FINDING).values_list("pk", flat=True)[:1],
        PointFinding.objects.filter(parent=FINDING).order_by("number").values_list("number", flat=True),
    ]


def _hands() -> list[QuerySet[Any]]:
    here = Treatment.objects.filter(treatment_session=SESSION)
    return [
        here.filter(key=KEY),
        stopping.standing(SESSION),
        PointFinding.objects.filter(pk=FINDING, treatment_session=SESSION).select_related("point__muscle"),
        here.values_list("pk", flat=True),
    ]


SITE, SPOT, POINT, HANDS = Standing(_site), Held(_spot), Held(_point), Held(_hands)

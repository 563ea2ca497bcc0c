"""What treatment sessions and the body map say when two records of patients become one."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from patients.merging import concerns
from patients.merging.steps import Step
from patients.models import Merge, Patient
from sessions.courses import merging as _courses  # noqa: F401  registers its own concerns
from sessions.models import PointFinding, TreatmentSession, TriggerPoint

SESSION, POINT = "treatment_sessions.TreatmentSession", "treatment_sessions.TriggerPoint"
FINDING, APPOINTMENT = "treatment_sessions.PointFinding", "scheduling.Appointment"


@concerns.about(SESSION)
class Sessions(concerns.Concern):
    def obstacles(self, kept: Patient, absorbed: Patient) -> Iterator[str]:
        """Two maps that are being drawn would become one person's at the same moment."""
        under_way = TreatmentSession.objects.unsigned().filter(ended_at__isnull=True)
        mine, theirs = (under_way.filter(patient=one).first() for one in (kept, absorbed))
        if mine and theirs:
            yield (
                f"Both have a session that is not signed, with {mine.therapist.first_name} and with "
                f"{theirs.therapist.first_name}. Have one of them signed first."
            )

    def undo_obstacles(self, merge: Merge) -> Iterator[str]:
        """A session begun since for an appointment that would go back without it."""
        sessions, appointments = concerns.moved(merge, SESSION), concerns.moved(merge, APPOINTMENT)
        begun = TreatmentSession.objects.filter(appointment__in=appointments).exclude(pk__in=sessions)
        if count := begun.count():
            yield (
                f"Since the merge {_many(count, 'session')} begun for an appointment that came with record "
                f"{merge.absorbed.number}. They belong together now, so the merge stays."
            )


@concerns.about(POINT)
class Points(concerns.Concern):
    """The same site of the same muscle is one point: its findings go on under the kept record's."""

    def aside(self, kept: Patient, absorbed: Patient) -> set[int]:
        return set(_twins(kept, absorbed))

    def steps(self, kept: Patient, absorbed: Patient) -> Sequence[Step]:
        return [
            Step(FINDING, "point", [*point.findings.order_by("pk").values_list("pk", flat=True)], key, twin)
            for key, twin in _twins(kept, absorbed).items()
            if (point := TriggerPoint.objects.get(pk=key)).findings.exists()
        ]

    def undo_obstacles(self, merge: Merge) -> Iterator[str]:
        """A finding made since that joins a visit of the one with a point of the other."""
        sessions, points = concerns.moved(merge, SESSION), concerns.moved(merge, POINT)
        findings = concerns.moved(merge, FINDING, "point")
        rows = PointFinding.objects.filter(treatment_session__patient=merge.kept)
        torn = {
            session
            for key, session, point in rows.values_list("pk", "treatment_session", "point")
            if (session in sessions) != (point in points or key in findings)
        }
        if torn:
            yield (
                f"Since the merge {_many(len(torn), 'visit')} charted on points of both records. "
                "They cannot be told apart any more."
            )


def _twins(kept: Patient, absorbed: Patient) -> dict[int, int]:
    """Of the absorbed record's points with a site, which of the kept one's each is; pairs in order."""
    mine = defaultdict(list)
    for point in kept.trigger_points.exclude(code="").order_by("pk"):
        mine[_site(point)].append(point.pk)
    return {
        point.pk: mine[_site(point)].pop(0)
        for point in absorbed.trigger_points.exclude(code="").order_by("pk")
        if mine[_site(point)]
    }


def _site(point: TriggerPoint) -> tuple[str, str, str]:
    return (point.muscle_id, point.side, point.code)


def _many(count: int, what: str) -> str:
    return f"a {what} was" if count == 1 else f"{count} {what}s were"

"""Times that appointments of the past would take: free in our schedule, and of each other."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from reports.imports.models import ImportRow
from scheduling.models import HOLDING, Appointment, Location, Room

PLACE = "Before Softhold"
TAKEN = "Its time is taken: the therapist or the patient has another appointment then."
TWICE = "Its time is taken by a line above: the therapist or the patient is there twice."
# Each against those that hold their time, by the constraints' own indexes.
TAKEN_HERE = """
SELECT n FROM unnest(%s::int[], %s::bigint[], %s::bigint[], %s::timestamptz[], %s::timestamptz[])
    AS asked(n, therapist, patient, starts, ends)
WHERE EXISTS (
    SELECT FROM scheduling_appointment WHERE therapist_id = therapist
    AND occupies && tstzrange(starts, ends) AND status = ANY (%s)
) OR EXISTS (
    SELECT FROM scheduling_appointment WHERE patient_id = patient
    AND tstzrange(starts_at, ends_at) && tstzrange(starts, ends) AND status = ANY (%s)
)
"""
Span = tuple[datetime, datetime]


def know(rows: Sequence[ImportRow]) -> None:
    """Those that stand in our schedule already, whoever entered them."""
    people = {row.becomes["patient"] for row in rows}
    starts = [datetime.fromisoformat(row.becomes["starts"]) for row in rows]
    held = Appointment.objects.filter(patient__in=people, starts_at__in=starts)
    here = {*held.values_list("patient", "therapist", "starts_at")}
    for row, at in zip(rows, starts, strict=True):
        if (row.becomes["patient"], row.becomes["therapist"], at) in here:
            row.verdict = ImportRow.Verdict.HERE


class Diary:
    """Remembers the times of the lines it has let through."""

    def __init__(self) -> None:
        self.taken: dict[tuple[str, int], list[Span]] = defaultdict(list)

    def refuse_taken(self, rows: Sequence[ImportRow]) -> None:
        """Those that hold their time, in the order of the file."""
        holding = [row for row in rows if row.becomes["status"] in HOLDING]
        taken = _taken_here([row.becomes for row in holding])
        for place, row in enumerate(holding):
            if place in taken:
                row.verdict, row.reason = ImportRow.Verdict.SKIP, TAKEN
            elif not self._takes(row.becomes):
                row.verdict, row.reason = ImportRow.Verdict.SKIP, TWICE

    def _takes(self, said: dict[str, Any]) -> bool:
        span = span_of(said)
        lists = [self.taken["therapist", said["therapist"]], self.taken["patient", said["patient"]]]
        if not all(_is_free(spans, span) for spans in lists):
            return False
        for spans in lists:
            insort(spans, span)
        return True


def span_of(said: dict[str, Any]) -> Span:
    starts_at = datetime.fromisoformat(said["starts"])
    return starts_at, starts_at + timedelta(minutes=said["minutes"])


def elsewhere(therapist: str) -> Room:
    """Where visits of the past took place, a place for each therapist, in which nobody can book."""
    location, _ = Location.objects.get_or_create(name=PLACE, defaults={"active": False})
    name = f"elsewhere ({therapist})"[:40]
    return Room.objects.get_or_create(location=location, name=name, defaults={"active": False})[0]


def clear_away() -> None:
    """The places that no appointment names any more."""
    rooms = Room.objects.filter(location__name=PLACE, active=False)
    rooms.filter(appointments__isnull=True).delete()
    Location.objects.filter(name=PLACE, rooms__isnull=True).delete()


def _is_free(spans: list[Span], span: Span) -> bool:
    """Against the neighbours in a list without overlaps."""
    place = bisect_left(spans, span)
    before = place == 0 or spans[place - 1][1] <= span[0]
    return before and (place == len(spans) or spans[place][0] >= span[1])


def _taken_here(told: list[dict[str, Any]]) -> set[int]:
    if not told:
        return set()
    spans = [span_of(said) for said in told]
    asked = [
        [*range(len(told))],
        [said["therapist"] for said in told],
        [said["patient"] for said in told],
        [starts for starts, _ in spans],
        [ends for _, ends in spans],
    ]
    with connection.cursor() as cursor:
        cursor.execute(TAKEN_HERE, [*asked, [*HOLDING], [*HOLDING]])
        return {n for (n,) in cursor}

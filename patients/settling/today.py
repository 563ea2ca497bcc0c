"""The readings of a clinic day taken together: the worse one counts until somebody corrects it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from django.db.models import QuerySet

from clinic import clock
from patients.facts import Facts
from patients.models import Patient, Reading

PREGNANCY = timedelta(weeks=40)
MINUTE = timedelta(minutes=1)
MOST_WEEKS = 45


def readings_of(patients: Iterable[Patient], *, on: date) -> QuerySet[Reading]:
    """What was measured and asked of them on that day."""
    return Reading.objects.filter(patient__in=list(patients), on=on)


def facts_of(
    patients: Iterable[Patient], *, on: date, readings: Iterable[Reading] | None = None
) -> dict[int, Facts]:
    """By patient's key: age, and that day's readings, in one query where they are not given."""
    people = list(patients)
    taken: dict[int, list[Reading]] = {}
    for reading in readings_of(people, on=on) if readings is None else readings:
        taken.setdefault(reading.patient_id, []).append(reading)
    return {
        person.pk: together(Facts.of(person, on=on), taken.get(person.pk, ()), on=on) for person in people
    }


def together(facts: Facts, readings: Iterable[Reading], *, on: date) -> Facts:
    """The facts with these readings of one day, whatever their order; of each kind the worse one counts."""
    every = list(readings)
    standing = standing_of(every)
    if not standing:
        return facts
    measured = sorted((one for one in standing if one.systolic is not None), key=_strain, reverse=True)
    worst, *others = [(one.systolic, one.diastolic) for one in measured] or [(None, None)]
    newest_first = sorted(standing, key=lambda one: (one.at, one.pk or 0), reverse=True)
    return replace(
        facts,
        systolic=worst[0],
        diastolic=worst[1],
        other_pressures=tuple(others),
        celsius=max((float(one.celsius) for one in standing if one.celsius is not None), default=None),
        minutes_since_painkiller=min(_minutes(standing, on), default=None),
        weeks_pregnant=next((weeks for one in newest_first if (weeks := _weeks(one)) is not None), None),
        intoxicated=_any(one.intoxicated for one in standing),
        changed=_any(one.changed for one in standing),
    )


def standing_of(readings: Iterable[Reading]) -> list[Reading]:
    """Those that nobody has corrected."""
    every = list(readings)
    corrected = {one.corrects_id for one in every if one.corrects_id}
    return [one for one in every if one.pk not in corrected]


def _strain(reading: Reading) -> tuple[float, int]:
    """How far the worse of the two numbers goes, to show it first; the bands judge each reading by itself."""
    systolic, diastolic = reading.systolic or 0, reading.diastolic or 0
    # As shipped the bands lie at 160/100 and 180/110: two of systolic weigh one of diastolic.
    return max((systolic - 160) / 2, diastolic - 100), systolic


def _minutes(readings: list[Reading], on: date) -> list[int]:
    """Counted from now, or for a day that is over from when it was asked."""
    now = clock.now()
    return [
        max((now if on == clock.today() else one.at) - one.painkiller_at, timedelta(0)) // MINUTE
        for one in readings
        if one.painkiller_at
    ]


def _weeks(reading: Reading) -> int | None:
    if reading.weeks_pregnant is not None or reading.due_on is None:
        return reading.weeks_pregnant
    return min(max((PREGNANCY - (reading.due_on - reading.on)).days // 7, 0), MOST_WEEKS)


def _any(said: Iterable[bool | None]) -> bool | None:
    known = [one for one in said if one is not None]
    return any(known) if known else None

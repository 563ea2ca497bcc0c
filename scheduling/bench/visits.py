"""Years of visits in the house: half hours on every working day of the past, hours in the weeks to come.

Ten therapists with sixteen half hours a day, six days a week, are 50,000 visits a year, a million in twenty.
A place in the week belongs to one patient for eight weeks, then to the next. The same seed gives the same.
"""

from datetime import date, timedelta
from typing import Any

from clinic import clock
from clinic.bench.loading import loading, write
from scheduling.bench.house import House
from scheduling.models import Appointment, Status

A_DAY, A_WEEK, BATCH = 160, 960, 50_000
WEEKS_AHEAD = 14
# Of 128: so many stay away, so many call off; everybody else came.
MISSED, CALLED_OFF = 5, 9

# n counts the places backwards from last Saturday: the day it falls on, the half hour in it, and who.
PAST = """
FROM generate_series(%(first)s, %(last)s - 1) AS n
CROSS JOIN LATERAL (
    SELECT n / 160 / 6 AS week, 5 - n / 160 %% 6 AS weekday, n %% 160 / 10 AS half, n %% 10 AS who
) AS at
CROSS JOIN LATERAL (SELECT (
    %(monday)s::date - 7 * (1 + week) + weekday + time '08:00'
    + make_interval(mins => half * 30 + half / 8 * 60)
) AT TIME ZONE %(zone)s AS since, abs(hashint8extended(n, %(seed)s) %% 128) AS chance) AS began
"""
# The sixteen of eighty that stay free on a day are spread over it.
AHEAD = """
FROM generate_series(0, %(days)s - 1) AS day
CROSS JOIN generate_series(0, 79) AS n
CROSS JOIN LATERAL (SELECT n / 10 AS half, n %% 10 AS who) AS at
CROSS JOIN LATERAL (SELECT (
    %(monday)s::date + day / 5 * 7 + day %% 5 + time '08:00' + make_interval(hours => half + half / 4)
) AT TIME ZONE %(zone)s AS since) AS began
WHERE (n + n / 10 + day) %% 5 > 0
"""
EVERY = {
    "therapist_id": "(%(therapists)s::bigint[])[1 + who]",
    "room_id": "(%(rooms)s::bigint[])[1 + who]",
    "starts_at": "since",
    "booked_by_id": "%(desk)s",
}
LONG = {
    "patient_id": "%(patient)s + (%(seed)s + day / 5 * 400 + day %% 5 * 80 + n) %% %(people)s",
    "service_id": "%(long)s",
    "ends_at": "since + interval '45 min'",
    "occupies": "tstzrange(since, since + interval '1 hour')",
    "status": "CASE WHEN since < %(now)s THEN 'fulfilled' ELSE 'booked' END",
    "arrived_at": "CASE WHEN since < %(now)s THEN since END",
    "booked_at": "least(since, %(now)s) - interval '3 days'",
    "key": "md5(concat('ahead', %(seed)s, day, '/', n))::uuid",
}
SHORT = {
    "patient_id": "%(patient)s + (%(seed)s + n %% 960 + 960 * (week / 8)) %% %(people)s",
    "service_id": "%(short)s",
    "ends_at": "since + interval '30 min'",
    "occupies": "tstzrange(since, since + interval '30 min')",
    "status": f"CASE WHEN chance < {MISSED} THEN '{Status.NOSHOW}'"
    f" WHEN chance < {MISSED + CALLED_OFF} THEN '{Status.CANCELLED}' ELSE '{Status.FULFILLED}' END",
    "confirmed_at": "CASE WHEN chance > 30 THEN since - interval '1 day' END",
    "arrived_at": f"CASE WHEN chance >= {MISSED + CALLED_OFF}"
    " THEN since - make_interval(mins => chance::int %% 9) END",
    "cancelled_at": f"CASE WHEN chance BETWEEN {MISSED} AND {MISSED + CALLED_OFF - 1}"
    " THEN since - make_interval(hours => chance::int * 6) END",
    "cancel_reason": f"CASE WHEN chance BETWEEN {MISSED} AND {MISSED + CALLED_OFF - 1}"
    " THEN 'The patient asked' ELSE '' END",
    "booked_at": "since - make_interval(days => 3 + chance::int %% 20)",
    "key": "md5(concat('past', %(seed)s, '/', n))::uuid",
}


def ahead(house: House, first_patient: int, people: int, *, seed: int) -> int:
    """This week and fourteen more, Monday to Friday: 64 of a day's 80 hours are taken, 320 of a week's."""
    said = _said(house, first_patient, people, seed) | {"days": (1 + WEEKS_AHEAD) * 5}
    with loading("the weeks to come"):
        return write(Appointment, {**EVERY, **LONG}, AHEAD, said)


def past(house: House, first_patient: int, people: int, *, first: int, last: int, seed: int) -> int:
    """The visits from the first on, counted backwards from last Saturday, without the last itself."""
    said, written = _said(house, first_patient, people, seed), 0
    for since in range(first, last, BATCH):
        part = {"first": since, "last": min(since + BATCH, last)}
        with loading("years of visits"):
            written += write(Appointment, {**EVERY, **SHORT}, PAST, said | part)
    return written


def monday() -> date:
    """Of this week."""
    today = clock.today()
    return today - timedelta(days=today.weekday())


def _said(house: House, first_patient: int, people: int, seed: int) -> dict[str, Any]:
    return {
        "therapists": [one.pk for one in house.therapists],
        "rooms": [one.pk for one in house.rooms],
        "desk": house.desk.pk,
        "long": house.long.pk,
        "short": house.short.pk,
        "patient": first_patient,
        "people": people,
        "monday": monday(),
        "now": clock.now(),
        "zone": clock.zone().key,
        "seed": seed,
    }

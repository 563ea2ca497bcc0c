"""How many minutes could have been worked: published hours less what was blocked."""

from typing import Any

from django.db import connection

from clinic import clock
from reports.question import Question

# A day's hours are one set of instants, so that two stretches that overlap count once, and so does time
# that is blocked twice. What closes the clinic blocks everybody; a closed room blocks nobody, and whoever
# goes to a chair-massage event is at work.
AVAILABLE = """
WITH opened AS (
    SELECT hours.therapist_id, day::date AS day,
        range_agg(tstzrange(
            (day + starts) AT TIME ZONE %(zone)s,
            greatest((day + starts) AT TIME ZONE %(zone)s, (day + ends) AT TIME ZONE %(zone)s)
        )) AS spans
    FROM generate_series(%(first)s::timestamp, %(last)s::timestamp, interval '1 day') AS day
    JOIN scheduling_workinghours hours
        ON hours.weekday = extract(isodow FROM day) - 1
        AND hours.valid_from <= day AND (hours.valid_until IS NULL OR hours.valid_until >= day)
    WHERE (%(therapist)s::bigint IS NULL OR hours.therapist_id = %(therapist)s)
        AND (%(location)s::bigint IS NULL OR hours.location_id = %(location)s)
    GROUP BY hours.therapist_id, day
), blocked AS MATERIALIZED (
    SELECT therapist_id, range_agg(tstzrange(starts_at, ends_at)) AS spans
    FROM scheduling_timeoff
    WHERE room_id IS NULL AND chair_day_id IS NULL AND ends_at > %(since)s AND starts_at < %(until)s
    GROUP BY therapist_id
), closed AS (
    SELECT coalesce((SELECT spans FROM blocked WHERE therapist_id IS NULL), '{}') AS spans
)
SELECT opened.therapist_id, date_trunc(%(step)s, day)::date AS begun,
    sum(extract(epoch FROM upper(span) - lower(span)) / 60)::float AS minutes
FROM opened CROSS JOIN closed
LEFT JOIN blocked USING (therapist_id)
CROSS JOIN LATERAL unnest(opened.spans - closed.spans - coalesce(blocked.spans, '{}')) AS span
GROUP BY opened.therapist_id, begun
"""


# What every report with these hours in it has to say.
NARROWED = (
    "A service or a tag chosen leaves the hours whole. A place chosen leaves out visits without a room "
    "there, such as those at the patient's."
)


def to_come(question: Question) -> str:
    """What a share of fulfilled visits has to say of days that nobody has worked yet; empty without any."""
    if question.period.last <= clock.today():
        return ""
    return "Hours of days to come are counted, and no visit of theirs took place yet."


def available(question: Question) -> list[dict[str, Any]]:
    """therapist, begun (the step's first day) and minutes, for those who had any."""
    period = question.period
    asked: dict[str, Any] = {
        "zone": str(clock.zone()),
        "first": period.first,
        "last": period.last,
        "since": period.starts_at,
        "until": period.ends_at,
        "step": period.step,
        "therapist": question.therapist.pk if question.therapist else None,
        "location": question.location.pk if question.location else None,
    }
    with connection.cursor() as cursor:
        cursor.execute(AVAILABLE, asked)
        heads = ("therapist", "begun", "minutes")
        return [dict(zip(heads, row, strict=True)) for row in cursor.fetchall()]

"""The one statement behind free_times: hours less time off less what is taken, on the clinic's grid."""

from clinic.numbered import Numbered
from scheduling.models import HOLDING
from scheduling.qualified_sql import LAPSED, qualified

# Said exactly as the exclusion constraints say it, or Postgres will not use their indexes.
HELD = "status IN ({})".format(", ".join(f"'{status.value}'" for status in HOLDING))

ORIGIN = "timestamptz '2000-01-01 00:00Z'"
# A new appointment needs its buffers as well as its own time. Instead of widening every candidate, what is
# taken is widened by them, so that a plain "does my own time fit" is the whole question.
STARTS = """
WITH lapsed AS MATERIALIZED ({lapsed}), worked AS MATERIALIZED (
    SELECT therapist_id, (starts_at AT TIME ZONE %(zone)s)::date AS worked_on,
        sum(ends_at - starts_at) FILTER (WHERE id IS DISTINCT FROM %(moving)s::bigint) AS others,
        sum(ends_at - starts_at) FILTER (WHERE id = %(moving)s::bigint) AS own
    FROM scheduling_appointment
    WHERE {held} AND therapist_id = ANY(ARRAY(
            SELECT id FROM clinic_staff
            WHERE id = ANY(%(therapists)s::bigint[]) AND hands_on_minutes IS NOT NULL
        ))
        AND occupies && tstzrange(%(since)s, %(until)s)
    GROUP BY 1, 2
), opened AS (
    SELECT hours.therapist_id, hours.location_id,
        (array_agg(hours.room_id ORDER BY hours.starts, hours.id))[1] AS usual_room,
        range_agg(tstzrange(
            (day + starts) AT TIME ZONE %(zone)s,
            greatest((day + starts) AT TIME ZONE %(zone)s, (day + ends) AT TIME ZONE %(zone)s)
        )) AS spans
    FROM unnest(%(days)s::date[]) AS day
    JOIN scheduling_workinghours hours
        ON hours.weekday = extract(isodow FROM day) - 1
        AND hours.valid_from <= day AND (hours.valid_until IS NULL OR hours.valid_until >= day)
    JOIN clinic_staff staff ON staff.id = hours.therapist_id
    LEFT JOIN worked ON worked.therapist_id = hours.therapist_id AND worked.worked_on = day
    WHERE hours.therapist_id = ANY(%(therapists)s::bigint[])
        AND (%(location)s::bigint IS NULL OR hours.location_id = %(location)s::bigint)
        AND {qualified}
        AND (
            staff.hands_on_minutes IS NULL OR %(length)s <= worked.own
            OR coalesce(worked.others, '0') + %(length)s <= make_interval(mins => staff.hands_on_minutes)
        )
    GROUP BY hours.therapist_id, hours.location_id, day
), away AS MATERIALIZED (
    SELECT therapist_id, room_id, range_agg(tstzrange(starts_at, ends_at)) AS spans
    FROM scheduling_timeoff WHERE ends_at > %(since)s AND starts_at < %(until)s
    GROUP BY therapist_id, room_id
), closed AS (
    SELECT coalesce(range_agg(span), '{}') AS spans FROM away, unnest(spans) AS span
    WHERE therapist_id IS NULL AND room_id IS NULL
), seeing AS (
    SELECT therapist_id,
        range_agg(tstzrange(lower(occupies) - %(after)s, upper(occupies) + %(before)s)) AS spans
    FROM scheduling_appointment
    WHERE {held} AND therapist_id = ANY(%(therapists)s::bigint[])
        AND occupies && tstzrange(%(since)s - %(before)s, %(until)s + %(after)s)
        AND id IS DISTINCT FROM %(moving)s::bigint
    GROUP BY therapist_id
), filling AS (
    SELECT room_id, range_agg(tstzrange(lower(occupies) - %(after)s, upper(occupies) + %(before)s)) AS spans
    FROM scheduling_appointment
    WHERE {held} AND room_id = ANY(ARRAY(
            SELECT id FROM scheduling_room WHERE active AND features @> %(needs)s::varchar[]
        ))
        AND occupies && tstzrange(%(since)s - %(before)s, %(until)s + %(after)s)
        AND id IS DISTINCT FROM %(moving)s::bigint
    GROUP BY room_id
), elsewhere AS (
    SELECT coalesce(range_agg(tstzrange(starts_at, ends_at)), '{}') AS spans
    FROM scheduling_appointment
    WHERE {held} AND patient_id = %(patient)s::bigint
        AND tstzrange(starts_at, ends_at) && tstzrange(%(since)s, %(until)s)
        AND id IS DISTINCT FROM %(moving)s::bigint
), rooms AS MATERIALIZED (
    SELECT room.id, room.location_id, room.name, room.features, room.active,
        coalesce(filling.spans, '{}') + coalesce(away.spans, '{}') AS taken
    FROM scheduling_room room
    LEFT JOIN filling ON filling.room_id = room.id
    LEFT JOIN away ON away.room_id = room.id
    WHERE room.active AND room.features @> %(needs)s::varchar[]
), whole AS (
    SELECT therapist_id, location_id, usual_room, range_agg(spans) AS spans FROM opened GROUP BY 1, 2, 3
), shortest AS MATERIALIZED (
    SELECT coalesce(make_interval(mins => min(length + buffer_after)) + %(before)s, '0') AS earlier,
        coalesce(make_interval(mins => min(length + buffer_before)) + %(after)s, '0') AS later
    FROM scheduling_service, unnest(durations) AS length
    WHERE active AND NOT mobile
), gaps AS (
    SELECT opened.therapist_id, opened.location_id, opened.usual_room,
        unnest(opened.spans - closed.spans - coalesce(away.spans, '{}') - coalesce(seeing.spans, '{}')) AS gap
    FROM whole AS opened CROSS JOIN closed
    LEFT JOIN away ON away.therapist_id = opened.therapist_id
    LEFT JOIN seeing ON seeing.therapist_id = opened.therapist_id
), steps AS (
    SELECT therapist_id, location_id, usual_room,
        date_bin(
            %(step)s, greatest(lower(gap), %(now)s) + %(step)s - interval '1 microsecond', {origin}
        ) AS since,
        date_bin(%(step)s, upper(gap) - %(length)s, {origin}) AS until
    FROM gaps
), stretches AS (
    SELECT therapist_id, location_id, usual_room, CASE WHEN %(any_minute)s THEN since ELSE (
            SELECT min(at) FROM generate_series(since, since + interval '2 hours', %(step)s) AS at
            WHERE {on_grid at}
        ) END AS first_at, CASE WHEN %(any_minute)s THEN until ELSE (
            SELECT max(at) FROM generate_series(until - interval '2 hours', until, %(step)s) AS at
            WHERE {on_grid at}
        ) END AS last_at
    FROM steps WHERE since <= until
), starts AS (
    SELECT stretches.*, starts_at, {dead_gaps starts_at} AS dead_gaps,
        array_position(%(therapists)s::bigint[], therapist_id) AS place
    FROM stretches, generate_series(first_at, last_at, %(step)s) AS starts_at
    WHERE {asked starts_at}
    ORDER BY starts_at, place
)
"""
WITH_A_ROOM = """
SELECT extract(epoch FROM starts.starts_at)::bigint, starts.therapist_id, starts.dead_gaps > 0,
    room.id, room.location_id, room.name::text, room.features::text[], room.active
FROM starts LEFT JOIN rooms usual
    ON usual.id = starts.usual_room AND usual.location_id = starts.location_id
    AND NOT usual.taken && tstzrange(starts.starts_at, starts.starts_at + %(length)s)
LEFT JOIN LATERAL (
    SELECT rooms.id FROM rooms
    WHERE usual.id IS NULL AND rooms.location_id = starts.location_id
        AND NOT rooms.taken && tstzrange(starts.starts_at, starts.starts_at + %(length)s)
    ORDER BY rooms.name, rooms.id LIMIT 1
) another ON true
JOIN scheduling_room room ON room.id = coalesce(usual.id, another.id)
{tidy}
ORDER BY starts.starts_at, starts.place
LIMIT %(limit)s
"""
# At the patient's: no room is looked for, and none comes back.
WITHOUT_A_ROOM = """
SELECT extract(epoch FROM starts_at)::bigint, therapist_id, dead_gaps > 0, NULL
FROM starts {tidy} ORDER BY starts_at, place LIMIT %(limit)s
"""
# Nothing else of its stretch would do that leaves fewer. Asked only of what leaves any, and when its turn
# comes: who needs the first twenty shall not pay for all.
TIDY = """
WHERE %(dead_gaps)s OR starts.dead_gaps = 0 OR NOT EXISTS (
    SELECT FROM generate_series(starts.first_at, starts.last_at, %(step)s) AS other
    WHERE {dead_gaps other} < starts.dead_gaps AND {asked other} AND {has_a_place}
)
"""
HAS_A_ROOM = """EXISTS (
        SELECT FROM rooms
        WHERE rooms.location_id = starts.location_id
            AND NOT rooms.taken && tstzrange(other, other + %(length)s)
    )"""


ON_GRID = "extract(minute FROM {at} AT TIME ZONE %(zone)s)::int %% %(grid)s = 0"
# It lies in the window that was asked for, and does not meet the patient's other visits.
ASKED = """(%(any_minute)s OR {on_grid})
        AND (%(any_time)s OR (
            ({at} AT TIME ZONE %(zone)s)::time >= %(earliest)s
            AND ({at} AT TIME ZONE %(zone)s)::time < %(latest)s
        ))
        AND NOT (SELECT spans FROM elsewhere) && tstzrange({at}, {at} + %(length)s)"""
# How many a visit leaves that begins then: one before it, one after it.
DEAD_GAPS = """(({at} > first_at AND {at} < first_at + (SELECT earlier FROM shortest))::int
        + ({at} < last_at AND {at} > last_at - (SELECT later FROM shortest))::int)"""


def _whole(words: str, has_a_place: str) -> Numbered:
    parts = {
        "{tidy}": TIDY,
        "{has_a_place}": has_a_place,
        "{held}": HELD,
        "{lapsed}": LAPSED,
        "{qualified}": qualified("hours.therapist_id", "day", "%(modality)s", "hours.location_id"),
        "{origin}": ORIGIN,
    }
    for at in ("at", "starts_at", "other"):
        on_grid = ON_GRID.replace("{at}", at)
        parts[f"{{on_grid {at}}}"] = on_grid
        parts[f"{{asked {at}}}"] = ASKED.replace("{on_grid}", on_grid).replace("{at}", at)
        parts[f"{{dead_gaps {at}}}"] = DEAD_GAPS.replace("{at}", at)
    for part, sql in parts.items():
        words = words.replace(part, sql)
    return Numbered(words)


FREE_TIMES = _whole(STARTS + WITH_A_ROOM, HAS_A_ROOM)
FREE_TIMES_AWAY = _whole(STARTS + WITHOUT_A_ROOM, "true")

"""The one statement behind free_times: hours less time off less what is taken, on the clinic's grid."""

from clinic.numbered import Numbered
from scheduling.models import HOLDING
from scheduling.qualified_sql import LAPSED, qualified

# Said exactly as the exclusion constraints say it, or Postgres will not use their indexes.
HELD = "status IN ({})".format(", ".join(f"'{status.value}'" for status in HOLDING))

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
), gaps AS (
    SELECT opened.therapist_id, opened.location_id, opened.usual_room,
        unnest(
            opened.spans - closed.spans - elsewhere.spans
                - coalesce(away.spans, '{}') - coalesce(seeing.spans, '{}')
        ) AS gap
    FROM whole AS opened CROSS JOIN elsewhere CROSS JOIN closed
    LEFT JOIN away ON away.therapist_id = opened.therapist_id
    LEFT JOIN seeing ON seeing.therapist_id = opened.therapist_id
), starts AS (
    SELECT gaps.therapist_id, gaps.location_id, gaps.usual_room, starts_at,
        array_position(%(therapists)s::bigint[], gaps.therapist_id) AS place
    FROM gaps, generate_series(
        date_bin(%(step)s, lower(gap) + %(step)s - interval '1 microsecond', timestamptz '2000-01-01 00:00Z'),
        upper(gap) - %(length)s,
        %(step)s
    ) AS starts_at
    WHERE starts_at >= %(now)s
        AND (%(any_minute)s OR extract(minute FROM starts_at AT TIME ZONE %(zone)s)::int %% %(grid)s = 0)
        AND (%(any_time)s OR (starts_at AT TIME ZONE %(zone)s)::time >= %(earliest)s)
        AND (%(any_time)s OR (starts_at AT TIME ZONE %(zone)s)::time < %(latest)s)
    ORDER BY starts_at, place
)
"""
WITH_A_ROOM = """
SELECT extract(epoch FROM starts.starts_at)::bigint, starts.therapist_id,
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
ORDER BY starts.starts_at, starts.place
LIMIT %(limit)s
"""
# At the patient's: no room is looked for, and none comes back.
WITHOUT_A_ROOM = """
SELECT extract(epoch FROM starts_at)::bigint, therapist_id, NULL
FROM starts ORDER BY starts_at, place LIMIT %(limit)s
"""
STARTS = STARTS.replace("{held}", HELD).replace("{lapsed}", LAPSED)
STARTS = STARTS.replace(
    "{qualified}", qualified("hours.therapist_id", "day", "%(modality)s", "hours.location_id")
)
FREE_TIMES, FREE_TIMES_AWAY = Numbered(STARTS + WITH_A_ROOM), Numbered(STARTS + WITHOUT_A_ROOM)

"""The thinnest honest pages that could answer: a yardstick on a bare schema, which the clinic never serves.

Real middleware and the same web server, database and driver; no login, no rights, no forms, no shell.
"""

import json
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import Context, Template
from django.urls import path

from clinic.bench.database import Owner

# The same rows as the clinic's, in as few columns as would do, under one constraint.
BARE = """
CREATE SCHEMA bare;
CREATE TABLE bare.patient AS SELECT id, first_name, last_name FROM patients_patient;
ALTER TABLE bare.patient ADD PRIMARY KEY (id);
CREATE TABLE bare.hours AS SELECT therapist_id, weekday, starts, ends FROM scheduling_workinghours;
CREATE TABLE bare.appointment (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, therapist_id bigint NOT NULL,
    patient_id bigint NOT NULL REFERENCES bare.patient, during tstzrange NOT NULL, status text NOT NULL
);
CREATE TABLE bare.audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz DEFAULT now(),
    actor int, what text, row bigint
);
ALTER TABLE bare.appointment ADD CONSTRAINT no_overlap
    EXCLUDE USING gist (therapist_id WITH =, during WITH &&) WHERE (status <> 'cancelled');
CREATE SEQUENCE bare.turns;
GRANT USAGE ON SCHEMA bare TO {app};
GRANT USAGE ON SEQUENCE bare.turns TO {app};
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA bare TO {app};
"""
GROWN = """
INSERT INTO bare.appointment (therapist_id, patient_id, during, status)
SELECT therapist_id, patient_id, occupies, status FROM scheduling_appointment
WHERE id > %(after)s AND status IN ('booked', 'fulfilled', 'cancelled')
    AND (%(after)s = 0 OR starts_at < now())
"""
# What is taken away where locks and constraints are shown by their absence.
EXCLUSIONS = (
    "a_therapist_sees_one_patient_at_a_time",
    "a_room_holds_one_patient_at_a_time",
    "a_patient_is_in_one_place_at_a_time",
)
SLOTS = """
WITH days AS MATERIALIZED (
    SELECT d::date AS d
    FROM generate_series(%(first)s::date, %(first)s::date + (%(days)s - 1), interval '1 day') AS d
), work AS (
    SELECT therapist_id, range_agg(
        tstzrange((d + starts) AT TIME ZONE 'Europe/London', (d + ends) AT TIME ZONE 'Europe/London')
    ) AS spans
    FROM bare.hours JOIN days ON extract(isodow FROM d) - 1 = weekday GROUP BY 1
), busy AS (
    SELECT therapist_id, range_agg(during) AS spans FROM bare.appointment
    WHERE therapist_id = ANY(%(therapists)s) AND status <> 'cancelled'
        AND during && tstzrange(%(first)s::date, %(first)s::date + %(days)s)
    GROUP BY 1
), free AS (
    SELECT therapist_id, unnest(work.spans - coalesce(busy.spans, '{}')) AS gap
    FROM work LEFT JOIN busy USING (therapist_id)
)
SELECT therapist_id, start FROM free,
    generate_series(lower(gap), upper(gap) - interval '60 min', interval '15 min') AS start
ORDER BY start, therapist_id LIMIT %(limit)s
"""
LISTED = """
SELECT a.id, a.therapist_id, lower(a.during), upper(a.during), p.first_name, p.last_name, a.status
FROM bare.appointment a JOIN bare.patient p ON p.id = a.patient_id
WHERE a.status <> 'cancelled' AND a.therapist_id = ANY(%(therapists)s)
    AND a.during && tstzrange(%(first)s::date, %(first)s::date + %(days)s)
ORDER BY lower(a.during), a.therapist_id
"""
TABLE = (
    "<table>{% for a in rows %}<tr><td>{{ a.0 }}</td><td>{{ a.1 }}</td><td>{{ a.2|date:'D H:i' }}</td>"
    "<td>{{ a.3|date:'H:i' }}</td><td>{{ a.4 }} {{ a.5 }}</td><td>{{ a.6 }}</td></tr>{% endfor %}</table>"
)
_drawn: list[Template] = []


def grow(owner: Owner, after: int) -> int:
    """Copy the clinic's appointments with greater keys, later on its past alone; the last of them."""
    owner.execute(GROWN, {"after": after})
    found = owner.execute("SELECT coalesce(max(id), 0) FROM scheduling_appointment").fetchone()
    return int(found[0]) if found else after


def slots(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"slots": [[who, at.isoformat()] for who, at in _asked(SLOTS, request)]})


def listed(request: HttpRequest) -> HttpResponse:
    if not _drawn:
        _drawn.append(Template(TABLE))
    return HttpResponse(_drawn[0].render(Context({"rows": _asked(LISTED, request)})))


def book(request: HttpRequest) -> JsonResponse:
    """Read the patient, hold the time, write who did it."""
    said = json.loads(request.body)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT first_name, last_name FROM bare.patient WHERE id = %(patient)s", said)
            name = cursor.fetchone()
            cursor.execute(
                "INSERT INTO bare.appointment (therapist_id, patient_id, during, status) VALUES"
                " (%(therapist)s, %(patient)s, tstzrange(%(since)s, %(until)s), 'booked') RETURNING id",
                said,
            )
            key = cursor.fetchone()[0]
            cursor.execute("INSERT INTO bare.audit (actor, what, row) VALUES (1, 'booked', %s)", [key])
    except IntegrityError:
        return JsonResponse({"error": "taken"}, status=409)
    return JsonResponse({"id": key, "patient": name}, status=201)


def _asked(sql: str, request: HttpRequest) -> list[Any]:
    therapists = [int(key) for key in request.GET["therapists"].split(",")]
    said: dict[str, Any] = {"first": request.GET["first"], "therapists": therapists}
    said |= {"days": int(request.GET["days"]), "limit": int(request.GET.get("limit", 5000))}
    with connection.cursor() as cursor:
        cursor.execute(sql, said)
        return cursor.fetchall()


urlpatterns = [
    path("healthz", lambda request: HttpResponse("ok")),
    path("slots", slots),
    path("listed", listed),
    path("book", book),
]

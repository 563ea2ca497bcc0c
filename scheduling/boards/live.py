"""Whether anything has changed on some days since a page about them was made: one statement, and no lock.

A page carries the mark of what it shows and asks for itself again with that mark; while it is still true, the
answer is 304 and nothing was drawn. What is marked is everything that the schedule's own tables say of the
days, the patients' rows and which treatment sessions have begun or are signed. What only stands beside it,
questionnaires and alerts, comes with the next change or the next five minutes.
"""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render

from clinic import clock
from clinic.models import Staff
from clinic.numbered import Numbered

TICK_SECONDS = 300
MARK = Numbered("""
SELECT md5(concat_ws('/',
    (SELECT string_agg(
        concat_ws(' ', a.id, a.version, a.xmin, p.xmin, v.id, v.signed_at, m.xmin), ',' ORDER BY a.id)
     FROM scheduling_appointment a
     JOIN patients_patient p ON p.id = a.patient_id
     LEFT JOIN treatment_sessions_treatmentsession v ON v.appointment_id = a.id
     LEFT JOIN scheduling_mobilevisit m ON m.appointment_id = a.id
     WHERE a.starts_at >= %(since)s AND a.starts_at < %(until)s
     AND (%(therapist)s::bigint IS NULL OR a.therapist_id = %(therapist)s::bigint)),
    (SELECT string_agg(t::text, ',' ORDER BY t.id) FROM scheduling_timeoff t
     WHERE t.ends_at > %(since)s AND t.starts_at < %(until)s),
    (SELECT string_agg(h::text, ',' ORDER BY h.id) FROM scheduling_workinghours h
     WHERE h.valid_from <= %(last)s AND (h.valid_until IS NULL OR h.valid_until >= %(first)s)),
    %(tick)s::int))
""")


def mark(first: date, last: date, *, therapist: Staff | None = None) -> str:
    """Of all that these days show, or of one therapist's part of them; to be asked before the page is read.

    Where today is among the days it changes every five minutes as well, for people wait and places pass.
    """
    today = clock.today()
    tick = int(clock.now().timestamp()) // TICK_SECONDS if first <= today <= last and not therapist else 0
    said = {
        "first": first,
        "last": last,
        "since": clock.clinic_day(first)[0],
        "until": clock.clinic_day(last)[1],
        "therapist": therapist.pk if therapist else None,
        "tick": tick,
    }
    [(marked,)] = MARK.ask(said)
    return str(marked)


def asks_again(request: HttpRequest) -> bool:
    """An open page that wants to know what is new, not somebody who comes to it."""
    return "If-None-Match" in request.headers


def unchanged(request: HttpRequest, marked: str) -> HttpResponse | None:
    """304 for a page that still shows what is true."""
    return HttpResponseNotModified() if request.headers.get("If-None-Match") == f'"{marked}"' else None


def answer(request: HttpRequest, template: str, context: dict[str, Any], marked: str) -> HttpResponse:
    """The page; to one that is open already without the shell, so that no message waiting for it is lost."""
    frame = "_live.html" if asks_again(request) else "base.html"
    return render(request, template, {**context, "frame": frame, "mark": marked})

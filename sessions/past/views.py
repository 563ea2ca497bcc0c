"""A patient's points over the visits: as pages, as a drawing to keep, and as data for the open map."""

import csv
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from clinic import audit, clock
from clinic.access import StaffRequest, allow, fresh
from clinic.models import Role
from patients import header, screening
from patients.door import patient_for, refuse
from patients.models import Patient
from sessions import body_map
from sessions.glyphs import LEGEND
from sessions.past import export, heat, line, lives
from sessions.past.comparing import changes
from sessions.past.lives import Past, Status, Visit
from sessions.past.picture import Album

WAYS = {"visit": "Visit by visit", "many": "All at once", "compare": "Two visits", "heat": "Heat map"}
# Pictures side by side; more are too small to read.
MANY = 8


@allow(Role.THERAPIST, Role.ADMIN)
@require_GET
def past(request: StaffRequest, number: int) -> HttpResponse:
    """The map of a visit, of two, or of a period, and every point's scores over the visits."""
    patient = _chart_for(request, number)
    found = lives.of(patient, request.user)
    way = request.GET.get("show", "")
    way = way if way in WAYS else "visit"
    audit.record("opened", patient, by=request.user, fields=["points"])
    context = {
        **header.of_record(patient, request.user, screening.of(patient)),
        "past": found,
        "ways": WAYS,
        "way": way,
        "legend": LEGEND,
        "lives": [
            (life, line.of(life, len(found.visits)), found.recurrences.get(life.point.pk))
            for life in found.lives
        ],
        "printed_at": clock.local(clock.now()),
        **(SHOWN[way](found, request) if found.visits else {}),
    }
    return render(request, "sessions/past/past.html", context)


@allow(Role.THERAPIST, Role.ADMIN)
@require_GET
def past_svg(request: StaffRequest, number: int, view: str) -> HttpResponse:
    """One view of one visit as a drawing of its own, with its list of points, for letters and print."""
    patient = _chart_for(request, number)
    found = lives.of(patient, request.user)
    if not found.visits:
        raise Http404
    visit = found.visit(request.GET.get("visit", "")) or found.visits[-1]
    page = next((one for one in Album(found, found.visits).visit(visit) if one.view == view), None)
    if page is None:
        raise Http404
    audit.record("exported", patient, by=request.user, fields=["body map"], ids=[visit.key])
    context = export.context(found, visit, page)
    response = render(request, "sessions/past/picture.svg", context, content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="{number}-{visit.on:%Y-%m-%d}-{view}.svg"'
    return response


@allow(Role.THERAPIST, Role.ADMIN)
@require_GET
def past_data(request: StaffRequest, number: int) -> HttpResponse:
    """The visits and what each found, for the history on the open map."""
    patient = _chart_for(request, number)
    audit.record("opened", patient, by=request.user, fields=["points"])
    return JsonResponse(export.data(lives.of(patient, request.user), f"tp-{patient.figure}"))


@allow(Role.THERAPIST, Role.ADMIN)
@fresh
@require_GET
def past_csv(request: StaffRequest, number: int) -> HttpResponse:
    """Every finding as a row, for a spreadsheet."""
    patient = _chart_for(request, number)
    head, *rows = export.rows(lives.of(patient, request.user))
    audit.record(
        "exported", patient, by=request.user, fields=["points", "csv", f"rows {len(rows)}", "patients 1"]
    )
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{number}-points.csv"'
    csv.writer(response).writerows([head, *rows])
    return response


def _chart_for(request: StaffRequest, number: int) -> Patient:
    patient = patient_for(request, number)
    if not patient.chart_open:
        refuse(request, patient)
    return patient


def _one(found: Past, request: StaffRequest) -> dict[str, Any]:
    visit = found.visit(request.GET.get("visit", "")) or found.visits[-1]
    return {
        "visit": visit,
        "spoken": found.words(visit),
        "stops": [(one.number, found.words(one)) for one in found.visits],
        "pictures": Album(found, found.visits).visit(visit),
        "rows": [(seen, found.points[seen.point], Status(seen.status).label) for seen in visit.seen],
    }


def _two(found: Past, request: StaffRequest) -> dict[str, Any]:
    then, now = _span(found, request, len(found.visits) - 1)
    album = Album(found, [then, now])
    beside = request.GET.get("as", "") != "overlay"
    return {
        "then": then,
        "now": now,
        "beside": beside,
        "pairs": list(zip(album.alone(then), album.alone(now), strict=True)) if beside else [],
        "pictures": [] if beside else album.overlay(then, now),
        "changes": changes(found, then, now),
    }


def _heat(found: Past, request: StaffRequest) -> dict[str, Any]:
    then, now = _span(found, request, 1)
    warmth = heat.over(found, then, now, (f"tp-{found.patient.figure}", body_map.VERSION))
    return {
        "then": then,
        "now": now,
        "heat": warmth,
        "steps": range(1, heat.STEPS + 1),
        "pictures": Album(found, ()).heat(warmth),
    }


def _many(found: Past, request: StaffRequest) -> dict[str, Any]:
    """The last visits, a row of small pictures for each view."""
    visits = found.visits[-MANY:]
    album = Album(found, visits)
    views = zip(*(album.bare(visit) for visit in visits), strict=True)
    return {"visits": visits, "views": [list(zip(visits, pictures, strict=True)) for pictures in views]}


SHOWN = {"visit": _one, "many": _many, "compare": _two, "heat": _heat}


def _span(found: Past, request: StaffRequest, usual: int) -> tuple[Visit, Visit]:
    """From and to, in the order of time; usual: the number of the earlier one when none is asked for."""
    then = found.visit(request.GET.get("from", "")) or found.visits[max(usual, 1) - 1]
    now = found.visit(request.GET.get("to", "")) or found.visits[-1]
    return (then, now) if then.number <= now.number else (now, then)

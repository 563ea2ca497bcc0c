"""The columns of an exported report, in plain words; none holds clinical text."""

from django.db import models
from django.db.models import F, Func, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, NullIf, TruncDate, TruncTime

from clinic import clock
from patients.models import Patient
from reports.cells import Cell
from reports.downloads import Columns
from reports.expressions import minutes, wall, written
from reports.queries.visits import OUTCOMES, outcome_in


def of_appointments() -> Columns:
    return {
        "Date": _day("starts_at"),
        "Start": _time("starts_at"),
        "End": _time("ends_at"),
        "Patient number": F("patient__number"),
        "Patient": Cell(_name()),
        "Therapist": Cell(F("therapist__display_name")),
        "Service": Cell(F("service__name")),
        "Minutes": minutes(F("starts_at"), F("ends_at")),
        "Room": Cell(F("room__name")),
        "Status": outcome_in(OUTCOMES),
        "Booked on": _day("booked_at"),
    }


def of_sessions() -> Columns:
    return {
        "Date": _day("started_at"),
        "Start": _time("started_at"),
        "Therapist": Cell(F("therapist__display_name")),
        "Patient number": F("patient__number"),
        "Patient": Cell(_name()),
        "Service": Cell(F("appointment__service__name")),
        "Minutes booked": minutes(F("appointment__starts_at"), F("appointment__ends_at")),
        "Points found": F("found"),
        "Points scored after": F("scored"),
        "Mean tenderness before": F("mean_before"),
        "Mean tenderness after": F("mean_after"),
        "Signed at": _moment("signed_at"),
    }


def of_access_log() -> Columns:
    """Instants in UTC, as the log's hashes have them; the hash lets a reader check a row against the log."""
    number = Patient.objects.filter(pk=OuterRef("patient_id")).values("number")
    return {
        "Time (UTC)": written(F("at"), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        "Who": Cell(F("actor__display_name")),
        "Acting as": Cell(F("acting_as")),
        "Action": Cell(F("action")),
        "Record": Subquery(number),
        "Object": Cell(F("object_type")),
        "Object number": F("object_id"),
        "Records shown": Func(F("ids"), function="cardinality", output_field=models.IntegerField()),
        "Fields": Cell(_joined("fields")),
        "Reason": Cell(F("reason")),
        "Address": Cell(Cast("address", models.TextField())),
        "Request": Cell(F("request")),
        "Outcome": Cell(F("outcome")),
        "Chain": F("chain"),
        "Link": F("number"),
        "Hash": F("hash"),
    }


def _name() -> Concat:
    first = Coalesce(NullIf("patient__preferred_name", Value("")), "patient__first_name")
    return Concat(first, Value(" "), "patient__last_name")


def _joined(field: str) -> Func:
    return Func(F(field), Value("; "), function="array_to_string", output_field=models.TextField())


def _day(field: str) -> TruncDate:
    return TruncDate(field, tzinfo=clock.zone())


def _time(field: str) -> TruncTime:
    return TruncTime(field, tzinfo=clock.zone())


def _moment(field: str) -> Func:
    return written(wall(F(field)), 'YYYY-MM-DD"T"HH24:MI')

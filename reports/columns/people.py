"""The columns of reports about people: how to reach them, and nothing of their health."""

from typing import Any

from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, NullIf, TruncDate

from clinic import clock
from patients.models import Patient
from reports.cells import Cell
from reports.columns.parts import day, name, worded
from reports.downloads import Columns
from scheduling.models import Appointment, Status, Waiting


def heard_of_us(to: str = "patient__") -> Coalesce:
    """The source chosen from the list, or else the words that somebody wrote."""
    return Coalesce(f"{to}referral__label", NullIf(f"{to}referral_words", Value("")))


def of_patients() -> Columns:
    return {
        "Patient number": F("number"),
        "Patient": Cell(name("")),
        "Born on": F("birth_on"),
        "Phone": Cell(F("phone")),
        "Email": Cell(F("email")),
        "Language": Cell(F("language")),
        "Heard of us": Cell(heard_of_us("")),
        "Standing": worded("standing", dict(Patient.Standing.choices)),
        "Registered on": day("registered_at"),
    }


def of_people_seen() -> Columns:
    """With the last visit there was, which may be later than the days asked about."""
    seen = Appointment.objects.filter(patient=OuterRef("pk"), status=Status.FULFILLED).order_by("-starts_at")
    return _seen(Subquery(seen.values("starts_at")[:1]))


def of_people_seen_by_then() -> Columns:
    """With the last visit before the end of the days asked about."""
    return _seen(F("seen_at"))


def _seen(last: Any) -> Columns:
    return {
        "Patient number": F("number"),
        "Patient": Cell(name("")),
        "Phone": Cell(F("phone")),
        "Standing": worded("standing", dict(Patient.Standing.choices)),
        "Last seen": TruncDate(last, tzinfo=clock.zone()),
    }


def of_newcomers() -> Columns:
    return {
        "Date": day("starts_at"),
        "Patient number": F("patient__number"),
        "Patient": Cell(name()),
        "Therapist": Cell(F("therapist__display_name")),
        "Heard of us": Cell(heard_of_us()),
    }


def of_waiting() -> Columns:
    return {
        "Added on": day("added_at"),
        "Patient number": F("patient__number"),
        "Patient": Cell(name()),
        "Service": Cell(F("service__name")),
        "Minutes": F("minutes"),
        "Therapist": Cell(F("therapist__display_name")),
        "Priority": worded("priority", dict(Waiting.Priority.choices)),
        "Closed on": day("closed_at"),
        "Outcome": worded("outcome", {"": "Still waiting", **dict(Waiting.Outcome.choices)}),
    }

"""The columns of reports about visits, in plain words."""

from django.db.models import F

from reports.cells import Cell
from reports.columns.parts import day, name, time, worded
from reports.downloads import Columns
from reports.expressions import hours_between, minutes
from reports.queries.visits import OUTCOMES, minutes_of_range, outcome_in

REBOOKED = {True: "Rebooked", False: "Left without"}
FATES = {"returned": "Came again", "stayed_away": "Stayed away", "waiting": "Too early to say"}


def of_appointments() -> Columns:
    return {
        "Date": day("starts_at"),
        "Start": time("starts_at"),
        "End": time("ends_at"),
        "Patient number": F("patient__number"),
        "Patient": Cell(name()),
        "Therapist": Cell(F("therapist__display_name")),
        "Service": Cell(F("service__name")),
        "Minutes": minutes(F("starts_at"), F("ends_at")),
        "Room": Cell(F("room__name")),
        "Status": outcome_in(OUTCOMES),
        "Booked on": day("booked_at"),
    }


def of_hours() -> Columns:
    """A visit with the minutes it took, alone and with the time around it."""
    shown = of_appointments()
    return {
        head: shown[head]
        for head in ("Date", "Start", "Patient number", "Patient", "Therapist", "Service", "Minutes")
    } | {"Minutes with buffers": minutes_of_range("occupies"), "Status": shown["Status"]}


def of_cancellations() -> Columns:
    shown = of_appointments()
    kept = ("Date", "Start", "Patient number", "Patient", "Therapist", "Service", "Status")
    return {head: shown[head] for head in kept} | {
        "Cancelled on": day("cancelled_at"),
        "Hours ahead": hours_between(F("cancelled_at"), F("starts_at")),
        "Reason": Cell(F("cancel_reason")),
    }


def of_prices() -> Columns:
    shown = of_appointments()
    shown.pop("Booked on")
    return {**shown, "Price": F("price"), "Call-out fee": F("mobile_visit__fee")}


def of_first_visits() -> Columns:
    shown = of_appointments()
    kept = ("Date", "Patient number", "Patient", "Therapist", "Service")
    return {head: shown[head] for head in kept} | {
        "Next visit": day("again_at"),
        "Counted as": worded("fate", FATES),
    }


def of_rebooking() -> Columns:
    shown = of_appointments()
    kept = ("Date", "Patient number", "Patient", "Therapist", "Service")
    return {head: shown[head] for head in kept} | {"Counted as": worded("rebooked", REBOOKED)}

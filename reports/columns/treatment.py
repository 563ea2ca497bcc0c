"""The columns of reports about treatment: scores and counts, not a word of the notes."""

from typing import Any

from django.db import models
from django.db.models import F
from django.db.models.functions import Cast, Round

from reports.cells import Cell, Moment
from reports.columns.parts import day, name, time, worded
from reports.downloads import Columns
from reports.expressions import minutes
from sessions.courses.models import Complaint, Goal
from sessions.models import PointFinding, Side
from sessions.treatment_models import Response, Technique

FOUND = {"back": "Active again", "gone": "Stayed away", "early": "Too early to say"}
FELT = {"matched": "In the catalogue", "other": "Elsewhere", "none": "Nothing felt"}
FIGURES = {"tp-a": "Figure A", "tp-b": "Figure B"}
FOLLOWED = {"responded": "Responded", "less": "Less than matters", "baseline": "Not followed up"}


def of_sessions() -> Columns:
    return {
        "Date": day("started_at"),
        "Start": time("started_at"),
        "Therapist": Cell(F("therapist__display_name")),
        "Patient number": F("patient__number"),
        "Patient": Cell(name()),
        "Service": Cell(F("appointment__service__name")),
        "Minutes booked": minutes(F("appointment__starts_at"), F("appointment__ends_at")),
        "Points found": F("found"),
        "Points scored after": F("scored"),
        "Mean tenderness before": F("mean_before"),
        "Mean tenderness after": F("mean_after"),
        "Signed at": Moment(F("signed_at")),
    }


def of_pain() -> Columns:
    return {
        "Date": day("started_at"),
        "Therapist": Cell(F("therapist__display_name")),
        "Patient number": F("patient__number"),
        "Patient": Cell(name()),
        "Service": Cell(F("appointment__service__name")),
        "Pain before": F("pain_before"),
        "Pain after": F("pain_after"),
        "Change": F("change"),
    }


def of_episodes() -> Columns:
    return {
        "Last visit": day("last_at"),
        "Patient number": F("patient__number"),
        "Patient": Cell(name()),
        "Scored visits": F("visits"),
        "Pain at the first": F("first"),
        "Pain at the last": F("last"),
        "Change": F("change"),
        "State": worded("state", dict(Complaint.State.choices)),
    }


def of_resolved() -> Columns:
    return {
        "Over on": day("over_at"),
        "Patient number": F("patient__number"),
        "Patient": Cell(name()),
        "Opened on": day("opened_at"),
        "Visits": F("visits"),
        "Days": _tenth("days"),
    }


def of_plans() -> Columns:
    return {
        "Begun on": F("begun_on"),
        "Patient number": F("complaint__patient__number"),
        "Patient": Cell(name("complaint__patient__")),
        "Written by": Cell(F("written_by__display_name")),
        "Visits planned": F("visits"),
        "Visits attended": F("attended"),
        "Ended on": F("ended_on"),
    }


def of_goals() -> Columns:
    return {
        "Due on": F("due_on"),
        "Patient number": F("plan__complaint__patient__number"),
        "Patient": Cell(name("plan__complaint__patient__")),
        "Plan written by": Cell(F("plan__written_by__display_name")),
        "First": F("baseline"),
        "To reach": F("target"),
        "Latest": F("latest"),
        "State": worded("state", dict(Goal.State.choices)),
    }


def of_home_care() -> Columns:
    about = "home_care__complaint__patient__"
    return {
        "Asked on": F("asked_on"),
        "Patient number": F(f"{about}number"),
        "Patient": Cell(name(about)),
        "Asked by": Cell(F("asked_by__display_name")),
        "Home care": Cell(F("home_care__name")),
        "Done, per cent": F("adherence"),
    }


def of_outcomes() -> Columns:
    return {
        "Taken on": F("taken_on"),
        "Patient number": F("complaint__patient__number"),
        "Patient": Cell(name("complaint__patient__")),
        "Measure": Cell(F("measure__name")),
        "First score": F("baseline"),
        "Newest score": F("score"),
        "Change, better is positive": F("amount"),
        "Counted as": worded("fate", FOLLOWED),
    }


def of_points() -> Columns:
    session = "treatment_session__"
    return {
        "Date": day(f"{session}started_at"),
        "Therapist": Cell(F(f"{session}therapist__display_name")),
        "Patient number": F(f"{session}patient__number"),
        "Patient": Cell(name(f"{session}patient__")),
        "Muscle": Cell(F("point__muscle__name")),
        "Side": worded("point__side", dict(Side.choices)),
        "Code": Cell(F("point__code")),
        "Status": worded("status", dict(PointFinding.Status.choices)),
        "Tenderness before": F("tenderness_before"),
        "Tenderness after": F("tenderness_after"),
        "Algometer before": F("ppt_before"),
        "Algometer after": F("ppt_after"),
    }


def of_applied() -> Columns:
    session, point = "treatment_session__", "finding__point__"
    return {
        "Date": day(f"{session}started_at"),
        "Therapist": Cell(F(f"{session}therapist__display_name")),
        "Patient number": F(f"{session}patient__number"),
        "Patient": Cell(name(f"{session}patient__")),
        "Muscle": Cell(F(f"{point}muscle__name")),
        "Side": worded(f"{point}side", dict(Side.choices)),
        "Technique": worded("technique", dict(Technique.choices)),
        "Hold, seconds": F("hold_seconds"),
        "Response": worded("response", dict(Response.choices)),
        "Tenderness before": F("finding__tenderness_before"),
        "Tenderness after": F("finding__tenderness_after"),
    }


def of_released() -> Columns:
    return _point_counted(FOUND)


def of_referral_match() -> Columns:
    return _point_counted(FELT)


def _point_counted(words: dict[str, str]) -> Columns:
    shown = of_points()
    kept = ("Date", "Therapist", "Patient number", "Patient", "Muscle", "Side", "Code")
    return {head: shown[head] for head in kept} | {"Counted as": worded("fate", words)}


def _tenth(value: Any) -> Round:
    return Round(Cast(value, models.DecimalField(max_digits=9, decimal_places=3)), 1)

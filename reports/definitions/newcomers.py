"""Reports about who is new: first visits beside those of people who came back, and how they heard of us."""

from typing import Any

from reports import charts, steps
from reports.answers import Answer, Figure, Line, Table
from reports.columns.people import of_newcomers
from reports.columns.visits import of_appointments
from reports.queries import people
from reports.question import Question
from reports.report import Listing, Report
from reports.words import out_of, percent


def new_and_returning(question: Question) -> Answer:
    found = people.new_by_step(question)
    new, returning = (sum(each[kind] for each in found) for kind in ("new", "returning"))
    figures = [
        Figure("First visits", f"{new:,}", percent(new, new + returning), "new"),
        Figure("Returning", f"{returning:,}", percent(returning, new + returning), "returning"),
    ]
    nothing = {"new": 0, "returning": 0, "people": 0}
    drawn = steps.every(question.period, found, nothing)
    step = question.period.step
    lines = [
        Line(
            [each["label"], each["new"], each["returning"]],
            each["people"],
            each["opens"],
            so_far=each["so_far"],
        )
        for each in drawn
    ]
    table = Table(
        f"Visits by {step}",
        (step.capitalize(), "First visits", "Returning"),
        lines,
        charts.both(charts.of("used", "left"), _renamed(drawn)) if new + returning else (),
        "First visits and visits of people who had been before",
        (("used", "First visits"), ("left", "Returning")),
    )
    return Answer(figures, [table], {"": new + returning, "new": new, "returning": returning})


def _renamed(drawn: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each | {"used": each["new"], "left": each["returning"]} for each in drawn]


def referral_sources(question: Question) -> Answer:
    found = list(people.referral_sources(question))
    whole = sum(each["people"] for each in found)
    unknown = sum(each["people"] for each in found if each["source"] == people.NOT_ASKED)
    figures = [
        Figure("New people", f"{whole:,}", "first seen in these days", "new"),
        Figure("Source not known", percent(unknown, whole), out_of(unknown, whole), "unknown"),
    ]
    lines = [
        Line(
            [each["source"], each["people"], percent(each["people"], whole)],
            each["people"],
            {"status": "new", "line": each["source"]},
        )
        for each in found
    ]
    table = Table("How they heard of the clinic", ("Source", "People", "Share"), lines, slug="by-source")
    return Answer(figures, [table], {"new": whole, "unknown": unknown})


NEWCOMERS = Listing(
    people.newcomers, of_newcomers, "starts_at", opens="scheduling:appointment", line="source"
)
REPORTS = (
    Report(
        slug="new-and-returning",
        title="New and returning",
        group="people",
        about="First visits against visits of people who had been before",
        counted=(
            "Counted: fulfilled visits that begin in these days by the clinic's clock. New is the first "
            "fulfilled visit that a person ever had here; every other one is returning."
        ),
        rows=people.new_and_returning,
        columns=of_appointments,
        answer=new_and_returning,
        parts={"new": "First visits", "returning": "Returning"},
        opens="scheduling:appointment",
    ),
    Report(
        slug="referral-sources",
        title="How people heard of us",
        group="people",
        about="Referral sources of the people first seen in a period",
        counted=(
            "Counted: people whose first fulfilled visit fell in these days by the clinic's clock, by the "
            "source chosen in their record. Words alone, as a file brings them, are one source together; "
            "where nothing is written either, Not asked."
        ),
        answer=referral_sources,
        parts={"new": "New people", "unknown": "Source not known"},
        listings=dict.fromkeys(("new", "unknown"), NEWCOMERS),
        at="",
        person="",
    ),
)

"""Reports about how people fare: over one session, over a course, and by the measures they answer."""

from typing import Any

from reports import charts, columns, steps
from reports.answers import HIDDEN, SMALL_GROUP, Answer, Figure, Line, Table
from reports.queries import outcomes
from reports.question import Question
from reports.report import Report
from reports.words import change_words, counted, half, people, percent

NO_POINTS: dict[str, Any] = {"points": 0, "scored": 0, "people": 0, "quartiles": None}
BAND = (("curve", "Median, points of 10"), ("band", "Middle half"))
TOO_SMALL = "Fewer than 5 people. A small group could be recognised."


def sessions(question: Question) -> Answer:
    """The figures cover signed and unsigned; only the rows are of the one chosen."""
    rows = outcomes.begun_sessions(question)
    signing = outcomes.signing(rows)
    found = outcomes.changes(rows, question.period.step)
    all_points = (outcomes.changes(rows) or [NO_POINTS])[0]
    missing = all_points["points"] - all_points["scored"]
    figures = [
        Figure("Sessions", f"{signing['total']:,}", people(signing["people"]), "all"),
        Figure("Signed", f"{signing['signed']:,}", percent(signing["signed"], signing["total"]), "signed"),
        Figure(
            "Not signed",
            f"{signing['unsigned']:,}",
            f"{signing['late']:,} for more than 72 hours",
            "unsigned",
        ),
        Figure("Median change in tenderness", *_change(all_points)),
        Figure(
            "Points not scored twice",
            percent(missing, all_points["points"]),
            f"{missing:,} of {all_points['points']:,}, left out",
        ),
    ]
    counts = {"": signing["total"], "signed": signing["signed"], "unsigned": signing["unsigned"]}
    return Answer(figures, [_tenderness_by_step(question, found)], counts)


def _change(points: dict[str, Any]) -> tuple[str, str]:
    if not points["scored"]:
        return "n/a", "No point was scored before and after"
    if points["people"] < SMALL_GROUP:
        return "Hidden", TOO_SMALL
    scored = counted(points["scored"], "point")
    return change_words(points["quartiles"][1]), f"of 10; {scored}, {people(points['people'])}"


def _tenderness_by_step(question: Question, found: list[dict[str, Any]]) -> Table:
    step = question.period.step
    drawn = without_small(steps.every(question.period, found, NO_POINTS))
    heads = ("Points", "Scored twice", "Left out", "People", "Median change", "Middle half")
    lines = [
        Line(
            [
                each["label"], each["points"], each["scored"], each["points"] - each["scored"],
                *spread(each),
            ],
            people=each["people"],
            so_far=each["so_far"],
        )
        for each in drawn
    ]  # fmt: skip
    return Table(
        f"Change in tenderness in one visit, by {step}",
        (step.capitalize(), *heads),
        lines,
        banded(drawn),
        "Median change in tenderness and its middle half",
        BAND,
    )


def without_small(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without quartiles where they would speak of fewer than 5 people."""
    return [each if each["people"] >= SMALL_GROUP else {**each, "quartiles": None} for each in rows]


def spread(row: dict[str, Any]) -> list[str]:
    """People, median and middle half of a row, as they may be shown."""
    if 0 < row["people"] < SMALL_GROUP:
        return ["under 5", HIDDEN, ""]
    if not row["quartiles"]:
        return [str(row["people"]), "–", "–"]
    return [f"{row['people']:,}", change_words(row["quartiles"][1]), half(row["quartiles"])]


def banded(drawn: list[dict[str, Any]]) -> list[charts.Chart]:
    """It takes two steps with enough people to draw a line."""
    known = sum(each["quartiles"] is not None for each in drawn)
    return charts.both(charts.band, drawn) if known > 1 else []


REPORTS = (
    Report(
        slug="sessions",
        title="Sessions",
        group="outcomes",
        about="Every treatment session, its points and whether it is signed",
        counted=(
            "Counted: treatment sessions begun in these days by the clinic's clock, signed or not. The change in "
            "tenderness is the score before less the score after at one point in one visit, 0 to 10 with the "
            "same pressure; the median is of all points scored both times. Points without both scores are left "
            "out and counted apart. Groups of fewer than 5 people are hidden in figures and chart. Figures and "
            "chart cover signed and unsigned, the list and the file only what is chosen. Notes are neither shown "
            "nor exported."
        ),
        rows=outcomes.sessions,
        columns=columns.of_sessions,
        answer=sessions,
        parts=outcomes.SIGNING,
        at="started_at",
    ),
)

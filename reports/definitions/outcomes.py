"""Reports about how people fare: over one session, over a course, and by the measures they answer."""

from collections.abc import Callable
from typing import Any

from django.db.models import F

from reports import charts, steps, therapists
from reports.answers import SMALL_GROUP, Answer, Figure, Line, Table
from reports.columns.treatment import of_pain, of_points, of_sessions
from reports.queries import muscles, outcomes
from reports.question import Question
from reports.report import Listing, Report
from reports.words import NOT_KNOWN, change_words, counted, half, out_of, people, percent

NO_PAIN: dict[str, Any] = {"all": 0, "scored": 0, "people": 0, "mean": None, "quartiles": None, "helped": 0}
NO_POINTS: dict[str, Any] = {"points": 0, "scored": 0, "people": 0, "quartiles": None}
BAND = (("curve", "Median, points of 10"), ("band", "Middle half"))
TOO_SMALL = "Fewer than 5 people. A small group could be recognised."


def sessions(question: Question) -> Answer:
    """The figures cover signed and unsigned; only the rows are of the one chosen."""
    signing = outcomes.signing(outcomes.begun_sessions(question))
    points = outcomes.counted(question)
    *found, all_points = outcomes.changes(points, question.period) or [NO_POINTS]
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
        Figure("Median change in tenderness", *_change(all_points), "scored"),
        Figure(
            "Points not scored twice",
            percent(missing, all_points["points"]),
            f"{missing:,} of {all_points['points']:,}, left out",
            "missing",
        ),
    ]
    counts = {"": signing["total"], **{part: signing[part] for part in outcomes.SIGNING}}
    counts |= {"scored": all_points["scored"], "missing": missing}
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
            people=each["people"] or min(each["points"], 1),
            opens=each["opens"] | {"status": "scored"},
            so_far=each["so_far"],
        )
        for each in drawn
    ]  # fmt: skip
    return Table(
        f"Change in tenderness, by {step}",
        (step.capitalize(), *heads),
        lines,
        banded(drawn),
        "Median change in tenderness and its middle half",
        BAND,
    )


def without_small(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without quartiles where they would speak of fewer than 5 people."""
    return [each if each["people"] >= SMALL_GROUP else {**each, "quartiles": None} for each in rows]


def spread(row: dict[str, Any]) -> list[Any]:
    """People, median and middle half of a row, as they may be shown."""
    if 0 < row["people"] < SMALL_GROUP:
        return ["under 5", "Hidden", ""]
    if not row["quartiles"]:
        return [row["people"], NOT_KNOWN, NOT_KNOWN]
    return [row["people"], change_words(row["quartiles"][1]), half(row["quartiles"])]


def banded(drawn: list[dict[str, Any]]) -> list[charts.Chart]:
    """It takes two steps with enough people to draw a line."""
    known = sum(each["quartiles"] is not None for each in drawn)
    return charts.both(charts.band, drawn) if known > 1 else []


def session_pain(question: Question) -> Answer:
    rows = outcomes.with_pain(question.without_part)
    whole = (outcomes.pain_change(rows) or [NO_PAIN])[0]
    missing = whole["all"] - whole["scored"]
    figures = [
        *changed(whole, "session"),
        Figure("2 points or 30 % better", *_if_enough(whole, _helped), "helped", whole["people"]),
        Figure("Not scored twice", percent(missing, whole["all"]), out_of(missing, whole["all"]), "missing"),
    ]
    found = outcomes.pain_change(rows, steps.begun("started_at", question.period))
    drawn = steps.every(question.period, [each | {"begun": each["by"]} for each in found], NO_PAIN)
    of_each = therapists.named(outcomes.pain_change(rows, F("therapist")), question)
    tables = [
        _pain_table(f"By {question.period.step}", question.period.step.capitalize(), without_small(drawn)),
        _pain_table("By therapist", "Therapist", of_each, slug="by-therapist"),
    ]
    counts = {"": whole["all"], "scored": whole["scored"], "missing": missing, "helped": whole["helped"]}
    return Answer(figures, tables, counts)


def changed(whole: dict[str, Any], what: str) -> list[Figure]:
    """Median, with the middle half, and mean; hidden where they speak of too few."""
    n = f"of 10; {counted(whole['scored'], what)}, {people(whole['people'])}"

    def middle() -> tuple[str, str]:
        return change_words(whole["quartiles"][1]), n

    return [
        Figure("Median change", *_if_enough(whole, middle),
               "scored", whole["people"]),
        Figure("Middle half", *_if_enough(whole, lambda: (half(whole["quartiles"]), "points of 10")),
               "scored", whole["people"]),
        Figure("Mean change", *_if_enough(whole, lambda: (change_words(whole["mean"]), "of 10")),
               "scored", whole["people"]),
    ]  # fmt: skip


def _if_enough(whole: dict[str, Any], say: Callable[..., tuple[str, str]]) -> tuple[str, str]:
    if not whole["scored"]:
        return "n/a", "Nothing was scored twice"
    if whole["people"] < SMALL_GROUP:
        return "Hidden", TOO_SMALL
    return say(whole) if say is _helped else say()


def _helped(whole: dict[str, Any]) -> tuple[str, str]:
    return percent(whole["helped"], whole["scored"]), out_of(whole["helped"], whole["scored"])


def _pain_table(title: str, head: str, rows: list[dict[str, Any]], slug: str = "by-step") -> Table:
    lines = [
        Line(
            [each.get("label", each.get("name")), each["all"], each["scored"], *spread(each)],
            people=each["people"] or each["all"],
            opens=each["opens"],
            so_far=each.get("so_far", False),
        )
        for each in rows
    ]
    heads = (head, "Sessions", "Scored twice", "People", "Median change", "Middle half")
    drawing = banded(rows) if slug == "by-step" else ()
    return Table(title, heads, lines, drawing, "Median change in pain and its middle half", BAND, slug=slug)


COUNTED = "treatment sessions begun in these days by the clinic's clock"
SMALL = "Groups of fewer than 5 people are hidden. "
PERSON, AT = "treatment_session__patient_id", "treatment_session__started_at"
SCORES = Listing(muscles.scored, of_points, AT, PERSON)
REPORTS = (
    Report(
        slug="sessions",
        title="Sessions",
        group="outcomes",
        about="Every treatment session, its points and whether it is signed",
        counted=(
            f"Counted: {COUNTED}, signed or not. The change in tenderness is the score before less the score "
            "after at one point in one visit, 0 to 10 with the same pressure; the median is of all points "
            f"scored both times. Points without both scores are left out and counted apart. {SMALL}Figures "
            "and chart cover signed and unsigned, the list and the file only what is chosen. Notes are "
            "neither shown nor exported."
        ),
        rows=outcomes.sessions,
        columns=of_sessions,
        answer=sessions,
        parts=outcomes.SIGNING | {"scored": "Points scored twice", "missing": "Points not scored twice"},
        listings=dict.fromkeys(("scored", "missing"), SCORES),
        at="started_at",
    ),
    Report(
        slug="session-pain",
        title="Pain change in a session",
        group="outcomes",
        about="Pain before less pain after one visit",
        counted=(
            f"Counted: {COUNTED} with pain scored before and after, 0 to 10; the change is before less "
            "after, so that more is better. The share of 2 points or 30 % leaves a 0 before out of the 30 "
            f"%. Sessions without both scores are left out and counted apart. {SMALL}It says nothing of why "
            "pain changed."
        ),
        rows=outcomes.with_pain,
        columns=of_pain,
        answer=session_pain,
        parts={"scored": "Scored twice", "helped": "2 points or 30 % better", "missing": "Not scored twice"},
        at="started_at",
    ),
)

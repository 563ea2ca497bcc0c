"""Reports about points: what was found, by muscle and technique, what came back, where it was felt."""

from typing import Any

from reports.answers import SMALL_GROUP, Answer, Figure, Line, Table
from reports.columns.treatment import (
    of_applied,
    of_points,
    of_referral_match,
    of_released,
)
from reports.definitions.outcomes import AT, COUNTED, PERSON, SMALL, spread
from reports.forms import PointFilter
from reports.queries import muscles
from reports.question import Question
from reports.report import VISITS, Listing, Report
from reports.words import NOT_KNOWN, number, out_of, percent
from sessions.models import PointFinding

Status = PointFinding.Status
NONE_GONE = "None whose 28 days are over"
POINTS = f"Counted: points found in {COUNTED}"


def points(question: Question) -> Answer:
    found = {each["status"]: each for each in muscles.point_counts(question)}
    counts = {status: found.get(status, {"number": 0})["number"] for status in Status.values}
    whole = sum(counts.values())
    figures = [Figure("Points", f"{whole:,}", "one a point and visit", "all")]
    figures += [
        Figure(str(Status(status).label), f"{counts[status]:,}", percent(counts[status], whole), status)
        for status in Status.values
    ]
    treated = sum(each["treated"] for each in found.values())
    figures.append(Figure("Treated", f"{treated:,}", percent(treated, whole), "treated"))
    return Answer(figures, (), {"": whole, **counts, "treated": treated})


def by_muscle(question: Question) -> Answer:
    found = muscles.by_muscle(question)
    whole, released, answered, gone, back = (
        sum(each[kind] for each in found)
        for kind in ("points", "released_points", "answered_points", "gone", "back_again")
    )
    figures = [
        Figure("Points treated", f"{whole:,}", f"in {len(found):,} muscles", "treated"),
        _released(released, answered),
        Figure("Back in 28 days", percent(back, gone), out_of(back, gone, NONE_GONE), "back"),
    ]
    heads = (
        "Muscle", "Points", "People", "Scored twice", "Mean before", "Mean after", "Median change",
        "Middle half", "Algometer change", "Released", "Mean hold, seconds", "Back in 28 days",
    )  # fmt: skip
    table = Table("By muscle", heads, [_muscle(each) for each in found], slug="by-muscle", spans="0 to 10")
    return Answer(figures, [table], {"treated": whole, "released": released, "back": back})


def _released(released: int, answered: int) -> Figure:
    note = out_of(released, answered, "No response written")
    return Figure("Released", percent(released, answered), note, "released")


def _muscle(each: dict[str, Any]) -> Line:
    opens = {"report": "/reports/points/", "muscle": each["slug"], "status": "treated"}
    if each["people"] < SMALL_GROUP:
        cells = [each["name"], each["points"], "under 5", "Hidden", *[""] * 8]
        return Line(cells, each["people"], opens)
    _, median, half = _spread(each)
    enough = each["scored"] >= SMALL_GROUP
    before, after = (each["before"], each["after"]) if enough else (None, None)
    span = None if before is None or after is None else (before, after)
    ppt = each["ppt"] if each["ppt_points"] >= SMALL_GROUP else None
    cells = [
        each["name"], each["points"], each["people"], each["scored"], number(before), number(after),
        median, half, number(ppt), percent(each["released_points"], each["answered_points"]),
        number(each["hold"], 0), percent(each["back_again"], each["gone"]),
    ]  # fmt: skip
    return Line(cells, each["people"], opens, span=span)


def _spread(each: dict[str, Any]) -> list[Any]:
    """People, median and middle half; neither of the two where few points were scored twice."""
    return ["", "Hidden", ""] if 0 < each["scored"] < SMALL_GROUP else spread(each)


def by_technique(question: Question) -> Answer:
    found = muscles.by_technique(question)
    times, released, answered = (
        sum(each[kind] for each in found) for kind in ("times", "released_times", "answered")
    )
    figures = [
        Figure("Applied", f"{times:,}", "times, at one point each", "applied"),
        _released(released, answered),
    ]
    heads = (
        "Technique",
        "Times",
        "Scored twice",
        "People",
        "Median change",
        "Middle half",
        "Released",
        "Mean hold, seconds",
    )
    table = Table("By technique", heads, [_technique(each) for each in found], slug="by-technique")
    return Answer(figures, [table], {"applied": times, "released": released})


def _technique(each: dict[str, Any]) -> Line:
    small = each["people"] < SMALL_GROUP
    hold = NOT_KNOWN if small else number(each["hold"], 0)
    share = NOT_KNOWN if small else percent(each["released_times"], each["answered"])
    _, median, half = _spread(each)
    people = "under 5" if small else each["people"]
    cells = [each["name"], each["times"], each["scored"], people, median, half, share, hold]
    return Line(cells, each["people"], {"status": "applied", "line": each["slug"]})


def recurrence(question: Question) -> Answer:
    found = muscles.recurrence(question)
    back, gone, early = (sum(each[kind] for each in found) for kind in ("back", "gone", "early"))
    figures = [
        Figure("Active again", percent(back, back + gone), out_of(back, back + gone), "back"),
        Figure("Stayed away", f"{gone:,}", "28 days gone by", "gone"),
        Figure("Too early to say", f"{early:,}", "28 days not yet over, left out", "early"),
    ]
    lines = [
        Line(
            [
                each["by"],
                each["back"] + each["gone"],
                each["back"],
                percent(each["back"], each["back"] + each["gone"]),
                each["early"],
            ],
            each["people"],
            {"muscle": each["slug"]},
        )
        for each in found
    ]
    table = Table(
        "By muscle", ("Muscle", "Released", "Active again", "Share", "Too early"), lines, slug="by-muscle"
    )
    return Answer(figures, [table], {"": back + gone + early, "back": back, "gone": gone, "early": early})


def referral_match(question: Question) -> Answer:
    found = muscles.matches(question)
    matched, other, none = (sum(each[kind] for each in found) for kind in ("matched", "other", "none"))
    figures = [
        Figure(
            "In the catalogue", percent(matched, matched + other), out_of(matched, matched + other), "matched"
        ),
        Figure("Elsewhere", f"{other:,}", "felt in other zones only", "other"),
        Figure("Nothing felt", f"{none:,}", "no zone written, left out", "none"),
    ]
    lines = [
        Line(
            [each["by"], each["matched"] + each["other"], each["matched"],
             percent(each["matched"], each["matched"] + each["other"]), each["none"]],
            each["people"],
            {"muscle": each["slug"]},
        )
        for each in found
    ]  # fmt: skip
    heads = ("Muscle", "With a zone", "In the catalogue", "Share", "Nothing felt")
    table = Table("By muscle", heads, lines, slug="by-muscle")
    counts = {"": matched + other + none, "matched": matched, "other": other, "none": none}
    return Answer(figures, [table], counts)


TREATED = Listing(muscles.treated, of_points, AT, PERSON)
APPLIED = Listing(muscles.applied, of_applied, AT, PERSON, line="technique")
REPORTS = (
    Report(
        slug="points",
        title="Trigger points",
        group="muscles",
        about="Every point found, with its scores",
        counted=(
            f"{POINTS}, one line a point and visit. Treated is one at which a technique was applied. Figures "
            "cover every status, the list the one chosen."
        ),
        rows=muscles.points,
        columns=of_points,
        answer=points,
        takes=(*VISITS, "muscle"),
        parts=dict(Status.choices) | {"treated": "Treated"},
        at=AT,
        person=PERSON,
        form=PointFilter,
    ),
    Report(
        slug="muscles",
        title="Tenderness by muscle",
        group="muscles",
        about="Points treated, change, release and what came back",
        counted=(
            f"{POINTS} at which a technique was applied. Before, after and change are of points scored both "
            "times in one visit, 0 to 10; the change is before less after. Algometer change is after less "
            "before, kgf/cm2; better is positive in both. Released is out of points with a response; the "
            "hold is the mean over treatments that say it. Back in 28 days is the same person's muscle, side "
            "and code active again within 28 days, out of points "
            f"whose 28 days are over, by the clinic's clock. {SMALL}So is a change of fewer than 5 points."
        ),
        answer=by_muscle,
        parts={"treated": "Points treated", "released": "Released", "back": "Back in 28 days"},
        listings=dict.fromkeys(("treated", "released", "back"), TREATED),
        at="",
        person="",
    ),
    Report(
        slug="techniques",
        title="Tenderness by technique",
        group="muscles",
        about="What changed at the points each technique was applied to",
        counted=(
            f"Counted: techniques applied in {COUNTED}, once a point. The change is that of the point in the "
            "visit, whatever else was applied there: it does not say which technique did it. Released is "
            f"out of those with a response. {SMALL}So is a change of fewer than 5 points."
        ),
        answer=by_technique,
        parts={"applied": "Applied", "released": "Released"},
        listings=dict.fromkeys(("applied", "released"), APPLIED),
        at="",
        person="",
    ),
    Report(
        slug="recurrence",
        title="Points that came back",
        group="muscles",
        about="Released and active again within 28 days",
        counted=(
            f"{POINTS} and released there. Active again is the same person's muscle, side and code found "
            "active in a session within the 28 days after; who did not come again cannot be known to be "
            "free of it. Those whose 28 days are not over are left out of the share and counted apart."
        ),
        rows=muscles.released,
        columns=of_released,
        answer=recurrence,
        form=PointFilter,
        parts={"back": "Active again", "gone": "Stayed away", "early": "Too early to say"},
        at=AT,
        person=PERSON,
    ),
    Report(
        slug="referral-match",
        title="Referral against the catalogue",
        group="muscles",
        about="Whether points were felt where the catalogue says",
        counted=(
            f"Counted: active points found in {COUNTED}. In the catalogue is a point felt in at least one "
            "zone that the catalogue gives its muscle, essential or wider. Points for which no zone was "
            "written are left out and counted apart."
        ),
        rows=muscles.referral_match,
        columns=of_referral_match,
        answer=referral_match,
        form=PointFilter,
        parts={"matched": "In the catalogue", "other": "Elsewhere", "none": "Nothing felt"},
        at=AT,
        person=PERSON,
    ),
)

"""The report about the body of the whole clinic: where points were tender, drawn and counted by view."""

from reports import heat
from reports.answers import SMALL_GROUP, Answer, Figure, Line, Table
from reports.columns.treatment import FIGURES, of_points
from reports.definitions.muscles import POINTS
from reports.definitions.outcomes import AT, PERSON
from reports.queries import muscles
from reports.question import Question
from reports.report import Listing, Report
from reports.words import number
from sessions.models import View


def body_map(question: Question) -> Answer:
    found = muscles.views(question)
    whole, views = sum(each["points"] for each in found), dict(View.choices)
    figures = [Figure("Points scored", f"{whole:,}", "before treatment, 0 to 10", "before")]
    lines = [
        Line(
            [
                FIGURES[each["chart"]],
                views[each["view"]],
                each["points"],
                each["people"],
                number(each["mean"]),
            ],
            each["people"],
            {"status": "before", "line": f"{each['chart']} {each['view']}"},
        )
        for each in found
    ]
    heads = ("Figure", "View", "Points", "People", "Mean score")
    enough = {(each["chart"], each["view"]) for each in found if each["people"] >= SMALL_GROUP}
    spots = [spot for spot in muscles.spots(question) if (spot["chart"], spot["view"]) in enough]
    small = "" if len(enough) == len(found) else "Views of fewer than 5 people are not drawn."
    table = Table("By view", heads, lines, words=2, slug="by-view")
    return Answer(figures, [table], {"before": whole}, heat.pictures(spots), small)


PLACED = Listing(muscles.placed, of_points, AT, PERSON, line="place")
REPORTS = (
    Report(
        slug="body-map",
        title="Where it was tender",
        group="muscles",
        about="Every point of the clinic on one body",
        counted=(
            f"{POINTS} and scored before treatment, 0 to 10, summed where they were charted; each score "
            "reaches about 4 cm. Points charted on an earlier version of the drawing are counted and not "
            "drawn. The two figures are never mixed, and the strongest colour is each figure's own hottest "
            "place."
        ),
        answer=body_map,
        parts={"before": "Points scored"},
        listings={"before": PLACED},
        at="",
        person="",
    ),
)

"""Reports about hours: how much of the time that could be worked was used, and when people come."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.db.models import F, QuerySet

from reports import charts, steps, therapists
from reports.answers import Answer, Figure, Line, Table
from reports.columns.visits import of_appointments, of_hours
from reports.queries import hours as working
from reports.queries import visits
from reports.question import Question
from reports.report import Listing, Report
from reports.words import counted, hours, percent

NO_HOURS = "No working hours in these days"
Used = Sequence[dict[str, Any]]
People = dict[Any, int]


def used(what: str, find: Callable[[Question], QuerySet[Any]], question: Question) -> Answer:
    """Minutes of these visits out of the minutes that could be worked, by step and by therapist."""
    free = working.available(question)
    taken = visits.minutes_by(question.period, find(question.without_part))
    whole, plain, wide, number = (
        sum(each[kind] for each in rows)
        for rows, kind in ((free, "minutes"), (taken, "plain"), (taken, "wide"), (taken, "visits"))
    )
    out_of = f"{hours(plain)} of {hours(whole)} hours" if whole else NO_HOURS
    figures = [
        Figure(what, percent(plain, whole), out_of, "all"),
        Figure("With buffers", percent(wide, whole), "the time around each visit added", "all"),
        Figure("Visits", f"{number:,}", f"{hours(plain)} hours", "all"),
        Figure("Could be worked", hours(whole), "hours, less what was blocked"),
    ]
    by_step, by_therapist = _people(find(question.without_part), question)
    tables = [
        _by_step(what, question, free, taken, by_step),
        _by_therapist(question, what, free, taken, by_therapist),
    ]
    partial = working.to_come(question) if find is visits.fulfilled else ""
    return Answer(figures, tables, {"": number}, partial=partial)


def _people(rows: QuerySet[Any], question: Question) -> tuple[People, People]:
    """How many each step and each therapist saw; asked for only where small groups are hidden."""
    if not question.shared:
        return {}, {}
    keys = steps.begun("starts_at", question.period), F("therapist")
    by_step, by_therapist = (visits.people_by(key, rows) for key in keys)
    return by_step, by_therapist


def _by_step(what: str, question: Question, free: Used, taken: Used, people: People) -> Table:
    could, given = _summed(free, "begun", "minutes"), _summed(taken, "begun", "plain")
    number = _summed(taken, "begun", "visits")
    step, drawn, lines = question.period.step, [], []
    for each in steps.every(question.period, [], {}):
        whole, part = could[each["day"]], given[each["day"]]
        drawn.append(each | {"used": part / 60, "left": max(whole - part, 0) / 60})
        visited = int(number[each["day"]])
        cells = [each["label"], visited, hours(part), hours(whole), percent(part, whole)]
        lines.append(Line(cells, people.get(each["day"]), each["opens"], so_far=each["so_far"]))
    drawing = charts.both(charts.of("used", "left"), drawn) if free or taken else ()
    keys = (("used", "Used"), ("left", "Free"))
    heads = (step.capitalize(), "Visits", "Hours used", "Could be worked", what)
    return Table(f"By {step}", heads, lines, drawing, "Hours used and hours left free", keys)


def _by_therapist(question: Question, what: str, free: Used, taken: Used, people: People) -> Table:
    could, given = _summed(free, "therapist", "minutes"), _summed(taken, "therapist", "plain")
    number, lines = _summed(taken, "therapist", "visits"), []
    for each in therapists.named(({"by": key} for key in {*could, *given}), question):
        key = each["by"]
        cells = [
            each["name"],
            int(number[key]),
            hours(given[key]),
            hours(could[key]),
            percent(given[key], could[key]),
        ]
        lines.append(Line(cells, people.get(key), each["opens"]))
    heads = ("Therapist", "Visits", "Hours used", "Could be worked", what)
    return Table("By therapist", heads, lines, slug="by-therapist")


def _summed(rows: Used, key: str, value: str) -> dict[Any, float]:
    sums: dict[Any, float] = defaultdict(float)
    for row in rows:
        sums[row[key]] += row[value]
    return sums


NOBODY = {"visits": 0, "people": 0}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def density(question: Question) -> Answer:
    """A cell for each weekday and hour in which anybody ever came."""
    found = list(visits.density(question))
    number = sum(each["visits"] for each in found)
    busiest = max(found, key=lambda each: each["visits"], default=None)
    most = busiest["visits"] if busiest else 0
    said = f"{WEEKDAYS[busiest['weekday'] - 1]}, {busiest['hour']}:00" if busiest else "n/a"
    how_many = counted(most, "visit") if most else question.period.none("No visit")
    figures = [
        Figure("Visits", f"{number:,}", "not cancelled", "held"),
        Figure("Busiest hour", said, how_many, "busiest"),
    ]
    return Answer(figures, [_heat(found)], {"held": number, "busiest": most})


def _heat(found: list[dict[str, Any]]) -> Table:
    hours_shown = range(
        min((each["hour"] for each in found), default=8),
        max((each["hour"] for each in found), default=17) + 1,
    )
    known = {(each["weekday"], each["hour"]): each for each in found}
    lines = []
    for place, day in enumerate(WEEKDAYS, start=1):
        line = [known.get((place, hour), NOBODY) for hour in hours_shown]
        lines.append(
            Line(
                [day, *(each["visits"] for each in line)],
                each=[_opens(each) for each in line],
                crowds=[each["people"] for each in line],
            )
        )
    heads = ("Weekday", *(f"{hour}:00" for hour in hours_shown))
    return Table("By weekday and hour", heads, lines, heat=True)


def _opens(each: dict[str, int]) -> dict[str, str]:
    return {"status": "held", "line": f"{each['weekday']}-{each['hour']}"} if each["visits"] else {}


UTILISATION = (
    "Counted: minutes of service of fulfilled visits, out of the minutes that could be worked: published "
    "working hours less time off and closed days. The time around a visit is in the second figure alone. "
    "Not counted: a room being closed. Chair massage elsewhere is work, in hours that could be worked where "
    "they are published. Without any working hours there is no share. "
    f"{working.NARROWED}"
)
BOOKING = (
    "Counted: minutes of service of the visits that stood in the book when their day began: booked before "
    "that midnight by the clinic's clock and not cancelled by then, whatever became of them. They are out "
    "of the minutes that could be worked: published working hours less time off and closed days. Not "
    "counted: visits booked on the day itself. A visit moved since is judged by where it stands now. "
    f"{working.NARROWED}"
)
NO_ROWS = "Hours that could be worked are no rows to open: the table by therapist says whose they are."
DENSITY = (
    "Counted: visits not cancelled, by the weekday and hour of the clinic's clock in which they begin; "
    "no-shows held their time and are in. Not counted: those entered in error, and the wait list."
)
HELD = Listing(visits.held, of_appointments, "starts_at", opens="scheduling:appointment", line="hour_cell")
REPORTS = (
    Report(
        slug="utilisation",
        title="Hours used",
        group="visits",
        about="How much of the working time was spent in fulfilled visits",
        counted=UTILISATION,
        listed=NO_ROWS,
        rows=visits.fulfilled,
        columns=of_hours,
        answer=partial(used, "Used", visits.fulfilled),
        opens="scheduling:appointment",
    ),
    Report(
        slug="booking-rate",
        title="Booked in the morning",
        group="visits",
        about="How full the book was when each day began",
        counted=BOOKING,
        listed=NO_ROWS,
        rows=visits.stood_in_the_morning,
        columns=of_hours,
        answer=partial(used, "Booked", visits.stood_in_the_morning),
        opens="scheduling:appointment",
    ),
    Report(
        slug="density",
        title="When people come",
        group="visits",
        about="Visits by weekday and hour",
        counted=DENSITY,
        answer=density,
        parts={"held": "Not cancelled", "busiest": "In the busiest hour"},
        listings=dict.fromkeys(("held", "busiest"), HELD),
        at="",
        person="",
    ),
)

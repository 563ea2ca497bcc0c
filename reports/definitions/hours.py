"""Reports about hours: how much of the time that could be worked was used, and when people come."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.db.models import QuerySet

from reports import charts, steps
from reports.answers import Answer, Figure, Line, Table
from reports.columns.visits import of_appointments, of_density, of_hours
from reports.queries import hours as working
from reports.queries import visits
from reports.question import Question
from reports.report import Listing, Report
from reports.words import counted, hours, percent

NO_HOURS = "No working hours in these days"
Used = Sequence[dict[str, Any]]


def used(what: str, find: Callable[[Question], QuerySet[Any]], question: Question) -> Answer:
    """Minutes of these visits out of the minutes that could be worked, by step and by therapist."""
    free = working.available(question)
    taken = visits.minutes_by(question.period.step, find(question.without_part))
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
    tables = [_by_step(what, question, free, taken), _by_therapist(what, free, taken)]
    partial = working.to_come(question) if find is visits.fulfilled else ""
    return Answer(figures, tables, {"": number}, partial=partial)


def _by_step(what: str, question: Question, free: Used, taken: Used) -> Table:
    could, given = _summed(free, "begun", "minutes"), _summed(taken, "begun", "plain")
    step, drawn, lines = question.period.step, [], []
    for each in steps.every(question.period, [], {}):
        whole, part = could[each["day"]], given[each["day"]]
        drawn.append(each | {"used": part / 60, "left": max(whole - part, 0) / 60})
        cells = [each["label"], hours(part), hours(whole), percent(part, whole)]
        lines.append(Line(cells, so_far=each["so_far"]))
    drawing = charts.both(charts.of("used", "left"), drawn) if free or taken else ()
    keys = (("used", "Used"), ("left", "Free"))
    heads = (step.capitalize(), "Hours used", "Could be worked", what)
    return Table(f"By {step}", heads, lines, drawing, "Hours used and hours left free", keys)


def _by_therapist(what: str, free: Used, taken: Used) -> Table:
    names = {each["therapist"]: each["name"] for each in (*free, *taken)}
    could, given = _summed(free, "therapist", "minutes"), _summed(taken, "therapist", "plain")
    number = _summed(taken, "therapist", "visits")
    lines = []
    for key, name in sorted(names.items(), key=lambda pair: pair[1]):
        cells = [
            name,
            int(number[key]),
            hours(given[key]),
            hours(could[key]),
            percent(given[key], could[key]),
        ]
        lines.append(Line(cells, opens={"therapist": key}))
    heads = ("Therapist", "Visits", "Hours used", "Could be worked", what)
    return Table("By therapist", heads, lines, slug="by-therapist")


def _summed(rows: Used, key: str, value: str) -> dict[Any, float]:
    sums: dict[Any, float] = defaultdict(float)
    for row in rows:
        sums[row[key]] += row[value]
    return sums


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def density(question: Question) -> Answer:
    """A cell for each weekday and hour in which anybody ever came."""
    found = list(visits.density(question))
    number = sum(each["visits"] for each in found)
    busiest = max(found, key=lambda each: each["visits"], default=None)
    most = busiest["visits"] if busiest else 0
    said = f"{WEEKDAYS[busiest['weekday'] - 1]}, {busiest['hour']}:00" if busiest else "n/a"
    figures = [
        Figure("Visits", f"{number:,}", "not cancelled", "held"),
        Figure("Busiest hour", said, counted(most, "visit") if most else "No visit yet", "busiest"),
    ]
    return Answer(figures, [_heat(found)], {"held": number, "busiest": most})


def _heat(found: list[dict[str, Any]]) -> Table:
    hours_shown = range(
        min((each["hour"] for each in found), default=8),
        max((each["hour"] for each in found), default=17) + 1,
    )
    cells = {(each["weekday"], each["hour"]): each["visits"] for each in found}
    lines = [
        Line([day, *(cells.get((place, hour), 0) for hour in hours_shown)])
        for place, day in enumerate(WEEKDAYS, start=1)
    ]
    heads = ("Weekday", *(f"{hour}:00" for hour in hours_shown))
    return Table("By weekday and hour", heads, lines, heat=True)


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
HELD = Listing(visits.held, of_appointments, "starts_at", opens="scheduling:appointment")
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
        rows=visits.density,
        columns=of_density,
        answer=density,
        parts={"held": "Not cancelled", "busiest": "In the busiest hour"},
        listings=dict.fromkeys(("held", "busiest"), HELD),
        at="",
        person="",
    ),
)

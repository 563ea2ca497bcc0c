"""Reports about visits: how many there were, how many were lost, and when."""

from typing import Any

from django.db.models import F

from reports import charts, steps, therapists
from reports.answers import Answer, Figure, Line, Table
from reports.columns.visits import of_appointments, of_cancellations
from reports.queries import visits
from reports.question import Question
from reports.report import Report
from reports.words import counted, out_of, percent

OPEN = ("proposed", "booked", "confirmed", "arrived")
KEYS = (
    ("fulfilled", "Fulfilled"),
    ("open", "Still open"),
    ("late", "Cancelled late"),
    ("noshow", "No-show"),
)
NOTHING = dict.fromkeys(visits.OUTCOMES, 0) | {"people": 0}
NOT_DUE = "No visit fell due"


def summed(counts: dict[str, Any]) -> dict[str, Any]:
    """With all, those still open, and those due: which took place or were lost too late to fill."""
    return counts | {
        "all": sum(counts[slug] for slug in visits.OUTCOMES),
        "open": sum(counts[slug] for slug in OPEN),
        "due": sum(counts[slug] for slug in visits.DUE),
    }


def total(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return summed({slug: sum(row[slug] for row in rows) for slug in visits.OUTCOMES})


def appointments(question: Question) -> Answer:
    """The figures cover every status; only the rows are of the one chosen."""
    found = visits.outcomes_by(question.period, visits.appointments(question.without_part))
    sums = total(found)
    due, none = sums["due"], question.period.none(NOT_DUE)
    figures = [
        Figure("Appointments", f"{sums['all']:,}", f"{sums['open']:,} still open", "all"),
        Figure("Fulfilled", f"{sums['fulfilled']:,}", f"of {sums['all']:,}", "fulfilled"),
        Figure("No-show rate", percent(sums["noshow"], due), out_of(sums["noshow"], due, none), "noshow"),
        Figure("Late cancels", percent(sums["late"], due), out_of(sums["late"], due, none), "late"),
        Figure("Cancelled in time", f"{sums['cancelled']:,}", "early enough to fill", "cancelled"),
    ]
    return Answer(figures, [by_step(question, found)], {"": sums["all"], **sums})


def by_step(question: Question, found: list[dict[str, Any]]) -> Table:
    drawn = [summed(step) for step in steps.every(question.period, found, NOTHING)]
    step = question.period.step
    heads = ("Appointments", "Fulfilled", "Still open", "No-shows", "Cancelled late", "Cancelled in time")
    slugs = ("all", "fulfilled", "open", "noshow", "late", "cancelled")
    lines = [
        Line(
            [each["label"], *(each[slug] for slug in slugs), percent(each["noshow"], each["due"])],
            people=each["people"],
            opens=each["opens"],
            so_far=each["so_far"],
        )
        for each in drawn
    ]
    lost_or_kept = any(each["all"] - each["cancelled"] for each in drawn)
    return Table(
        f"Visits by {step}",
        (step.capitalize(), *heads, "No-show rate"),
        lines,
        charts.both(charts.bars, drawn) if lost_or_kept else (),
        "Visits that took place, are open or were lost",
        KEYS,
    )


def lost(part: str, label: str) -> Any:
    """The answer of a rate out of all visits due: by step and by therapist."""

    def answer(question: Question) -> Answer:
        rows = visits.appointments(question.without_part)
        found = visits.outcomes_by(question.period, rows)
        of_each = visits.counted_by(F("therapist"), rows)
        sums, none = total(found), question.period.none(NOT_DUE)
        figures = [
            Figure(label, percent(sums[part], sums["due"]), out_of(sums[part], sums["due"], none), part),
            Figure("Fulfilled", f"{sums['fulfilled']:,}", f"of {sums['due']:,} due", "fulfilled"),
            Figure("Cancelled in time", f"{sums['cancelled']:,}", "not in the rate", "cancelled"),
        ]
        tables = [by_step(question, found), by_therapist(question, of_each, part, label)]
        return Answer(figures, tables, {"": sums["due"], **sums})

    return answer


def by_therapist(question: Question, found: list[dict[str, Any]], part: str, label: str) -> Table:
    lines = [
        Line(
            [each["name"], each["due"], each[part], percent(each[part], each["due"])],
            each["people"],
            each["opens"],
        )
        for each in therapists.named(map(summed, found), question, "begun")
    ]
    return Table("By therapist", ("Therapist", "Due", "Of them", label), lines, slug="by-therapist")


def cancellations(question: Question) -> Answer:
    found = visits.cancel_reasons(visits.cancelled(question.without_part))
    late, early = (sum(each[kind] for each in found) for kind in ("late", "early"))
    figures = [
        Figure("Cancelled", f"{late + early:,}", f"for {counted(len(found), 'reason')}", "all"),
        Figure("Late", f"{late:,}", percent(late, late + early), "late"),
        Figure("In time", f"{early:,}", percent(early, late + early), "cancelled"),
    ]
    lines = [
        Line(
            [each["why"], each["late"], each["early"], each["all"]],
            each["people"],
            {"line": each["why"]},
        )
        for each in found
    ]
    table = Table("By reason", ("Reason", "Late", "In time", "Together"), lines, slug="by-reason")
    return Answer(figures, [table], {"": late + early, "late": late, "cancelled": early})


COUNTED = (
    "Counted: appointments that begin in these days by the clinic's clock. Not counted: those entered in "
    "error, and people on the wait list. "
)
RATE = (
    "no-shows out of fulfilled visits, no-shows and late cancels together; late cancels are out of the "
    "same. A cancellation is late when it comes less than {late_hours} hours before the start; earlier ones "
    "are shown apart. "
)
LIST = "Figures and chart cover every status, the list and the file only the one chosen."
LOST = {slug: visits.OUTCOMES[slug] for slug in (*visits.DUE, "cancelled")}
REPORTS = (
    Report(
        slug="appointments",
        title="Appointments",
        group="visits",
        about="Every visit of a period, and where it stands",
        counted=f"{COUNTED}The no-show rate is {RATE}",
        listed=LIST,
        rows=visits.appointments,
        columns=of_appointments,
        answer=appointments,
        parts=visits.OUTCOMES,
        opens="scheduling:appointment",
    ),
    Report(
        slug="no-shows",
        title="No-shows",
        group="visits",
        about="Visits that nobody came to, out of those due",
        counted=f"{COUNTED}The rate is {RATE}",
        listed=LIST,
        rows=visits.due,
        columns=of_appointments,
        answer=lost("noshow", "No-show rate"),
        parts=LOST,
        opens="scheduling:appointment",
    ),
    Report(
        slug="late-cancels",
        title="Late cancels",
        group="visits",
        about="Visits cancelled too late to fill, out of those due",
        counted=f"{COUNTED}The rates are {RATE}",
        listed=LIST,
        rows=visits.due,
        columns=of_appointments,
        answer=lost("late", "Late-cancel rate"),
        parts=LOST,
        opens="scheduling:appointment",
    ),
    Report(
        slug="cancellations",
        title="Cancellations",
        group="visits",
        about="Why visits were cancelled, and how early",
        counted=f"{COUNTED}The reason is the one chosen when it was cancelled.",
        listed=LIST,
        rows=visits.cancelled,
        columns=of_cancellations,
        answer=cancellations,
        parts={slug: visits.OUTCOMES[slug] for slug in ("late", "cancelled")},
        opens="scheduling:appointment",
        line="why",
    ),
)

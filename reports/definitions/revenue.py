"""What fulfilled visits were priced at: by service, by therapist, for each hour that could be worked."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import F

from clinic.asking import together
from reports import charts, steps, therapists
from reports.answers import Answer, Figure, Line, Table
from reports.columns.visits import of_prices
from reports.queries import hours as working
from reports.queries import visits
from reports.question import Question
from reports.report import Report
from reports.words import counted, hours, money
from scheduling.models import Service

Priced = Iterable[dict[str, Any]]
PARTS = {"priced": "With a price", "unpriced": "Without a price", "called_out": "With a call-out fee"}
PRICED = {"status": "priced"}
NOTHING = {"amount": Decimal(0), "priced": 0, "unpriced": 0, "callouts": Decimal(0), "people": 0}


def revenue(question: Question) -> Answer:
    rows = visits.fulfilled(question)
    keys = (steps.begun("starts_at", question.period), F("service"), F("therapist"))
    found, by_service, by_therapist = (visits.priced_by(key, rows) for key in keys)
    together(found, by_service, by_therapist)
    free = working.available(question)
    amount = sum((each["amount"] for each in found), Decimal(0))
    counts = {kind: sum(each[kind] for each in found) for kind in PARTS}
    priced, unpriced, drives = counts.values()
    minutes = sum(each["minutes"] for each in free)
    figures = [
        Figure("Revenue", money(amount), f"of {counted(priced, 'fulfilled visit')}", "priced"),
        Figure("Each visit", _each(amount, priced), "on average", "priced"),
        Figure(
            "Each hour", _each(amount, minutes / 60), f"of {hours(minutes)} that could be worked", "priced"
        ),
        _called_out(found, drives),
        Figure("Without a price", f"{unpriced:,}", "nobody had said what they cost; left out", "unpriced"),
    ]
    tables = [_by_step(question, found), _by_service(by_service), _by_therapist(question, by_therapist, free)]
    rows_of = {"": priced + unpriced, **counts}
    return Answer(figures, tables, rows_of, partial=working.to_come(question))


def _called_out(found: Priced, drives: int) -> Figure:
    """What was charged for coming, which no price counts."""
    fees = sum((each["callouts"] for each in found), Decimal(0))
    note = f"of {counted(drives, 'mobile visit')}, beside the revenue"
    return Figure("Call-out fees", money(fees), note, "called_out")


def _by_step(question: Question, found: Priced) -> Table:
    step = question.period.step
    drawn = [each | {"used": float(each["amount"])} for each in steps.every(question.period, found, NOTHING)]
    lines = [
        Line(
            [
                each["label"],
                each["priced"],
                money(each["amount"]),
                _each(each["amount"], each["priced"]),
                money(each["callouts"]),
            ],
            people=each["people"],
            opens=each["opens"] | PRICED,
            so_far=each["so_far"],
        )
        for each in drawn
    ]
    heads = (step.capitalize(), "Visits", "Revenue", "Each visit", "Call-outs")
    drawing = charts.both(charts.of("used"), drawn) if any(each["amount"] for each in found) else ()
    return Table(f"By {step}", heads, lines, drawing, "What fulfilled visits were priced at")


def _by_service(found: Priced) -> Table:
    called = dict(Service.objects.values_list("pk", "name"))
    lines = [
        Line(
            [
                called[each["begun"]],
                each["priced"],
                money(each["amount"]),
                _each(each["amount"], each["priced"]),
            ],
            each["people"],
            {"service": each["begun"]} | PRICED,
        )
        for each in sorted(found, key=lambda each: called[each["begun"]])
    ]
    return Table("By service", ("Service", "Visits", "Revenue", "Each visit"), lines, slug="by-service")


def _by_therapist(question: Question, found: Priced, free: Sequence[dict[str, Any]]) -> Table:
    """Also of those who could have worked and had no visit: their hours are in the clinic's."""
    lines, had = [], {each["begun"]: each for each in found}
    everybody = {*had, *(row["therapist"] for row in free)}
    for one in therapists.named(({"by": key} for key in everybody), question):
        each = had.get(one["by"], NOTHING)
        could = sum(row["minutes"] for row in free if row["therapist"] == one["by"])
        cells = [one["name"], each["priced"], money(each["amount"]), _each(each["amount"], could / 60)]
        lines.append(Line(cells, each["people"], one["opens"] | PRICED))
    return Table("By therapist", ("Therapist", "Visits", "Revenue", "Each hour"), lines, slug="by-therapist")


def _each(amount: Decimal, number: float) -> str:
    return money(round(amount / Decimal(number), 2)) if number else "n/a"


REPORTS = (
    Report(
        slug="revenue",
        title="Revenue",
        group="visits",
        about="What fulfilled visits were priced at",
        counted=(
            "Counted: the price that each fulfilled visit was booked at, on the day of the visit. Not "
            "counted: visits nobody had set a price for, no-shows and cancellations. Call-out fees of mobile "
            "visits stand apart. What was invoiced, paid, given back or is still owed is not known here. An "
            "hour is one that could be worked: published working hours less time off and closed days. "
            f"{working.NARROWED}"
        ),
        rows=visits.priced,
        columns=of_prices,
        answer=revenue,
        parts=PARTS,
        opens="scheduling:appointment",
    ),
)

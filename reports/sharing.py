"""What may be handed on: no group of fewer than 5 people, nor what would tell of one by what is left."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Count, QuerySet

from clinic.asking import together
from reports.answers import SMALL_GROUP, Answer, Figure, Line, Table
from reports.blanks import blanked
from reports.expressions import all_of
from reports.question import Question
from reports.report import Report
from reports.words import NOT_KNOWN

People = dict[str, int]


def for_sharing(report: Report, question: Question, found: Answer) -> Answer:
    gone = _too_few(report, found, _people(report, question))
    untold = {found.rows[part] for part in gone if part and found.rows.get(part)}
    return replace(
        found,
        figures=[
            replace(each, value="Hidden", note="Would tell of fewer than 5 people")
            if _part(each) in gone
            else each
            for each in found.figures
        ],
        tables=[_table(table, untold) for table in found.tables],
    )


def _people(report: Report, question: Question) -> People:
    """Of how many people the figures speak, by the part they open; "" for all of them."""
    parts = [part for part in ("", *report.parts) if report.behind(part).person]
    asked = [_number(report.behind(part), replace(question, part=part)) for part in parts]
    together(*asked)
    people = {part: next((row["people"] for row in one), 0) for part, one in zip(parts, asked, strict=True)}
    return {"": max(people.values(), default=0)} | people


def _number(report: Report, question: Question) -> QuerySet[Any]:
    return all_of(report.rows(question), people=Count(report.person, distinct=True))


def _too_few(report: Report, found: Answer, people: People) -> set[str]:
    """The parts whose figures are hidden; one alone takes the next smallest of its kind along."""
    gone = {_part(each) for each in found.figures if _small(each, people)}
    if len(gone) != 1:
        return gone
    (small,) = gone
    whole = found.rows.get("", max(found.rows.values(), default=0))
    beside = {
        part: people.get(part, 0)
        for part in map(_part, found.figures)
        if part != small
        and report.listings.get(part) is report.listings.get(small)
        and 0 < found.rows.get(part, 0) < whole
    }
    return gone | {*sorted(beside, key=beside.__getitem__)[:1]}


def _part(figure: Figure) -> str:
    return "" if figure.opens == "all" else figure.opens


def _small(figure: Figure, people: People) -> bool:
    """By its own people, those of the part it opens, or those of the whole answer."""
    behind = people.get(_part(figure), people[""])
    return figure.small or 0 < behind < SMALL_GROUP or 0 < people[""] < SMALL_GROUP


def _table(table: Table, untold: set[int]) -> Table:
    if table.heat:
        return replace(table, lines=_cells(table.lines))
    if any(line.small for line in table.lines):
        table = replace(table, lines=hidden(table.lines), charts=())
    return blanked(table, untold)


def hidden(lines: Iterable[Line]) -> list[Line]:
    """Small groups without numbers; one alone takes the next smallest along, or the sum would tell."""
    lines = list(lines)
    gone = _gone({place: line.people or 0 for place, line in enumerate(lines)})
    return [
        replace(line, cells=[line.cells[0], *[NOT_KNOWN] * (len(line.cells) - 1)], hidden=True)
        if place in gone
        else line
        for place, line in enumerate(lines)
    ]


def _cells(lines: Iterable[Line]) -> list[Line]:
    """The same cell by cell, where each is a group of its own."""
    lines = list(lines)
    gone = _gone({(x, y): number for y, line in enumerate(lines) for x, number in enumerate(line.crowds)})
    return [
        replace(
            line,
            cells=[
                line.cells[0],
                *(NOT_KNOWN if (x, y) in gone else cell for x, cell in enumerate(line.cells[1:])),
            ],
        )
        for y, line in enumerate(lines)
    ]


def _gone(people: dict[Any, int]) -> set[Any]:
    """Which of these groups are too small to be shown, and which must go with one that is so alone."""
    small = {key for key, number in people.items() if 0 < number < SMALL_GROUP}
    if len(small) != 1:
        return small
    others = sorted((number, key) for key, number in people.items() if number >= SMALL_GROUP)
    return small | {key for _, key in others[:1]}

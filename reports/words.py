"""Numbers as they are said on a report, each with the value that a file holds of it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any, Self

from scheduling import wording

NOT_KNOWN = "–"


class Worded(str):
    """A value in a page's words. value: what a file holds; look: how a workbook shows it the same."""

    value: Any
    look: str

    def __new__(cls, words: str, value: Any, look: str) -> Self:
        made = super().__new__(cls, words)
        made.value, made.look = value, look
        return made


def value_of(cell: Any) -> Any:
    """What a file holds of a cell."""
    return cell.value if isinstance(cell, Worded) else cell


def percent(part: float, whole: float) -> str:
    """A file holds the share of 1, in as many digits."""
    if not whole:
        return "n/a"
    said = f"{100 * part / whole:.1f}"
    return Worded(f"{said}%", round(float(said) / 100, 3), "0.0%")


def in_words(cell: Any) -> str:
    """A number of a table as a figure says it: 1,184."""
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def out_of(part: int, whole: int, nothing: str = "Nothing to count") -> str:
    return f"{part:,} of {whole:,}" if whole else nothing


def counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def people(number: int) -> str:
    return counted(number, "person", "people")


def hours(minutes: float | None) -> str:
    """In hours and minutes: 7:30."""
    whole = round(minutes or 0)
    return Worded(f"{whole // 60:,}:{whole % 60:02}", timedelta(minutes=whole), "[h]:mm")


def number(value: float | None, digits: int = 1) -> str:
    if value is None:
        return NOT_KNOWN
    look = f"#,##0.{'0' * digits}" if digits else "#,##0"
    return Worded(f"{value:,.{digits}f}", round(float(value), digits or None), look)


def money(value: Decimal) -> str:
    """In the clinic's currency."""
    before, after = (f'"{sign}"' if sign else "" for sign in wording.money(Decimal(0)).split("0"))
    return Worded(wording.money(value), value, f"{before}#,##0.00{after}")


def change_words(change: float) -> str:
    """Before minus after, so that a fall is what was hoped for: 2.4 less."""
    tenths = round(float(change), 1)
    words = f"{abs(tenths):.1f} {'less' if tenths > 0 else 'more'}" if tenths else "No change"
    return Worded(words, tenths or 0.0, '0.0" less";0.0" more";"No change"')


def half(quartiles: Any) -> str:
    """The middle half: 1.0 to 3.5."""
    return f"{quartiles[0]:.1f} to {quartiles[2]:.1f}" if quartiles else NOT_KNOWN

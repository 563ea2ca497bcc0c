"""Numbers as they are said on a report."""

from typing import Any


def percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "n/a"


def out_of(part: int, whole: int, nothing: str = "Nothing to count yet") -> str:
    return f"{part:,} of {whole:,}" if whole else nothing


def counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def people(number: int) -> str:
    return counted(number, "person", "people")


def hours(minutes: float | None) -> str:
    """In hours and minutes: 7:30."""
    whole = round(minutes or 0)
    return f"{whole // 60:,}:{whole % 60:02}"


def number(value: float | None, digits: int = 1) -> str:
    return "–" if value is None else f"{value:,.{digits}f}"


def change_words(change: float) -> str:
    """Before minus after, so that a fall is what was hoped for: 2.4 less."""
    return "No change" if not round(change, 1) else f"{abs(change):.1f} {'less' if change > 0 else 'more'}"


def half(quartiles: Any) -> str:
    """The middle half: 1.0 to 3.5."""
    return f"{quartiles[0]:.1f} to {quartiles[2]:.1f}" if quartiles else "–"

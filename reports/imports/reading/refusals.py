"""Why a file, or a line of it, is not taken in."""

from clinic.refusals import Refused


class Unfit(Refused):
    """The file as a whole cannot be read; str() says why, and what to do instead."""


class Crooked(ValueError):
    """One line cannot be kept; str() says which cell and why."""


LARGEST_BYTES = 50_000_000
MOST_ROWS = 250_000
MOST_COLUMNS = 300


def too_wide() -> Unfit:
    return Unfit(
        f"A line has more than {MOST_COLUMNS} columns. Save the columns that are needed, then try again."
    )


def too_long() -> Unfit:
    return Unfit(
        f"The file has more than {MOST_ROWS:,} lines. Split it, and bring in one part after the other."
    )

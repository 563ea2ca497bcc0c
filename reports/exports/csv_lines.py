"""Short tables that are at hand already, as CSV: inert in a spreadsheet, and to be had back."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from reports.cells import guarded


def written_out(lines: Iterable[Sequence[Any]]) -> bytes:
    """RFC 4180, UTF-8; text that begins like a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out)
    for line in lines:
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in line])
    return out.getvalue().encode()

"""Short tables that are at hand already, as CSV: inert in a spreadsheet, and to be had back."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from reports.cells import guarded
from reports.downloads import BYTE_ORDER_MARK


def written_out(lines: Iterable[Sequence[Any]]) -> bytes:
    """RFC 4180, UTF-8; text that begins like a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out)
    for line in lines:
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in line])
    return out.getvalue().encode()


class AtHand:
    """Such a table in the place of a Download: nobody is in it by name, and nothing has to be held open."""

    people = 0

    def __init__(self, heads: Sequence[str], lines: Sequence[Sequence[Any]], *, mark: bool) -> None:
        self.rows = len(lines)
        self.content = (BYTE_ORDER_MARK if mark else b"") + written_out([heads, *lines])

    def __iter__(self) -> Iterator[bytes]:
        yield self.content

    def close(self) -> None: ...

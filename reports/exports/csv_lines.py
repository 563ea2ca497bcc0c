"""Short tables that are at hand already, as CSV: inert in a spreadsheet, and to be had back."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from reports.cells import guarded
from reports.downloads import BYTE_ORDER_MARK


def written_out(lines: Iterable[Sequence[Any]]) -> bytes:
    """RFC 4180, UTF-8; text that begins like a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out)
    for line in lines:
        writer.writerow(map(_told, line))
    return out.getvalue().encode()


def _told(cell: Any) -> Any:
    """Instants as ISO 8601 has them."""
    if isinstance(cell, datetime):
        return cell.isoformat()
    return guarded(cell) if isinstance(cell, str) else cell


class AtHand:
    """Such a table in the place of a Download: nothing has to be held open."""

    def __init__(
        self, heads: Sequence[str], lines: Sequence[Sequence[Any]], *, people: int, mark: bool
    ) -> None:
        self.rows, self.people = len(lines), people
        self.content = (BYTE_ORDER_MARK if mark else b"") + written_out([heads, *lines])

    def __iter__(self) -> Iterator[bytes]:
        yield self.content

    def close(self) -> None: ...

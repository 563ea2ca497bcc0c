"""A table as a file: counted, then streamed, both from the same instant and in the same little memory.

The database writes the CSV itself (COPY), on a connection of its own: the request's may be one of the pool's
few, and an export may run longer than a page may.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import psycopg
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import Combinable

from reports.cells import Cell

# A million rows take a few seconds to write; the rest of the time is for a slow line at the other end.
MINUTES = 15
# One core at most, so that pages go on; rows by an index rather than sorted, so that the first byte is soon.
SETTINGS = {
    "statement_timeout": f"{MINUTES}min",
    "max_parallel_workers_per_gather": 0,
    "random_page_cost": 1.1,
}
ROWS_A_BLOCK = 500
COUNT = "SELECT count(*), 0 FROM ({}) counted"
# By groups in memory, for counting distinct ones would sort them all.
COUNT_PEOPLE = (
    "SELECT coalesce(sum(rows), 0), count(person)"
    " FROM (SELECT person, count(*) AS rows FROM ({}) counted(person) GROUP BY person) grouped"
)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

Columns = dict[str, Combinable]


class Download:
    """A queryset's rows under these headings, as RFC 4180 has it; iterate over the bytes once, then close it.

    A Cell is always quoted; numbers, days and times are plain. person: the path to a row's patient, empty
    where rows are about nobody. rows, people: how many there will be. mark: begin with a byte order mark, by
    which Excel knows UTF-8.
    """

    def __init__(
        self, rows: QuerySet[Any], columns: Columns, *, person: str = "", mark: bool = False
    ) -> None:
        self.rows_asked, self.columns, self.mark = rows, columns, mark
        # A table of sums has no keys of its own: each of its lines is a row.
        counted = rows.order_by() if rows.query.group_by else rows.order_by().values(person or "pk")
        self.counting, self.keys = counted.query.sql_with_params()
        self.how = COUNT_PEOPLE if person else COUNT
        self.snapshot = psycopg.connect(**connection.get_connection_params())
        try:
            self.rows, self.people = self._count()
        except BaseException:
            self.close()
            raise

    def _count(self) -> tuple[int, int]:
        """Rows and people; opens the transaction whose snapshot the rows will come from as well."""
        self.snapshot.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        self.snapshot.read_only = True
        for setting, value in SETTINGS.items():
            self.snapshot.execute(f"SET LOCAL {setting} = '{value}'")
        found = self.snapshot.execute(self.how.format(self.counting), self.keys).fetchone()
        rows, people = found or (0, 0)
        return int(rows), int(people)

    def __iter__(self) -> Iterator[bytes]:
        yield from written(self.snapshot, self.rows_asked, self.columns, mark=self.mark)

    def close(self) -> None:
        """Ends the statement too, when the other side stopped listening."""
        self.snapshot.close()


def written(
    line: psycopg.Connection[Any], rows: QuerySet[Any], columns: Columns, *, mark: bool = False
) -> Iterator[bytes]:
    """The same as blocks of bytes, from whatever instant that connection reads at."""
    aliases = [f"c{place}" for place in range(len(columns))]
    cells = dict(zip(aliases, columns.values(), strict=True))
    quoted = [alias for alias, cell in cells.items() if isinstance(cell, Cell)]
    statement, values = rows.annotate(**cells).values_list(*aliases).query.sql_with_params()
    options = f"FORMAT csv, FORCE_QUOTE ({', '.join(quoted)})" if quoted else "FORMAT csv"
    yield (BYTE_ORDER_MARK if mark else b"") + _line(list(columns))
    with line.cursor() as cursor, cursor.copy(f"COPY ({statement}) TO STDOUT ({options})", values) as copy:
        yield from _blocks(copy)


def _blocks(rows: Iterable[Any]) -> Iterator[bytes]:
    """Postgres ends a line with a line feed, RFC 4180 with a carriage return before it."""
    rows = iter(rows)
    while block := list(islice(rows, ROWS_A_BLOCK)):
        joined = b"".join(block)
        if joined.count(b"\n") == len(block):
            yield joined.replace(b"\n", b"\r\n")
        else:  # a cell has line feeds of its own, which stay as they are
            yield b"".join(bytes(row[:-1]) + b"\r\n" for row in block)


def _line(cells: list[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().encode()

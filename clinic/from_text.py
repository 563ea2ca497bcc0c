"""Values read from the database's own text of them, as the connection reads that type."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from psycopg import postgres
from psycopg.adapt import Transformer
from psycopg.pq import Format


def _span(text: str) -> DateTimeTZRange:
    """Such as ["2027-03-01 09:00:00+00","2027-03-01 10:00:00+00"), or open at either end."""
    if text == "empty":
        return DateTimeTZRange(empty=True)
    lower, upper = (datetime.fromisoformat(end.strip('"')) if end else None for end in text[1:-1].split(","))
    return DateTimeTZRange(lower, upper, text[0] + text[-1])


# What most columns are is read without psycopg's detour by bytes.
READS: dict[str, Callable[[str], Any]] = {
    "text": str, "varchar": str, "int2": int, "int4": int, "int8": int, "bool": "true".__eq__,
    "date": date.fromisoformat, "time": time.fromisoformat, "timestamptz": datetime.fromisoformat,
    "tstzrange": _span,
}  # fmt: skip
PLAIN = {postgres.types[name].oid: read for name, read in READS.items()}


def rows(texts: Sequence[Sequence[str | None]], types: Sequence[int]) -> list[tuple]:
    """types: the oid of each column."""
    reads = [PLAIN.get(oid) or _loading(oid) for oid in types]
    return [
        tuple([None if text is None else read(text) for text, read in zip(row, reads, strict=True)])
        for row in texts
    ]


def _loading(oid: int) -> Callable[[str], Any]:
    load = Transformer.from_context(connection.connection).get_loader(oid, Format.TEXT).load
    return lambda text: load(text.encode())

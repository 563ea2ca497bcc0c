"""Rows by the hundred thousand, written inside the database as the app's role: every guard of a row holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction
from psycopg.sql import SQL, Composable, Identifier, Placeholder

from clinic import audit
from clinic.models import Clinic


@contextmanager
def loading(what: str) -> Iterator[None]:
    """One transaction without the time-outs of a page, and the audit event that its rows need."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0")
        yield
        audit.record("furnished", Clinic.current(), by=None, reason=what)


def write(kind: type[models.Model], told: dict[str, str], rows: str, said: dict[str, Any]) -> int:
    """A row for each that the query gives; columns it tells nothing of say what they say of a new row.

    told: SQL by column. rows: what comes after SELECT ... . Returns how many were written.
    """
    blank = {f"blank_{name}": value for name, value in blanks(kind).items() if name not in told}
    values: dict[str, Composable] = {name: SQL(sql) for name, sql in told.items()}
    values |= {name.removeprefix("blank_"): Placeholder(name) for name in blank}
    statement = SQL("INSERT INTO {} ({}) SELECT {} {}").format(
        Identifier(kind._meta.db_table),
        SQL(", ").join(map(Identifier, values)),
        SQL(", ").join(values.values()),
        SQL(rows),
    )
    with connection.cursor() as cursor:
        # What a trigger planned for a table of ten rows would go through ten thousand one by one.
        cursor.execute("DISCARD PLANS")
        cursor.execute(statement, {**said, **blank})
        return cursor.rowcount


def blanks(kind: type[models.Model]) -> dict[str, Any]:
    """Every column that a new row is written with, and what it says where nothing is known."""
    fields: list[Any] = [
        field for field in kind._meta.concrete_fields if not (field.generated or field.primary_key)
    ]
    return {
        str(field.column): field.get_db_prep_save(field.get_default(), connection)
        for field in fields
        if not field.has_db_default()
    }

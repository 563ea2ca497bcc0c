"""Many rows at once: by COPY, past what Django does for each single value of each row."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any

from django.db import connection, models
from psycopg.sql import SQL, Identifier

# Fields of these modules hold values that go to the database as they are; others are asked to prepare them.
PLAIN = {"django.db.models.fields", "django.db.models.fields.related"}


class Ready(str):
    """A text as the database has it, in a field that would otherwise look at it once more."""

    __slots__ = ()


def load(*rows: models.Model) -> None:
    """Save new rows that have keys already, each kind in one statement, in the order given.

    Constraints and triggers see them as they see any other; nothing stamps them with the moment of loading.
    """
    for kind, group in groupby(rows, type):
        _copy(kind, list(group))


def save_many(rows: Iterable[models.Model]) -> None:
    """Give new rows their keys and save them."""
    known = list(rows)
    take_keys(known)
    load(*known)


def take_keys(rows: Sequence[models.Model]) -> None:
    """Give each row its key ahead of saving, for they name each other."""
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [rows[0]._meta.db_table, len(rows)],
        )
        for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = key


def _copy(kind: type[models.Model], rows: list[models.Model]) -> None:
    fields = [field for field in kind._meta.concrete_fields if not field.generated]
    values = [_value(field) for field in fields]
    table, columns = Identifier(kind._meta.db_table), [Identifier(str(field.column)) for field in fields]
    statement = SQL("COPY {} ({}) FROM STDIN").format(table, SQL(", ").join(columns))
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([value(row) for value in values])
            row._state.adding = False  # noqa: SLF001  as after saving


def _value(field: Any) -> Callable[[Any], Any]:
    """How to read a field's value from a row, ready for the database."""
    name = field.attname
    if field.is_relation:
        return lambda row: _key(row, field)
    if type(field).__module__ in PLAIN:
        return lambda row: getattr(row, name)
    return lambda row: _prepared(field, getattr(row, name))


def _prepared(field: Any, value: Any) -> Any:
    return value if isinstance(value, Ready) else field.get_db_prep_save(value, connection)


def _key(row: models.Model, field: Any) -> Any:
    """The other row's key, even if it took it after it was given to this one."""
    if getattr(row, field.attname) is None and (other := field.get_cached_value(row, None)):
        vars(row)[field.attname] = other.pk  # setattr would forget the other row
    return getattr(row, field.attname)

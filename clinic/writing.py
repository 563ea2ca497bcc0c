"""Rows written one by one, by statements that are put into words once for their table."""

from functools import cache, lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, models

from clinic import by_hand

# A page may send any choice of a row's fields; of those that few send the words are found anew.
KINDS_OF_CHANGE = 500


def insert(row: models.Model) -> None:
    """As row.save() for one that is new; of all its columns the database gives the key alone."""
    sql, fields = _words(type(row))
    [(row.pk,)] = by_hand.ask(sql, _values(fields, row, add=True))
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS  # noqa: SLF001  what save() does


def change(row: models.Model, *names: str) -> None:
    """As row.save(update_fields=names)."""
    sql, fields = _changing(type(row), frozenset(names))
    if not by_hand.ask(sql, [*_values(fields, row, add=False), row.pk]):
        raise DatabaseError(f"{row} is not there any more.")


def delete(row: models.Model) -> None:
    """As row.delete() for one that nothing hangs from, or else the transaction's end refuses."""
    by_hand.ask(_taking_away(type(row)), [row.pk])


def _values(fields: list[models.Field], row: models.Model, *, add: bool) -> list[object]:
    ours: Any = connections[DEFAULT_DB_ALIAS]  # looked up once, as in by_hand.ask()
    return [field.get_db_prep_save(field.pre_save(row, add=add), ours) for field in fields]


@cache
def _words(model: type[models.Model]) -> tuple[str, list[models.Field]]:
    key = model._meta.pk
    fields = [field for field in model._meta.concrete_fields if field is not key]
    columns, places = ", ".join(f'"{field.column}"' for field in fields), ", ".join(["%s"] * len(fields))
    into = f'INSERT INTO "{model._meta.db_table}" ({columns})'
    return f'{into} VALUES ({places}) RETURNING "{key.column}"::bigint', fields


@lru_cache(KINDS_OF_CHANGE)
def _changing(model: type[models.Model], names: frozenset[str]) -> tuple[str, list[models.Field]]:
    fields = [field for field in model._meta.concrete_fields if field.name in names]
    columns = ", ".join(f'"{field.column}" = %s' for field in fields)
    return f'UPDATE "{model._meta.db_table}" SET {columns} {_this_one(model)}', fields  # noqa: S608  ours


@cache
def _taking_away(model: type[models.Model]) -> str:
    return f'DELETE FROM "{model._meta.db_table}" {_this_one(model)}'  # noqa: S608  ours


def _this_one(model: type[models.Model]) -> str:
    key = model._meta.pk.column
    return f'WHERE "{key}" = %s RETURNING "{key}"::bigint'

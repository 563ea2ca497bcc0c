"""New rows, each written by a statement that is put into words once for its table."""

from functools import cache

from django.db import connection, models

from clinic import by_hand


def insert(row: models.Model) -> None:
    """As row.save() for one that is new; of all its columns the database gives the key alone."""
    sql, fields = _words(type(row))
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    [(row.pk,)] = by_hand.ask(sql, values)
    row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001  what save() does


@cache
def _words(model: type[models.Model]) -> tuple[str, list[models.Field]]:
    key = model._meta.pk
    fields = [field for field in model._meta.concrete_fields if field is not key]
    columns, places = ", ".join(f'"{field.column}"' for field in fields), ", ".join(["%s"] * len(fields))
    into = f'INSERT INTO "{model._meta.db_table}" ({columns})'
    return f'{into} VALUES ({places}) RETURNING "{key.column}"::bigint', fields

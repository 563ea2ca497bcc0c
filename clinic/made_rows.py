"""Rows of models, made of what the database answered to a question that is asked again and again."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models
from django.db.models.base import ModelState
from django.db.models.sql.compiler import SQLCompiler


def read(model: type[models.Model], values: dict[str, Any], using: str | None) -> models.Model:
    """As from_db(), without an __init__ that goes through all fields; those left out are read when needed."""
    state = ModelState()
    state.adding, state.db = False, using
    row = model.__new__(model)
    row.__dict__.update(values, _state=state)
    return row


class Table:
    """All columns of a table's rows."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model, self.fields = model, [*model._meta.concrete_fields]
        self.names = [field.attname for field in self.fields]
        self._key = self.fields.index(model._meta.pk)
        self._converters = [
            (place, convert)
            for place, field in enumerate(self.fields)
            for convert in field.get_db_converters(connection)
        ]

    def row(self, values: list[Any]) -> models.Model | None:
        if values[self._key] is None:
            return None
        for place, convert in self._converters:
            values[place] = convert(values[place], None, connection)
        return read(self.model, dict(zip(self.names, values, strict=True)), connection.alias)


class Maker:
    """What the rows of one question are made of, found out once.

    Django finds it out for every answer, which took longer than the database took over a few rows.
    """

    def __init__(self, compiler: SQLCompiler) -> None:
        self._compiler: Any = compiler
        self._converters = self._compiler.get_converters([column for column, *_ in compiler.select])
        self._whole = _Part(compiler.klass_info, compiler.select, self._compiler.using)
        self._whole.places.update(self._compiler.annotation_col_map or {})

    def rows(self, answer: Iterable[Sequence[Any]]) -> list[models.Model]:
        if self._converters:
            answer = self._compiler.apply_converters(answer, self._converters)
        return [self._whole.made(row) for row in answer]


class _Part:
    """One model's columns in an answer's row, and those of what it asks for by select_related."""

    def __init__(self, info: Any, select: Sequence[Any], using: str | None) -> None:
        self.model, self.using = info["model"], using
        self.places = {select[place][0].target.attname: place for place in info["select_fields"]}
        self.key = self.places[self.model._meta.pk.attname]
        self.related = [
            (_Part(other, select, using), other["local_setter"], other["remote_setter"])
            for other in info.get("related_klass_infos", ())
        ]

    def made(self, row: Sequence[Any]) -> models.Model:
        one = read(self.model, {name: row[place] for name, place in self.places.items()}, self.using)
        for part, is_of, has in self.related:
            other = None if row[part.key] is None else part.made(row)
            is_of(one, other)
            if other:
                has(other, one)
        return one

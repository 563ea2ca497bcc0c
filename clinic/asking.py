"""Several questions to the database in one statement: a page about one person asks for many short lists."""

import re
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models.expressions import RawSQL
from django.db.models.sql.compiler import SQLCompiler
from psycopg import sql
from psycopg.adapt import Transformer
from psycopg.pq import Format

from clinic.numbered import Numbered

PLACE = re.compile(r"%%|%s")


def together(*querysets: models.QuerySet) -> None:
    """Fill them all, as if each had been read by itself; from then on they are lists that ask no more.

    What they prefetch is still fetched after them. Every row is read in the same instant.
    """
    asked = [(queryset, *question) for queryset in querysets if (question := _question(queryset))]
    if not asked:
        return
    parts = [_part(number, compiler, sql) for number, (_, compiler, sql, _) in enumerate(asked)]
    params = [value for *_, given in asked for value in given]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM " + ", ".join(parts), params)  # noqa: S608  made of querysets alone
        answer = cursor.fetchone()
    for (queryset, compiler, _, _), rows, types in zip(asked, answer[::2], answer[1::2], strict=True):
        _fill(queryset, compiler, _read(rows or (), types))


def one_each(*querysets: models.QuerySet) -> None:
    """The same for questions of one row or none, such as one by its key: no list is put together."""
    asked = [(queryset, *question) for queryset in querysets if (question := _question(queryset))]
    parts = [f"LEFT JOIN ({sql}) AS q{number} ON true" for number, (*_, sql, _) in enumerate(asked)]
    params = [value for *_, given in asked for value in given]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM (SELECT) AS one {' '.join(parts)}", params)  # noqa: S608  as above
        answer = iter(cursor.fetchone())
    for queryset, compiler, *_ in asked:
        row = tuple(islice(answer, len(compiler.select)))
        _fill(queryset, compiler, [] if row[0] is None else [row])


class Blank(NamedTuple):
    """What is told only when the question is asked."""

    name: str


def blank(name: str, kind: str) -> RawSQL:
    """To filter by; kind is its type in the database, such as bigint[]."""
    return RawSQL(f"%s::{kind}", [Blank(name)])  # noqa: S611  made of our own words alone


class Standing:
    """Questions asked together again and again, the same but for their blanks: put into words only once."""

    def __init__(self, write: Callable[[], Sequence[models.QuerySet]]) -> None:
        self._write = write

    def ask(self, **told: Any) -> list[models.QuerySet]:
        """The answer to each, as a list that asks no more."""
        words, asked = self._words
        [answer] = words.ask(told)
        answers = [queryset.all() for queryset, _ in asked]
        for queryset, (_, compiler), rows, types in zip(
            answers, asked, answer[::2], answer[1::2], strict=True
        ):
            _fill(queryset, copy(compiler), _read(rows or (), types))
        return answers

    @cached_property
    def _words(self) -> tuple[Numbered, list[tuple[models.QuerySet, SQLCompiler]]]:
        asked = [(queryset, queryset.query.get_compiler(using=queryset.db)) for queryset in self._write()]
        parts = [
            _part(number, compiler, _with_names(*compiler.as_sql()))
            for number, (_, compiler) in enumerate(asked)
        ]
        return Numbered("SELECT * FROM " + ", ".join(parts)), asked  # noqa: S608  made of querysets alone


def _with_names(words: str, params: Sequence[Any]) -> str:
    """With what is known already written in, for a partial index answers only to what it can read."""
    left = iter(params)

    def write(place: re.Match[str]) -> str:
        if place[0] == "%%":
            return "%%"
        value = next(left)
        if isinstance(value, Blank):
            return f"%({value.name})s"
        return sql.Literal(value).as_string(connection.connection).replace("%", "%%")

    return PLACE.sub(write, words)


def give(row: models.Model, relation: str, related: Iterable[models.Model]) -> None:
    """Let row.relation.all() be these, which point at the row, as after a prefetch."""
    manager = getattr(row, relation)
    found = manager.all()
    found._result_cache, found._prefetch_done = list(related), True  # noqa: SLF001  what a prefetch does
    row.__dict__.setdefault("_prefetched_objects_cache", {})[relation] = found
    for one in found:
        setattr(one, manager.field.name, row)


def deal(rows: Iterable[models.Model], relation: str, related: Iterable[models.Model], *, by: str) -> None:
    """Let each row's relation be those of related whose field by names it, as after a prefetch."""
    known: dict[Any, tuple[models.Model, list[models.Model]]] = {row.pk: (row, []) for row in rows}
    for one in related:
        row, hand = known[getattr(one, f"{by}_id")]
        setattr(one, by, row)
        hand.append(one)
    for row, hand in known.values():
        give(row, relation, hand)


def _question(queryset: models.QuerySet) -> tuple[SQLCompiler, str, tuple] | None:
    """How it would be asked by itself; None for one that is empty by its own terms, and is that now."""
    compiler = queryset.query.get_compiler(using=queryset.db)
    try:
        return compiler, *compiler.as_sql()
    except EmptyResultSet:
        _fill(queryset, compiler, [])
        return None


def _part(number: int, compiler: SQLCompiler, sql: str) -> str:
    """One row for all of a question's rows, and the type of each of its columns."""
    columns = [f"c{column}" for column in range(len(compiler.select))]
    types = ", ".join(f"min(pg_typeof({name})::oid)" for name in columns)
    rows = f"({sql}) AS t({', '.join(columns)})"
    return f"(SELECT array_agg(t), ARRAY[{types}]::bigint[] FROM {rows}) AS q{number}"  # noqa: S608


def _read(rows: Sequence[Sequence[str | None]], types: Sequence[int]) -> list[tuple]:
    """The database's own text of each value, read as the connection reads that type."""
    reader = Transformer.from_context(connection.connection)
    loaders = [reader.get_loader(oid, Format.TEXT) for oid in types if oid is not None]
    return [
        tuple(
            None if text is None else loader.load(text.encode())
            for text, loader in zip(row, loaders, strict=True)
        )
        for row in rows
    ]


def _fill(queryset: models.QuerySet, compiler: Any, rows: list[tuple]) -> None:
    """Let Django make its rows of these, the way it makes them of an answer of its own."""
    compiler.execute_sql = lambda *_args, **_kwargs: [rows]
    queryset.query.get_compiler = lambda *_args, **_kwargs: compiler  # type: ignore[method-assign]
    try:
        len(queryset)
    finally:
        del queryset.query.get_compiler

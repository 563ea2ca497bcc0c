"""Several questions to the database in one statement: a page about one person asks for many short lists."""

import re
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from functools import cache, cached_property
from itertools import islice
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models.expressions import RawSQL
from django.db.models.query import ModelIterable
from django.db.models.sql.compiler import SQLCompiler
from psycopg import sql

from clinic import by_hand, from_text
from clinic.made_rows import Maker, Table
from clinic.numbered import Numbered

LENGTH = re.compile(r"\(\d+(, ?\d+)?\)")
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
        _fill(queryset, compiler, from_text.rows(rows, types) if rows else [])


def one_each(*keys: tuple[type[models.Model], Any]) -> list[Any]:
    """The row of each table with this key, or None: one statement, and put into words only once."""
    sql, tables = _by_key(*(model for model, _ in keys))
    values = iter(by_hand.ask(sql, [key for _, key in keys])[0])
    return [table.row([*islice(values, len(table.fields))]) for table in tables]


@cache
def _by_key(*models: type[models.Model]) -> tuple[str, list[Table]]:
    tables = [Table(model) for model in models]
    columns = [f"q{n}.{_column(field)}" for n, table in enumerate(tables) for field in table.fields]
    joined = [_joined(n, model._meta.db_table, _key(model)) for n, model in enumerate(models)]
    return f"SELECT {', '.join(columns)} FROM (SELECT) AS one {' '.join(joined)}", tables  # noqa: S608  ours


def _joined(number: int, table: str, key: models.Field) -> str:
    return f'LEFT JOIN "{table}" AS q{number} ON q{number}."{key.column}" = %s::{_type(key)}'


def _key(model: type[models.Model]) -> models.Field:
    return model._meta.pk


def _column(field: models.Field) -> str:
    return f'"{field.column}"::{_type(field)}'


def _type(field: models.Field) -> str:
    """Without its length, which may change."""
    return LENGTH.sub("", field.db_parameters(connection)["type"] or "")


class Blank(NamedTuple):
    """What is told only when the question is asked."""

    name: str


def blank(name: str, kind: str) -> RawSQL:
    """To filter by; kind is its type in the database, such as bigint[]."""
    return RawSQL(f"%s::{kind}", [Blank(name)])  # noqa: S611  made of our own words alone


class AnyOf(models.Func):
    """That a column is among an array's values, in the form that an index answers."""

    template, arg_joiner, output_field = "%(expressions)s)", " = ANY (", models.BooleanField()


class Standing:
    """Questions asked together again and again, the same but for their blanks: put into words only once.

    What may have very many rows is better asked by itself.
    """

    def __init__(self, write: Callable[[], Sequence[models.QuerySet]]) -> None:
        self._write = write

    def ask(self, **told: Any) -> list[models.QuerySet]:
        """The answer to each, as a list that asks no more; nobody adds to it, for all empty ones are one."""
        words, asked = self._words
        if len(asked) == 1:
            return [asked[0].filled(words.ask(told))]
        [answer] = words.ask(told)
        return [
            question.filled(from_text.rows(rows, types)) if rows else question.nothing
            for question, rows, types in zip(asked, answer[::2], answer[1::2], strict=True)
        ]

    @cached_property
    def _words(self) -> tuple[Numbered, list["_Question"]]:
        asked = [_Question(queryset) for queryset in self._write()]
        if len(asked) == 1:
            return Numbered(_alone(asked[0].compiler, asked[0].words)), asked
        parts = [_part(number, one.compiler, one.words) for number, one in enumerate(asked)]
        return Numbered("SELECT * FROM " + ", ".join(parts)), asked  # noqa: S608  made of querysets alone


class _Question:
    """One of a standing question's parts; nothing is the answer where no row is found."""

    def __init__(self, queryset: models.QuerySet) -> None:
        self.queryset = queryset
        self.compiler: Any = queryset.query.get_compiler(using=queryset.db)
        self.words = _with_names(*self.compiler.as_sql())
        makes_rows = vars(queryset)["_iterable_class"] is ModelIterable
        self._maker = Maker(self.compiler) if makes_rows else None
        self.nothing = self.filled([])

    def filled(self, rows: list[tuple]) -> models.QuerySet:
        """As after reading it; the query is the same one, for whoever goes on from there copies it."""
        if not self._maker:
            answer = self.queryset.all()
            _fill(answer, copy(self.compiler), rows)
            return answer
        known, made = vars(self.queryset), self._maker.rows(rows)
        if beside := known["_prefetch_related_lookups"]:
            models.prefetch_related_objects(made, *beside)
        answer = object.__new__(type(self.queryset))
        vars(answer).update(known, _result_cache=made, _prefetch_done=True)
        return answer


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


def _alone(compiler: SQLCompiler, sql: str) -> str:
    """Its own rows, which of many are read faster than their text; each column has its type for good."""
    columns = [f"c{number}" for number in range(len(compiler.select))]
    typed = [
        f"{name}::{_type(column.output_field)}"
        for name, (column, *_) in zip(columns, compiler.select, strict=True)
    ]
    return f"SELECT {', '.join(typed)} FROM ({sql}) AS t({', '.join(columns)})"  # noqa: S608  as above


def _part(number: int, compiler: SQLCompiler, sql: str) -> str:
    """One row: all of a question's rows, and the types of their columns; both NULL where there are none.

    One aggregate for all types: to make one ready for each of a hundred columns took longer than to answer.
    """
    columns = [f"c{column}" for column in range(len(compiler.select))]
    texts = ", ".join(f"{name}::text" for name in columns)
    types = ", ".join(f"pg_typeof({name})::oid::bigint" for name in columns)
    rows = f"({sql}) AS t({', '.join(columns)})"
    return f"(SELECT array_agg(ARRAY[{texts}]), min(ARRAY[{types}]) FROM {rows}) AS q{number}"  # noqa: S608


def _fill(queryset: models.QuerySet, compiler: Any, rows: list[tuple]) -> None:
    """Let Django make its rows of these, the way it makes them of an answer of its own."""
    compiler.execute_sql = lambda *_args, **_kwargs: [rows]
    queryset.query.get_compiler = lambda *_args, **_kwargs: compiler  # type: ignore[method-assign]
    try:
        len(queryset)
    finally:
        del queryset.query.get_compiler

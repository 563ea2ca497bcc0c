"""Long statements, planned once by each connection and looked through for their places once by all of us."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from psycopg._queries import PostgresRawQuery

from clinic import by_hand

PLACE = re.compile(r"%%|%\((\w+)\)s")


class Cursor(by_hand.Cursor):
    """Takes $1, $2 as they stand; of %(name)s psycopg remembers where they are in short statements only."""

    _query_cls = PostgresRawQuery


class Numbered:
    """A statement written with %(name)s."""

    def __init__(self, words: str) -> None:
        self.names = [*dict.fromkeys(name for name in PLACE.findall(words) if name)]
        numbers = {name: f"${number}" for number, name in enumerate(self.names, 1)}
        self.sql = PLACE.sub(lambda place: numbers.get(place[1], "%"), words)

    def ask(self, told: Mapping[str, Any]) -> list[tuple]:
        """All rows of the answer; what is told beyond the names does no harm."""
        return send(self.sql, [told[name] for name in self.names])


def send(sql: str, values: Sequence[Any]) -> list[tuple]:
    """All rows of the answer to a statement whose places are numbered, $1 the first."""
    return by_hand.ask(sql, values, by=Cursor)

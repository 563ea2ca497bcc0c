"""Statements written by hand: each connection plans them once, however often they are asked."""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any, Self

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.postgresql.base import DatabaseWrapper, ServerBindingCursor
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from psycopg._preparing import PrepareManager


class Plans(PrepareManager):
    """What a connection keeps until it ends.

    psycopg forgets all of it at each ROLLBACK, lest a table made in that transaction be gone. The app's role
    makes none, and whoever is refused a booking rolls back: the next would wait for every plan anew.
    """

    def clear(self) -> bool:
        return False


@receiver(connection_created)
def keep_plans(connection: DatabaseWrapper, **_: Any) -> None:
    ours: Any = connection.connection
    ours._prepared.__class__ = Plans  # noqa: SLF001


class Cursor(ServerBindingCursor):
    """Sends values apart from the statement; Django's usual one writes them in, and no two are the same."""

    def execute(self, sql: str, told: Any = None) -> Self:
        super().execute(sql, told)  # type: ignore[misc]
        # Where the plan was kept only its name went out, and who counts or reads statements would see none.
        self._query = SimpleNamespace(query=sql.encode())
        return self


def ask(sql: str, told: Sequence[Any] | Mapping[str, Any] = (), *, by: type[Cursor] = Cursor) -> list[tuple]:
    """All rows of the answer.

    Say of each column what type it has for good, as in email::text: a plan that was kept answers no more when
    a migration under it gave a column another length.
    """
    ours: Any = connections[DEFAULT_DB_ALIAS]  # looked up once: what stands for it asks for it at every word
    ours.ensure_connection()
    new: Any = by
    with ours.wrap_database_errors, ours._prepare_cursor(new(ours.connection)) as cursor:  # noqa: SLF001
        cursor.execute(sql, told)
        found: list[tuple] = cursor.fetchall()
        return found

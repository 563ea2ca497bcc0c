"""A database that exists for one measurement: made by the owner, used by the app's role, gone afterwards."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import psycopg
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from psycopg.sql import SQL, Identifier

from clinic import environment

Owner = psycopg.Connection[Any]


@contextmanager
def throw_away(fill: Callable[[Owner], None] = lambda _: None) -> Iterator[Owner]:
    """Within, Django speaks as the app's role to a database with our tables and what fill(owner) put there.

    The clinic's own database is neither read nor written. Gives the owner's connection to the new one.
    """
    own = dict(connection.settings_dict)
    owner = environment.database(
        "DATABASE_OWNER_URL" if "DATABASE_OWNER_URL" in os.environ else "DATABASE_URL"
    )
    name = f"softhold_bench_{uuid4().hex[:8]}"
    stopped = signal.signal(signal.SIGTERM, lambda *_: _stop())
    with _connect(owner, owner["NAME"]) as server:
        _make(server, name)
        try:
            _turn_to({**own, **owner, "NAME": name, "OPTIONS": _unpooled(own)})
            call_command("migrate", verbosity=0)
            call_command("createcachetable", verbosity=0)
            with _connect(owner, name) as filling:
                fill(filling)
                _turn_to({**own, "NAME": name, "OPTIONS": _unpooled(own)})
                yield filling
        finally:
            _turn_to(own)
            _drop(server, name)
            signal.signal(signal.SIGTERM, stopped)


def settle(owner: Owner) -> None:
    """Before anything is timed: what was loaded is counted, and on the disk where we may ask for that."""
    owner.execute("VACUUM (ANALYZE)")
    [may] = owner.execute("SELECT pg_has_role('pg_checkpoint', 'USAGE')").fetchone() or [False]
    if may:
        owner.execute("CHECKPOINT")


def _make(server: Owner, name: str) -> None:
    may = server.execute(
        "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    if not may or not may[0]:
        raise CommandError(
            "Measuring takes a database of its own, and the owner's role may not make one. "
            "Set DATABASE_OWNER_URL to a role with CREATEDB, on a server that is not the clinic's."
        )
    server.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))


def _drop(server: Owner, name: str) -> None:
    """The app's own connection may take a moment to be gone, and its role's is not ours to end."""
    for _ in range(20):
        try:
            server.execute(SQL("DROP DATABASE {}").format(Identifier(name)))
        except psycopg.errors.ObjectInUse:
            time.sleep(0.5)
        else:
            return
    raise CommandError(f"The database {name} is still in use; please drop it by hand.")


def _connect(role: dict[str, str], name: str) -> Owner:
    return psycopg.connect(
        host=role["HOST"], port=role["PORT"], user=role["USER"], password=role["PASSWORD"], dbname=name,
        autocommit=True,
    )  # fmt: skip


def _unpooled(settings: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in settings["OPTIONS"].items() if key != "pool"}


def _turn_to(settings: dict[str, Any]) -> None:
    connection.close()
    connection.settings_dict.update(settings)


def _stop() -> None:
    raise SystemExit(143)

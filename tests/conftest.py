"""Tests run as the app's role, which owns nothing; only making and emptying the database is the owner's."""

import gc
import os
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.models.sql.compiler import SQLCompiler
from django.test import TransactionTestCase, override_settings
from django.test.utils import setup_databases, teardown_databases
from pytest_django import DjangoDbBlocker

from clinic import environment
from tests.database import connected_as, empty_tables, owner, the_only_run
from tests.together import pytest_xdist_make_scheduler

__all__ = ["pytest_xdist_make_scheduler"]

# A Tuesday without a clock change near it, in every zone the tests use.
TUESDAY = "2026-11-24 08:00:00+00:00"
LOGIN = ("USER", "PASSWORD")
APP = {key: connection.settings_dict[key] for key in LOGIN}
OWNER = {key: environment.database("DATABASE_OWNER_URL")[key] for key in LOGIN}
OWNER_LOGIN = {"user": OWNER["USER"], "password": OWNER["PASSWORD"]}
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_configure() -> None:
    """To look for waste as often as Python usually does took a seventh of a run, and found hardly any."""
    gc.set_threshold(50_000, 20, 20)


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end, so nobody looks through it again."""
    gc.collect()
    gc.freeze()


def emptied() -> None:
    """As migrations left it, and back in the app's role, whatever became of the test."""
    connected_as(APP)
    empty_tables(owner(**OWNER_LOGIN), once_gone=APP["USER"])


@pytest.fixture(scope="session", autouse=True)
def files_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What tests upload goes to a folder of the process's own, even if somebody has used the store before."""
    own = environment.files("FILES_NONE", tmp_path_factory.mktemp("media"))
    with override_settings(STORAGES={**settings.STORAGES, "default": own}):
        yield


@pytest.fixture(scope="session", autouse=True)
def rows_are_held_by_their_own_columns() -> Iterator[None]:
    """No statement that may wait for a row looks at other rows too: those would be as they were before."""
    plain = SQLCompiler.as_sql

    def as_sql(self: SQLCompiler, *args: Any, **how: Any) -> Any:
        sql, values = plain(self, *args, **how)
        if self.query.select_for_update:
            others = " JOIN " in sql or sql.count("SELECT ") > 1
            assert not others, f"hold_rows, then read: {sql}"
        return sql, values

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SQLCompiler, "as_sql", as_sql)
        yield


@pytest.fixture(scope="session", autouse=True)
def tokens_that_spell_nothing() -> Iterator[None]:
    """A page's random letters must not make up a word that a test looks for, or hopes not to find."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.middleware.csrf.CSRF_ALLOWED_CHARS", "QXZ")
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Made by the owner, for one run at a time: a second would take the tables from under the first."""
    connection.settings_dict.update(OWNER)
    name = connection.settings_dict["TEST"]["NAME"]
    with the_only_run(name, **OWNER_LOGIN) as alone:
        if not alone:
            pytest.exit(f"Another run is using {name}. TEST_DATABASE_NAME=... names another database.", 1)
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """The suite's own database, made by the owner, then used by the app's role.

    pytest-django's own makes none for tests that ask for it through a fixture alone, such as a demo clinic
    that a whole file reads: they would be given the real one.
    """
    keep, verbosity = django_db_keepdb and not django_db_createdb, request.config.option.verbose
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=verbosity, interactive=False, keepdb=keep)
        call_command("createcachetable")
        connected_as(APP)
    yield
    with django_db_blocker.unblock():
        owner(**OWNER_LOGIN).close()
        connected_as(OWNER)
        # Where a server of a test is still connected, the next run drops it.
        with suppress(OperationalError):
            if not django_db_keepdb:
                teardown_databases(made, verbosity=verbosity)


@pytest.fixture(scope="session", autouse=True)
def emptied_by_the_owner() -> None:
    """Tests that commit are cleaned up after by the owner: the app's role may not truncate."""

    TransactionTestCase._fixture_teardown = lambda self: emptied()  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def tuesday() -> Iterator[time_machine.Traveller]:
    """Every test begins on the same Tuesday at eight, and its clock goes on from there."""
    with time_machine.travel(TUESDAY) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def quick_passwords(settings: object) -> None:
    """Argon2 is slow on purpose; a test that signs in need not wait for it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]

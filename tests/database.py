"""What only the database's owner does, between tests."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import psycopg
from django.db import connection

# Loaded by migrations; no test changes them.
REFERENCE = {
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "patients_cautionrule",
    "patients_posturemeasure",
    "patients_posturesign",
    "patients_referralsource",
    "patients_section",
    "patients_question",
    "patients_option",
    "patients_raises",
    "patients_painzone",
    "patients_consenttext",
    "treatment_sessions_muscle",
    "treatment_sessions_musclesite",
    "treatment_sessions_zone",
    "treatment_sessions_referral",
    "clinic_auditchain",
    "treatment_sessions_measure",
    "treatment_sessions_coursedefault",
    "treatment_sessions_homecareitem",
}
# Emptying all tables makes their files anew, which takes half a second; most tests write into twenty of them.
# Past guards that refuse it to everyone else.
EMPTY = """
DO $$
DECLARE
    every text[] := ARRAY(
        SELECT quote_ident(relname) FROM pg_class WHERE relkind = 'r'
        AND relnamespace = 'public'::regnamespace AND relname <> ALL (%s) ORDER BY relname
    );
    touched text[] := '{}';
    name text;
    found boolean;
    large boolean;
BEGIN
    FOREACH name IN ARRAY every LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %%s)', name) INTO found;
        IF found THEN touched := touched || name; END IF;
    END LOOP;
    SELECT coalesce(sum(pg_relation_size(one::regclass)), 0) > 2000000 INTO large FROM unnest(touched) AS one;
    IF large THEN touched := every; END IF;
    FOREACH name IN ARRAY touched LOOP
        EXECUTE format('ALTER TABLE %%s DISABLE TRIGGER USER', name);
    END LOOP;
    IF large THEN
        EXECUTE format('TRUNCATE %%s', array_to_string(touched, ', '));
    ELSE
        FOREACH name IN ARRAY touched LOOP EXECUTE format('DELETE FROM %%s', name); END LOOP;
        SET CONSTRAINTS ALL IMMEDIATE;
    END IF;
    FOREACH name IN ARRAY touched LOOP
        EXECUTE format('ALTER TABLE %%s ENABLE TRIGGER USER', name);
    END LOOP;
    ALTER SEQUENCE patient_numbers RESTART;
    UPDATE clinic_auditchain SET number = 0, hash = '';
END $$
"""
AT_WORK = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND usename = %s"
PATIENCE = 10  # seconds for what the server still answers when a test is over


def connected_as(login: dict[str, str]) -> None:
    """From the next statement on, speak to the database as this role."""
    connection.close()
    connection.settings_dict.update(login)


@contextmanager
def the_only_run(name: str, user: str, password: str) -> Iterator[bool]:
    """Whether nobody else works with the test database of that name, and nobody else may for this long."""
    with connected(user, password, "postgres") as server:
        found = server.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [name]).fetchone()
        yield bool(found and found[0])


@cache
def owner(user: str, password: str) -> psycopg.Connection[Any]:
    """The owner's own connection to the suite's database, kept for the whole run."""
    return connected(user, password, connection.settings_dict["NAME"])


def connected(user: str, password: str, name: str) -> psycopg.Connection[Any]:
    at = {"host": connection.settings_dict["HOST"], "port": connection.settings_dict["PORT"], "dbname": name}
    return psycopg.connect(user=user, password=password, autocommit=True, **at)


def empty_tables(by: psycopg.Connection[Any], once_gone: str) -> None:
    """Take out every row but the reference tables', once that role is at work nowhere in the database.

    A request that a closed window sent may still be on its way: its rows must not come into the next test.
    """
    connection.close()
    give_up_at = time.monotonic() + PATIENCE
    while by.execute(AT_WORK, [once_gone]).fetchone() and time.monotonic() < give_up_at:
        time.sleep(0.01)
    while True:
        try:
            with psycopg.ClientCursor(by) as cursor:
                cursor.execute(EMPTY, [sorted(REFERENCE)])
            return
        except (psycopg.errors.DeadlockDetected, psycopg.errors.ForeignKeyViolation):
            # One more request came after all: it holds what this asks for, or wrote what this had passed.
            if time.monotonic() > give_up_at:
                raise

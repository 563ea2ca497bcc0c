"""More than forty ways to change a signed session, by whatever hangs from it: not one changes a byte."""

import uuid

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from clinic import clock
from sessions import snapshot
from sessions.models import TreatmentSession
from sessions.visit import consenting, cosigning, incidents, letters, pages, stopping
from tests import make
from tests.conftest import APP, OWNER
from tests.database import connected_as

SESSION, FINDING = "treatment_sessions_treatmentsession", "treatment_sessions_pointfinding"
POINT = "treatment_sessions_triggerpoint"
RESTRICT_VIOLATION, NO_RIGHT, RAISED = "23001", "42501", "P0001"
# Records of their own that follow a signature: new ones come, those that are there stay as they are.
FOLLOWS = {
    f"treatment_sessions_{name}" for name in ("addendum", "cosignature", "incident", "letter", "leftbehind")
}
HANGING = f"""
SELECT DISTINCT conrelid::regclass::text FROM pg_constraint
WHERE contype = 'f' AND confrelid = '{SESSION}'::regclass ORDER BY 1
"""
EVENTS = """
SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'treatment\\_sessions\\_%event' ORDER BY 1
"""
COLUMNS = """
SELECT column_name, data_type FROM information_schema.columns
WHERE table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position
"""
GUARDS = """
SELECT count(*) FROM pg_trigger
WHERE tgrelid = %s::regclass AND NOT tgisinternal AND (tgtype & 2) = 2 AND (tgtype & %s) <> 0
"""
INSERT, DELETE, UPDATE = 4, 8, 16  # of a trigger's tgtype
ANOTHER_NUMBER, ANOTHER_TEXT = "coalesce({0}, 0) + 1", "overlay({0} placing '~' from 1 for 1)"
OTHERWISE = {
    "bigint": ANOTHER_NUMBER, "integer": ANOTHER_NUMBER, "smallint": ANOTHER_NUMBER, "numeric": "0",
    "text": ANOTHER_TEXT, "character varying": ANOTHER_TEXT, "timestamp with time zone": "now()",
    "uuid": "gen_random_uuid()", "boolean": "NOT coalesce({0}, false)", "jsonb": "'{{}}'::jsonb",
    "ARRAY": "'{{}}'", "date": "current_date",
}  # fmt: skip


def rows(sql, *given):
    with connection.cursor() as cursor:
        cursor.execute(sql, given or None)
        return cursor.fetchall()


def whole_session():
    """Signed, with everything that can hang from it."""
    maya, sam = make.therapist("Maya"), make.therapist("Sam")
    cosigning.place_under(sam, maya, by=make.admin())
    sam.refresh_from_db()
    session = make.treatment_session(sam)
    make.point(session, code="LS1", tenderness_before=7, after=3)
    consenting.say(treatment_session=session, area="abdomen", said="agreed", by=sam)
    stopping.stop(treatment_session=session, rule=None, reason="Went pale", by=sam)
    stopping.lift(treatment_session=session, why="Had not eaten yet", by=sam)
    keyed = {"treatment_session": session, "by": sam}
    incidents.write(**keyed, kind="faint", happened_at=clock.now(), happened="A", done="B", key=uuid.uuid4())
    letters.keep(session, to="Dr", text="Dear", key=uuid.uuid4(), by=sam)
    page = pages.Save(uuid.uuid4(), 1)
    pages.leave_behind(**keyed, texts={"plan": "Typed elsewhere."}, save=page)
    make.records.write(
        **keyed, texts={"plan": "Rest."}, version=session.version, save=pages.Save(uuid.uuid4(), 1)
    )
    signed = make.signed(session)
    make.records.amend(**keyed, text="Called.", why="Call", key=uuid.uuid4())
    cosigning.cosign(treatment_session=signed, by=maya)
    return TreatmentSession.objects.get(pk=session.pk)


def ways():
    """By what it is called: SQL that would change, add or take away."""
    found = {
        f"truncate {SESSION}": f"TRUNCATE {SESSION} CASCADE",
        f"delete {SESSION}": f"DELETE FROM {SESSION}",
    }
    hanging = [name for (name,) in rows(HANGING) if not name.endswith("event")]
    events = [name for (name,) in rows(EVENTS)]
    for table in (SESSION, POINT, *hanging):
        for column, kind in rows(COLUMNS, table):
            if column not in {"id", "settled_at"}:
                value = OTHERWISE[kind].format(f'"{column}"')
                found[f"{table}.{column}"] = f'UPDATE {table} SET "{column}" = {value}'
    for table in (POINT, *hanging, *events):
        found[f"delete {table}"] = f"DELETE FROM {table}"
        found[f"truncate {table}"] = f"TRUNCATE {table} CASCADE"
    for table in set(hanging) - FOLLOWS:
        names = ", ".join(f'"{name}"' for name, _ in rows(COLUMNS, table) if name != "id")
        found[f"insert {table}"] = f"INSERT INTO {table} ({names}) SELECT {names} FROM {table}"
    for table in events:
        found[f"update {table}"] = f"UPDATE {table} SET pgh_label = 'x'"
    return found


def everything():
    """Every row of every table concerned, as the database itself writes it."""
    tables = [SESSION, POINT, *(name for (name,) in rows(HANGING)), *(name for (name,) in rows(EVENTS))]
    return {
        table: rows(f"SELECT coalesce(json_agg(t ORDER BY t::text)::text, '') FROM {table} t")
        for table in sorted(set(tables))
    }


def refusal(sql):
    """The state of the error that the database refused it with; None if it let it pass."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
            touched = cursor.rowcount
            transaction.set_rollback(True)
    except DatabaseError as error:
        return error.__cause__.sqlstate
    return f"{touched} rows"


def empty(table):
    return not rows(f"SELECT FROM {table} LIMIT 1")


def held(path, outcome):
    """Refused by a trigger or for want of rights; a table nobody filled has its guards all the same."""
    if outcome in {RESTRICT_VIOLATION, NO_RIGHT, RAISED}:
        return True
    table, kind = path.split(" ")[-1].split(".")[0], path.split(" ")[0]
    guarded = rows(GUARDS, table, {"insert": INSERT, "delete": DELETE}.get(kind, UPDATE))[0][0] > 0
    return outcome == "0 rows" and empty(table) and guarded


@pytest.mark.django_db
def test_no_way_changes_a_byte_of_a_signed_session():
    session = whole_session()
    before, paths = everything(), ways()

    open_ways = {path: outcome for path, sql in paths.items() if not held(path, outcome := refusal(sql))}

    assert not open_ways
    assert len(paths) > 40
    assert everything() == before
    assert not list(snapshot.differences(session))


def copied(table, names, line):
    """Rows sent in the database's own bulk way, past every statement that looks like a change."""
    into = f"COPY {table} ({names}) FROM STDIN"
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy(into) as copy:
        copy.write_row(line)


@pytest.mark.django_db
@pytest.mark.parametrize("table", [FINDING, "treatment_sessions_areaconsent", "treatment_sessions_stop"])
def test_copying_rows_in_raw_is_refused_as_well(table):
    whole_session()
    before = everything()
    names = ", ".join(f'"{name}"' for name, _ in rows(COLUMNS, table) if name != "id")
    [line] = rows(f"SELECT {names} FROM {table}")

    with pytest.raises((psycopg.Error, DatabaseError), match="is signed"):
        copied(table, names, line)

    assert everything() == before


@pytest.mark.django_db(transaction=True)
def test_the_owner_finds_no_way_either():
    with transaction.atomic():
        whole_session()
    before = everything()
    connected_as(OWNER)
    try:
        paths = ways()
        open_ways = {path: outcome for path, sql in paths.items() if not held(path, outcome := refusal(sql))}
    finally:
        connected_as(APP)

    assert not open_ways
    assert everything() == before

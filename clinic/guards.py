"""Migration operations for what the database itself must refuse, whichever path a change takes."""

from typing import Any

from django.conf import settings
from django.db.migrations import RunSQL

TABLE_STAYS = (
    "CREATE TRIGGER table_stays BEFORE TRUNCATE ON {} FOR EACH STATEMENT EXECUTE FUNCTION clinic_rows_stay()"
)


def app_role() -> str:
    """The role that the web and the worker connect as, quoted for SQL."""
    return '"' + settings.DATABASE_APP_ROLE.replace('"', '""') + '"'


def require_audit(*tables: str) -> RunSQL:
    """No change to these rows is committed without an audit event of the same transaction."""
    return RunSQL(
        [
            f"CREATE CONSTRAINT TRIGGER needs_an_audit_event AFTER INSERT OR UPDATE OR DELETE ON {table} "
            "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION clinic_require_audit()"
            for table in tables
        ],
        [f"DROP TRIGGER needs_an_audit_event ON {table}" for table in tables],
    )


def append_only(*tables: str) -> RunSQL:
    """Rows of these tables are added and read; the owner is held to that as well."""
    forward: list[Any] = []
    back: list[Any] = []
    for table in tables:
        forward += [
            f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {app_role()}",
            f"CREATE TRIGGER rows_stay BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION clinic_rows_stay()",
            TABLE_STAYS.format(table),
        ]
        back += [f"DROP TRIGGER rows_stay ON {table}", f"DROP TRIGGER table_stays ON {table}"]
    return RunSQL(forward, back)


def table_stays(*tables: str) -> RunSQL:
    """Nobody empties these tables, whatever else may happen to their rows."""
    return RunSQL(
        [TABLE_STAYS.format(table) for table in tables],
        [f"DROP TRIGGER table_stays ON {table}" for table in tables],
    )

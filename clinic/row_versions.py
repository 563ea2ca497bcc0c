"""The two functions that every version of a row passes through, saying the same in a fiftieth of the time.

As pgtrigger and pghistory write them, each asks for a setting that is nearly always missing and catches the
error: two a row, which were nine tenths of what the database did in a large load. Each new trigger brings
their function back, so ours is put in its place after every migrate.
"""

from typing import Any

from django.db import connections

IGNORED = """
    SELECT coalesce(trigger_name = ANY (nullif(current_setting('pgtrigger.ignore', true), '')::text[]), false)
"""
CONTEXT = """
DECLARE
    context uuid := nullif(current_setting('pghistory.context_id', true), '');
    told jsonb := nullif(current_setting('pghistory.context_metadata', true), '');
BEGIN
    IF context IS NULL OR told IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO pghistory_context (id, metadata, created_at, updated_at) VALUES (context, told, now(), now())
        ON CONFLICT (id) DO UPDATE SET metadata = EXCLUDED.metadata, updated_at = EXCLUDED.updated_at
        WHERE pghistory_context.metadata <> EXCLUDED.metadata;
    RETURN context;
END
"""
FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
LANGUAGE sql STABLE AS $${IGNORED}$$;
CREATE OR REPLACE FUNCTION public._pgh_attach_context() RETURNS uuid LANGUAGE plpgsql AS $${CONTEXT}$$;
"""
PRESENT = """
SELECT prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
AND proname IN ('_pgtrigger_should_ignore', '_pgh_attach_context')
"""


def quicken(using: str, **_: Any) -> None:
    """Put ours in place, unless they are there; only the database's owner may."""
    with connections[using].cursor() as cursor:
        cursor.execute(PRESENT)
        if {body for (body,) in cursor} != {IGNORED, CONTEXT}:
            cursor.execute(FUNCTIONS)

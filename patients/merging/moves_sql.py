"""SQL by which rows change hands in a merge, stone or not, and by no other way.

A table whose rows point at patients needs no words here: its foreign key is enough.
"""

from clinic.guards import app_role

# Whether this column points at patients, as the foreign keys have it.
POINTS = """
CREATE FUNCTION patients_points(rows regclass, col text) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM pg_constraint key JOIN pg_attribute att ON att.attrelid = key.conrelid
            AND att.attnum = key.conkey[1]
        WHERE key.contype = 'f' AND key.conrelid = rows AND att.attname = col AND cardinality(key.conkey) = 1
            AND key.confrelid = 'public.patients_patient'::regclass
    )
$$;
"""

# The patient's column of a table whose rows this column counts: unique together, such as version.
COUNTS = """
CREATE FUNCTION patients_counted_by(rows regclass, col text) RETURNS text LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
    SELECT whose.attname FROM pg_constraint one
        JOIN pg_attribute number ON number.attrelid = rows AND number.attname = col
            AND number.attnum = ANY (one.conkey) AND number.atttypid = 'integer'::regtype
        JOIN pg_attribute whose ON whose.attrelid = rows AND whose.attnum = ANY (one.conkey)
            AND patients_points(rows, whose.attname)
    WHERE one.contype = 'u' AND one.conrelid = rows AND cardinality(one.conkey) = 2 LIMIT 1
$$;
"""

# Whether this transaction merges the first into the second, or takes that back.
MERGING = """
CREATE FUNCTION patients_merging(was bigint, becomes bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM patients_merge
        WHERE transaction_id = pg_current_xact_id_if_assigned()::text::bigint AND (was, becomes) =
            CASE WHEN undone_at IS NULL THEN (absorbed_id, kept_id) ELSE (kept_id, absorbed_id) END
    )
$$;
CREATE FUNCTION patients_merging_either(whose bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM patients_merge WHERE transaction_id = pg_current_xact_id_if_assigned()::text::bigint
            AND whose IN (kept_id, absorbed_id)
    )
$$;
"""

# Whether a row only changes hands: nothing differs but whose it is, or its place in the count of theirs.
ONLY_MOVES = """
CREATE FUNCTION patients_only_moves(rows regclass, was jsonb, becomes jsonb) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT coalesce(bool_and(CASE
        WHEN patients_points(rows, col)
            THEN coalesce(patients_merging((was ->> col)::bigint, (becomes ->> col)::bigint), false)
        ELSE coalesce(patients_merging_either((was ->> patients_counted_by(rows, col))::bigint), false)
    END), false)
    FROM jsonb_object_keys(was) col WHERE was -> col IS DISTINCT FROM becomes -> col
$$;
"""

# Runs as the owner: the app's role may not update rows that are added and read only.
REPOINT = """
CREATE FUNCTION patients_repoint(rows regclass, col text, keys bigint[], was bigint, becomes bigint)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    counted_by text := patients_counted_by(rows, col);
    only_theirs text := '';
    changed integer;
BEGIN
    IF patients_points(rows, col) THEN
        IF NOT patients_merging(was, becomes) THEN
            RAISE EXCEPTION 'Nothing merges % into % here', was, becomes USING ERRCODE = 'restrict_violation';
        END IF;
    ELSIF counted_by IS NOT NULL THEN
        only_theirs := format(' AND patients_merging_either(%I)', counted_by);
    ELSE
        RAISE EXCEPTION '% of % is not moved by merges', col, rows USING ERRCODE = 'restrict_violation';
    END IF;
    EXECUTE format('UPDATE %s SET %I = $1 WHERE id = ANY ($2) AND %I = $3', rows, col, col) || only_theirs
        USING becomes, keys, was;
    GET DIAGNOSTICS changed = ROW_COUNT;
    RETURN changed;
END $$;
REVOKE ALL ON FUNCTION patients_repoint(regclass, text, bigint[], bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION patients_repoint(regclass, text, bigint[], bigint, bigint) TO {app};
"""

ROWS_STAY = """
CREATE OR REPLACE FUNCTION clinic_rows_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_LEVEL = 'ROW' THEN
        IF patients_only_moves(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN RETURN NEW; END IF;
    END IF;
    RAISE EXCEPTION 'Rows of % are kept as they are', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""
ROWS_STAY_ALL = """
CREATE OR REPLACE FUNCTION clinic_rows_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of % are kept as they are', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""

# A merge is written once and undone once; whoever does either does it in the transaction that it names.
MERGES_STAY = """
CREATE FUNCTION patients_merges_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL
            OR to_jsonb(OLD) - ARRAY['undone_at', 'undone_by_id', 'transaction_id']
                IS DISTINCT FROM to_jsonb(NEW) - ARRAY['undone_at', 'undone_by_id', 'transaction_id'] THEN
            RAISE EXCEPTION 'A merge is undone once and not changed' USING ERRCODE = 'restrict_violation';
        END IF;
    ELSIF NEW.undone_at IS NOT NULL THEN
        RAISE EXCEPTION 'A merge begins as one' USING ERRCODE = 'restrict_violation';
    END IF;
    NEW.transaction_id := pg_current_xact_id()::text::bigint;
    RETURN NEW;
END $$;
CREATE TRIGGER merges_stay BEFORE INSERT OR UPDATE ON patients_merge
    FOR EACH ROW EXECUTE FUNCTION patients_merges_stay();
CREATE TRIGGER rows_stay BEFORE DELETE ON patients_merge FOR EACH ROW EXECUTE FUNCTION clinic_rows_stay();
CREATE TRIGGER table_stays BEFORE TRUNCATE ON patients_merge
    FOR EACH STATEMENT EXECUTE FUNCTION clinic_rows_stay();
REVOKE DELETE, TRUNCATE ON patients_merge FROM {app};
"""

BACK = f"""
{ROWS_STAY_ALL}
DROP TRIGGER table_stays ON patients_merge;
DROP TRIGGER rows_stay ON patients_merge;
DROP FUNCTION patients_merges_stay() CASCADE;
DROP FUNCTION patients_repoint(regclass, text, bigint[], bigint, bigint);
DROP FUNCTION patients_only_moves(regclass, jsonb, jsonb);
DROP FUNCTION patients_merging_either(bigint);
DROP FUNCTION patients_merging(bigint, bigint);
DROP FUNCTION patients_counted_by(regclass, text);
DROP FUNCTION patients_points(regclass, text);
"""


def forward() -> list[str]:
    """In the order in which each needs the ones before it."""
    app = app_role()
    plain = (POINTS, COUNTS, MERGING, ONLY_MOVES)
    return [*plain, REPOINT.replace("{app}", app), ROWS_STAY, MERGES_STAY.replace("{app}", app)]

"""SQL by which rows leave that came with an import being taken back, stone or not, and by no other way.

Kept versions and notes from elsewhere stay for everybody. A file brought in by mistake is the exception: its
people were never the clinic's, and a copy of them in the versions would be the trace that must not stay.
"""

from clinic.guards import app_role

# Runs as the owner: the app's role may not take out versions. It writes no version of what goes.
TAKE_BACK = """
CREATE FUNCTION reports_take_back(batch bigint, rows text, keys bigint[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    versions regclass := to_regclass(quote_ident(rows || 'event'));
    ignored text := current_setting('pgtrigger.ignore', true);
    strange bigint;
    gone integer;
BEGIN
    SELECT key INTO strange FROM unnest(keys) AS key WHERE NOT EXISTS (
        SELECT FROM reports_brought JOIN reports_import ON reports_import.id = batch_id
        WHERE batch_id = batch AND place = rows AND object_id = key AND NOT joined AND NOT kept
        AND state = 'undoing'
    ) LIMIT 1;
    IF strange IS NOT NULL THEN
        RAISE EXCEPTION 'Row % of % did not come with an import that is taken back', strange, rows
            USING ERRCODE = 'restrict_violation';
    END IF;
    PERFORM set_config('pgtrigger.ignore', ARRAY(
        SELECT tgname FROM pg_trigger WHERE tgrelid IN (rows::regclass, versions)
        AND (tgname LIKE 'pgtrigger\\_append\\_only%' OR tgname LIKE 'pgtrigger\\_delete\\_delete%')
    )::text, true);
    IF rows = 'patients_patient' THEN
        -- Each word of their names is looked up there, and those added lately stand in no order.
        PERFORM gin_clean_pending_list('patients_by_words_of_name'::regclass);
    END IF;
    IF versions IS NOT NULL THEN
        EXECUTE format('DELETE FROM %s WHERE pgh_obj_id = ANY ($1)', versions) USING keys;
    END IF;
    EXECUTE format('DELETE FROM %I WHERE id = ANY ($1)', rows) USING keys;
    GET DIAGNOSTICS gone = ROW_COUNT;
    PERFORM set_config('pgtrigger.ignore', coalesce(ignored, ''), true);
    RETURN gone;
END $$;
REVOKE ALL ON FUNCTION reports_take_back(bigint, text, bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reports_take_back(bigint, text, bigint[]) TO {app};
"""

# As patients/merging/moves_sql.py left it, with one exception more.
ROWS_STAY = """
CREATE OR REPLACE FUNCTION clinic_rows_stay() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own jsonb;
BEGIN
    IF TG_OP = 'UPDATE' AND TG_LEVEL = 'ROW' THEN
        IF patients_only_moves(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN RETURN NEW; END IF;
    ELSIF TG_OP = 'DELETE' AND TG_LEVEL = 'ROW' THEN
        own := to_jsonb(OLD);
        IF EXISTS (
            SELECT FROM public.reports_brought JOIN public.reports_import ON reports_import.id = batch_id
            WHERE place = regexp_replace(TG_TABLE_NAME, 'event$', '')
            AND object_id = coalesce(own ->> 'pgh_obj_id', own ->> 'id')::bigint
            AND NOT joined AND NOT kept AND state = 'undoing'
        ) THEN RETURN OLD; END IF;
    END IF;
    RAISE EXCEPTION 'Rows of % are kept as they are', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""
# Else whoever can write into the list of what was brought could have any row and its versions taken out.
# A row without versions is never changed: it is as young as its transaction.
MADE_HERE = """
CREATE FUNCTION reports_brought_as_made() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    made text;
    one text;
    strange bigint;
BEGIN
    FOR one IN SELECT DISTINCT place FROM added WHERE NOT joined LOOP
        made := CASE WHEN to_regclass(quote_ident(one || 'event')) IS NULL
            THEN 'SELECT FROM %1$I WHERE id = object_id AND age(xmin) <= age(pg_current_xact_id()::xid)'
            ELSE 'SELECT FROM %2$I WHERE pgh_obj_id = object_id HAVING min(pgh_created_at) = now()' END;
        EXECUTE format(
            'SELECT object_id FROM added'
            || ' WHERE place = %3$L AND NOT joined AND NOT EXISTS (' || made || ') LIMIT 1',
            one, one || 'event', one
        ) INTO strange;
        IF strange IS NOT NULL THEN
            RAISE EXCEPTION 'Row % of % was not made with this import', strange, one
                USING ERRCODE = 'restrict_violation';
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
CREATE TRIGGER brought_as_made AFTER INSERT ON reports_brought
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION reports_brought_as_made();
CREATE FUNCTION reports_brought_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(OLD) - 'kept' = to_jsonb(NEW) - 'kept' THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'What an import brought stays as it was written down'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER brought_stays BEFORE UPDATE ON reports_brought
    FOR EACH ROW EXECUTE FUNCTION reports_brought_stays();
"""
GONE = """
DROP FUNCTION reports_take_back(bigint, text, bigint[]);
DROP FUNCTION reports_brought_as_made() CASCADE;
DROP FUNCTION reports_brought_stays() CASCADE;
"""


def forward() -> list[str]:
    return [TAKE_BACK.replace("{app}", app_role()), ROWS_STAY, MADE_HERE]

"""SQL that the first migration lays under everything: the app role's rights and the audit log's own rules."""

RIGHTS = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') THEN
        RAISE EXCEPTION 'Role {name} does not exist. Make it first: CREATE ROLE {name} LOGIN PASSWORD ...';
    END IF;
END $$;
GRANT USAGE ON SCHEMA public TO {app};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app};
"""

ROWS_STAY = """
CREATE FUNCTION clinic_rows_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of % are kept as they are', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""

# The hash covers a fixed list of fields in a fixed form, so that a column added later breaks no old link.
AUDIT_HASH = """
CREATE FUNCTION clinic_audit_hash(event clinic_auditevent) RETURNS text
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT encode(sha256(convert_to(jsonb_build_array(
        event.chain, event.number, event.previous_hash,
        to_char(event.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
        event.actor_id, event.acting_as, event.action, event.patient_id, event.object_type, event.object_id,
        event.ids, event.fields, event.reason, host(event.address), event.request, event.outcome,
        event.transaction_id
    )::text, 'UTF8')), 'hex')
$$;
"""

# Runs as the owner: the app role may not touch the heads of the chains by itself.
AUDIT_LINK = """
CREATE FUNCTION clinic_audit_link() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    NEW.chain := coalesce(NEW.patient_id, 0) % 16;
    NEW.transaction_id := pg_current_xact_id()::text::bigint;
    UPDATE clinic_auditchain SET number = number + 1 WHERE chain = NEW.chain
        RETURNING number, hash INTO NEW.number, NEW.previous_hash;
    NEW.at := clock_timestamp();
    NEW.hash := clinic_audit_hash(NEW);
    UPDATE clinic_auditchain SET hash = NEW.hash WHERE chain = NEW.chain;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION clinic_audit_link() FROM PUBLIC;
CREATE TRIGGER link BEFORE INSERT ON clinic_auditevent FOR EACH ROW EXECUTE FUNCTION clinic_audit_link();
INSERT INTO clinic_auditchain (chain, number, hash) SELECT chain, 0, '' FROM generate_series(0, 15) AS chain;
REVOKE INSERT, UPDATE, DELETE ON clinic_auditchain FROM {app};
"""

REQUIRE_AUDIT = """
CREATE FUNCTION clinic_require_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM clinic_auditevent WHERE transaction_id = pg_current_xact_id()::text::bigint
    ) THEN
        RAISE EXCEPTION 'A change of % needs an audit event in its transaction', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
"""

BACK = """
DROP FUNCTION clinic_require_audit() CASCADE;
DROP FUNCTION clinic_audit_link() CASCADE;
DROP FUNCTION clinic_audit_hash(clinic_auditevent) CASCADE;
DROP FUNCTION clinic_rows_stay() CASCADE;
"""

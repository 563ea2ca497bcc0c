"""SQL by which what hangs from a session turns to stone with it: movement, tests, how it was done."""

TABLES = (
    "treatment_sessions_motion",
    "treatment_sessions_physicaltest",
    "treatment_sessions_conduct",
)

LOCK = """
CREATE FUNCTION sessions_writing_is_stone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN PERFORM sessions_refuse_if_signed(OLD.treatment_session_id); END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    PERFORM sessions_refuse_if_signed(NEW.treatment_session_id);
    RETURN NEW;
END $$;
""" + "".join(
    f"""
CREATE TRIGGER writing_is_stone BEFORE INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION sessions_writing_is_stone();
CREATE TRIGGER writing_stays BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION clinic_rows_stay();
"""
    for table in TABLES
)

UNLOCK = (
    "".join(f"DROP TRIGGER writing_stays ON {table};\n" for table in TABLES)
    + "DROP FUNCTION sessions_writing_is_stone() CASCADE;"
)

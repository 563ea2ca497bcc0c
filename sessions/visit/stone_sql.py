"""SQL for what hangs from a session: parts that a signature closes, and what follows a signature alone."""

PARTS = ("startcheck", "areaconsent", "stop", "supervision", "notepage")

STONE = """
CREATE FUNCTION sessions_part_is_stone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN PERFORM sessions_refuse_if_signed(OLD.treatment_session_id); END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    PERFORM sessions_refuse_if_signed(NEW.treatment_session_id);
    RETURN NEW;
END $$;

-- A red flag was seen: the map takes nothing new until somebody says that it was none.
CREATE FUNCTION sessions_refuse_if_stopped() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM treatment_sessions_stop
        WHERE treatment_session_id = NEW.treatment_session_id AND lifted_at IS NULL
    ) THEN
        RAISE EXCEPTION 'Treatment session % was stopped', NEW.treatment_session_id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER nothing_new_after_a_stop BEFORE INSERT ON treatment_sessions_pointfinding
    FOR EACH ROW EXECUTE FUNCTION sessions_refuse_if_stopped();

-- Whoever signed the note does not sign it a second time, and there is a note to sign.
CREATE FUNCTION sessions_cosignature_is_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM treatment_sessions_treatmentsession session
        JOIN treatment_sessions_supervision supervision ON supervision.treatment_session_id = session.id
        WHERE session.id = NEW.treatment_session_id AND session.signed_at IS NOT NULL
            AND session.signed_by_id <> NEW.by_id AND NEW.text::jsonb ->> 'note' = session.digest
    ) THEN
        RAISE EXCEPTION 'Treatment session % waits for no second signature of this kind',
            NEW.treatment_session_id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cosignature_is_lawful BEFORE INSERT ON treatment_sessions_cosignature
    FOR EACH ROW EXECUTE FUNCTION sessions_cosignature_is_lawful();

-- What a page left behind is settled once, and otherwise stays as it came.
CREATE FUNCTION sessions_left_is_settled_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.settled_at IS NULL AND to_jsonb(OLD) - 'settled_at' = to_jsonb(NEW) - 'settled_at' THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'What was left behind stays as it came' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER left_is_settled_once BEFORE UPDATE OR DELETE ON treatment_sessions_leftbehind
    FOR EACH ROW EXECUTE FUNCTION sessions_left_is_settled_once();
CREATE TRIGGER table_stays BEFORE TRUNCATE ON treatment_sessions_leftbehind
    FOR EACH STATEMENT EXECUTE FUNCTION clinic_rows_stay();
"""
STONE += "".join(
    f"""
CREATE TRIGGER part_is_stone BEFORE INSERT OR UPDATE OR DELETE ON treatment_sessions_{part}
    FOR EACH ROW EXECUTE FUNCTION sessions_part_is_stone();
"""
    for part in PARTS
)
STONE += "".join(
    f"""
CREATE TRIGGER table_stays BEFORE TRUNCATE ON treatment_sessions_{part}
    FOR EACH STATEMENT EXECUTE FUNCTION clinic_rows_stay();
"""
    for part in ("stop", "notepage")
)

SAND = """
DROP FUNCTION sessions_part_is_stone() CASCADE;
DROP FUNCTION sessions_refuse_if_stopped() CASCADE;
DROP FUNCTION sessions_cosignature_is_lawful() CASCADE;
DROP FUNCTION sessions_left_is_settled_once() CASCADE;
DROP TRIGGER table_stays ON treatment_sessions_leftbehind;
DROP TRIGGER table_stays ON treatment_sessions_stop;
DROP TRIGGER table_stays ON treatment_sessions_notepage;
"""

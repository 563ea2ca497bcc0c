"""SQL that turns a signed session to stone: no path changes it, nor what hangs from it."""

LOCK = """
CREATE FUNCTION sessions_signed_is_stone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.signed_at IS NOT NULL THEN
        RAISE EXCEPTION 'Treatment session % is signed', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER signed_is_stone BEFORE UPDATE OR DELETE ON treatment_sessions_treatmentsession
    FOR EACH ROW EXECUTE FUNCTION sessions_signed_is_stone();

-- FOR SHARE waits for a signing that is under way, and then sees it.
CREATE FUNCTION sessions_refuse_if_signed(session_id bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM treatment_sessions_treatmentsession WHERE id = session_id FOR SHARE;
    IF EXISTS (
        SELECT FROM treatment_sessions_treatmentsession WHERE id = session_id AND signed_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'Treatment session % is signed', session_id USING ERRCODE = 'restrict_violation';
    END IF;
END $$;

CREATE FUNCTION sessions_findings_are_stone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN PERFORM sessions_refuse_if_signed(OLD.treatment_session_id); END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    PERFORM sessions_refuse_if_signed(NEW.treatment_session_id);
    RETURN NEW;
END $$;
CREATE TRIGGER findings_are_stone BEFORE INSERT OR UPDATE OR DELETE ON treatment_sessions_pointfinding
    FOR EACH ROW EXECUTE FUNCTION sessions_findings_are_stone();

CREATE FUNCTION sessions_points_are_stone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM treatment_sessions_pointfinding finding
        JOIN treatment_sessions_treatmentsession session ON session.id = finding.treatment_session_id
        WHERE finding.point_id = OLD.id AND session.signed_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'Trigger point % stands in a signed session', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER points_are_stone BEFORE UPDATE OR DELETE ON treatment_sessions_triggerpoint
    FOR EACH ROW EXECUTE FUNCTION sessions_points_are_stone();

CREATE TRIGGER sessions_stay BEFORE TRUNCATE ON treatment_sessions_treatmentsession
    FOR EACH STATEMENT EXECUTE FUNCTION clinic_rows_stay();
CREATE TRIGGER findings_stay BEFORE TRUNCATE ON treatment_sessions_pointfinding
    FOR EACH STATEMENT EXECUTE FUNCTION clinic_rows_stay();
CREATE TRIGGER points_stay BEFORE TRUNCATE ON treatment_sessions_triggerpoint
    FOR EACH STATEMENT EXECUTE FUNCTION clinic_rows_stay();
"""

UNLOCK = """
DROP TRIGGER sessions_stay ON treatment_sessions_treatmentsession;
DROP TRIGGER findings_stay ON treatment_sessions_pointfinding;
DROP TRIGGER points_stay ON treatment_sessions_triggerpoint;
DROP FUNCTION sessions_points_are_stone() CASCADE;
DROP FUNCTION sessions_findings_are_stone() CASCADE;
DROP FUNCTION sessions_refuse_if_signed(bigint);
DROP FUNCTION sessions_signed_is_stone() CASCADE;
"""

# A point is named by the sessions it stands in, so changing it queues behind a signing of any of them.
POINTS_WAIT = """
CREATE OR REPLACE FUNCTION sessions_points_are_stone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM treatment_sessions_treatmentsession session
        WHERE session.id IN (
            SELECT treatment_session_id FROM treatment_sessions_pointfinding WHERE point_id = OLD.id
        ) ORDER BY session.id FOR SHARE;
    IF EXISTS (
        SELECT FROM treatment_sessions_pointfinding finding
        JOIN treatment_sessions_treatmentsession session ON session.id = finding.treatment_session_id
        WHERE finding.point_id = OLD.id AND session.signed_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'Trigger point % stands in a signed session', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION sessions_addenda_follow_signing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM treatment_sessions_treatmentsession
        WHERE id = NEW.treatment_session_id AND signed_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'Treatment session % is not signed yet', NEW.treatment_session_id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER addenda_follow_signing BEFORE INSERT ON treatment_sessions_addendum
    FOR EACH ROW EXECUTE FUNCTION sessions_addenda_follow_signing();
"""

POINTS_DO_NOT_WAIT = "DROP FUNCTION sessions_addenda_follow_signing() CASCADE;"

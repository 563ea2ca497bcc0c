"""SQL for what hangs from a finding: stone once its session is signed, sound before."""

LOCK = """
CREATE FUNCTION sessions_session_of(finding bigint) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT treatment_session_id FROM treatment_sessions_pointfinding WHERE id = finding
$$;

CREATE FUNCTION sessions_referrals_are_stone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN PERFORM sessions_refuse_if_signed(sessions_session_of(OLD.finding_id)); END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    PERFORM sessions_refuse_if_signed(sessions_session_of(NEW.finding_id));
    RETURN NEW;
END $$;
CREATE TRIGGER referrals_are_stone BEFORE INSERT OR UPDATE OR DELETE ON treatment_sessions_foundreferral
    FOR EACH ROW EXECUTE FUNCTION sessions_referrals_are_stone();

CREATE FUNCTION sessions_treatments_are_stone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN PERFORM sessions_refuse_if_signed(OLD.treatment_session_id); END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    PERFORM sessions_refuse_if_signed(NEW.treatment_session_id);
    IF sessions_session_of(NEW.finding_id) IS DISTINCT FROM NEW.treatment_session_id THEN
        RAISE EXCEPTION 'Treatment % is of another session than its point', NEW.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER treatments_are_stone BEFORE INSERT OR UPDATE OR DELETE ON treatment_sessions_treatment
    FOR EACH ROW EXECUTE FUNCTION sessions_treatments_are_stone();

CREATE TRIGGER referrals_stay BEFORE TRUNCATE ON treatment_sessions_foundreferral
    FOR EACH STATEMENT EXECUTE FUNCTION clinic_rows_stay();
CREATE TRIGGER treatments_stay BEFORE TRUNCATE ON treatment_sessions_treatment
    FOR EACH STATEMENT EXECUTE FUNCTION clinic_rows_stay();
"""

UNLOCK = """
DROP TRIGGER treatments_stay ON treatment_sessions_treatment;
DROP TRIGGER referrals_stay ON treatment_sessions_foundreferral;
DROP FUNCTION sessions_treatments_are_stone() CASCADE;
DROP FUNCTION sessions_referrals_are_stone() CASCADE;
DROP FUNCTION sessions_session_of(bigint);
"""

# After the statement, so that rows that come together see each other. Two that close a circle at the same
# moment both want the session's row for themselves: one waits, or is picked as the loser of a deadlock.
RELATIONS = """
CREATE FUNCTION sessions_relations_are_sound() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE above bigint := NEW.parent_id; seen bigint[] := ARRAY[NEW.id];
BEGIN
    PERFORM FROM treatment_sessions_treatmentsession WHERE id = NEW.treatment_session_id FOR NO KEY UPDATE;
    IF sessions_session_of(NEW.parent_id) IS DISTINCT FROM NEW.treatment_session_id THEN
        RAISE EXCEPTION 'Finding % is a satellite of another session''s', NEW.id
            USING ERRCODE = 'check_violation';
    END IF;
    WHILE above IS NOT NULL LOOP
        IF above = ANY (seen) THEN
            RAISE EXCEPTION 'Finding % is its own satellite', NEW.id USING ERRCODE = 'check_violation';
        END IF;
        seen := seen || above;
        SELECT parent_id INTO above FROM treatment_sessions_pointfinding WHERE id = above;
    END LOOP;
    RETURN NULL;
END $$;
CREATE TRIGGER relations_are_sound AFTER INSERT OR UPDATE OF parent_id, treatment_session_id
    ON treatment_sessions_pointfinding FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL)
    EXECUTE FUNCTION sessions_relations_are_sound();
"""

NO_RELATIONS = "DROP FUNCTION sessions_relations_are_sound() CASCADE;"

# A copy of the database is read back with an empty search path, and these are asked then.
LISTS = """
CREATE FUNCTION sessions_whole_number(value jsonb, lowest int, highest int) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT coalesce(jsonb_typeof(value) = 'number' AND value::text ~ '^[0-9]{1,3}$'
        AND CASE WHEN value::text ~ '^[0-9]{1,3}$'
            THEN value::text::int BETWEEN lowest AND highest END, false)
$$;

CREATE FUNCTION sessions_steps_are_sound(steps jsonb, hold int) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = public, pg_temp AS $$
DECLARE step jsonb; total int := 0;
BEGIN
    IF jsonb_typeof(steps) <> 'array' THEN RETURN false; END IF;
    FOR step IN SELECT * FROM jsonb_array_elements(steps) LOOP
        IF jsonb_typeof(step) <> 'object'
            OR NOT sessions_whole_number(step -> 'pressure', 1, 5)
            OR NOT sessions_whole_number(step -> 'seconds', 1, 300)
            OR NOT (coalesce(step -> 'discomfort' = 'null', false)
                OR sessions_whole_number(step -> 'discomfort', 0, 10))
        THEN RETURN false; END IF;
        total := total + (step ->> 'seconds')::int;
    END LOOP;
    RETURN jsonb_array_length(steps) = 0 OR total = hold;
END $$;
ALTER TABLE treatment_sessions_treatment ADD CONSTRAINT steps_add_up_to_the_hold
    CHECK (coalesce(sessions_steps_are_sound(steps, hold_seconds), false));

CREATE FUNCTION sessions_rechecks_are_sound(rechecks jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = public, pg_temp AS $$
DECLARE one jsonb;
BEGIN
    IF jsonb_typeof(rechecks) <> 'array' THEN RETURN false; END IF;
    FOR one IN SELECT * FROM jsonb_array_elements(rechecks) LOOP
        IF jsonb_typeof(one) <> 'object'
            OR NOT sessions_whole_number(one -> 'minutes', 0, 240)
            OR NOT sessions_whole_number(one -> 'tenderness', 0, 10)
            OR jsonb_typeof(one -> 'same_pressure') IS DISTINCT FROM 'boolean'
        THEN RETURN false; END IF;
    END LOOP;
    RETURN true;
END $$;
ALTER TABLE treatment_sessions_pointfinding ADD CONSTRAINT rechecks_are_sound
    CHECK (coalesce(sessions_rechecks_are_sound(rechecks), false));
"""

NO_LISTS = """
ALTER TABLE treatment_sessions_pointfinding DROP CONSTRAINT rechecks_are_sound;
ALTER TABLE treatment_sessions_treatment DROP CONSTRAINT steps_add_up_to_the_hold;
DROP FUNCTION sessions_rechecks_are_sound(jsonb);
DROP FUNCTION sessions_steps_are_sound(jsonb, int);
DROP FUNCTION sessions_whole_number(jsonb, int, int);
"""

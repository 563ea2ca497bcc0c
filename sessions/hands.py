"""SQL by which a signed session changes hands when two records of one person are merged, and says not one
word otherwise.
"""

from sessions import stone

# Of two records of one person the sessions change hands and say not one word otherwise; see patients/merging.
# A point of the one that is the same site as a point of the other hands its findings over.
HANDS = """
CREATE OR REPLACE FUNCTION sessions_signed_is_stone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF patients_only_moves(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN RETURN NEW; END IF;
    END IF;
    IF OLD.signed_at IS NOT NULL THEN
        RAISE EXCEPTION 'Treatment session % is signed', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION sessions_same_site(was bigint, becomes bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM treatment_sessions_triggerpoint one JOIN treatment_sessions_triggerpoint other
            ON (other.muscle_id, other.side, other.code) = (one.muscle_id, one.side, one.code)
        WHERE one.id = was AND other.id = becomes AND one.code <> ''
            AND patients_merging(one.patient_id, other.patient_id)
    )
$$;

CREATE OR REPLACE FUNCTION sessions_findings_are_stone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.point_id <> NEW.point_id AND to_jsonb(OLD) - 'point_id' = to_jsonb(NEW) - 'point_id'
            AND sessions_same_site(OLD.point_id, NEW.point_id) THEN RETURN NEW; END IF;
    END IF;
    IF TG_OP <> 'INSERT' THEN PERFORM sessions_refuse_if_signed(OLD.treatment_session_id); END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    PERFORM sessions_refuse_if_signed(NEW.treatment_session_id);
    RETURN NEW;
END $$;
"""
HANDS += stone.POINTS_WAIT.partition("CREATE FUNCTION sessions_addenda")[0].replace(
    "BEGIN\n    PERFORM",
    """BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF patients_only_moves(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN RETURN NEW; END IF;
    END IF;
    PERFORM""",
)

_SIGNED = stone.LOCK.partition("CREATE TRIGGER signed_is_stone")[0]
_FINDINGS = stone.LOCK.partition("CREATE FUNCTION sessions_findings_are_stone")[2].partition(
    "CREATE TRIGGER"
)[0]
_POINTS = stone.POINTS_WAIT.partition("CREATE FUNCTION sessions_addenda")[0]
NO_HANDS = f"""
{_SIGNED.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")}
CREATE OR REPLACE FUNCTION sessions_findings_are_stone{_FINDINGS}
{_POINTS}
DROP FUNCTION sessions_same_site(bigint, bigint);
"""

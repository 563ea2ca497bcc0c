"""What the database itself refuses of posture, on any path: what no sign has, and the day after."""

from django.db.migrations import RunSQL

FITS = """
CREATE FUNCTION patients_posture_finding_fits() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
    sign patients_posturesign;
    measure patients_posturemeasure;
BEGIN
    SELECT * INTO sign FROM patients_posturesign WHERE slug = NEW.sign_id;
    IF NOT NEW.view = ANY (sign.views) THEN
        RAISE EXCEPTION '% is not seen from %', sign.slug, NEW.view USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.side = 'midline') <> (sign.sides = 'midline') THEN
        RAISE EXCEPTION '% has no side %', sign.slug, NEW.side USING ERRCODE = 'check_violation';
    END IF;
    IF sign.sides = 'toward' AND EXISTS (
        SELECT FROM patients_posturefinding
        WHERE note_id = NEW.note_id AND sign_id = NEW.sign_id AND id <> NEW.id
    ) THEN
        RAISE EXCEPTION '% is to one side only', sign.slug USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.grade >= cardinality(sign.grades) THEN
        RAISE EXCEPTION '% has no grade %', sign.slug, NEW.grade USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.measure_id IS NOT NULL THEN
        SELECT * INTO measure FROM patients_posturemeasure WHERE slug = NEW.measure_id;
        IF measure.sign_id <> NEW.sign_id OR NEW.value < measure.low OR NEW.value > measure.high THEN
            RAISE EXCEPTION '% is no value of %', NEW.value, NEW.sign_id USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER fits BEFORE INSERT OR UPDATE ON patients_posturefinding
    FOR EACH ROW EXECUTE FUNCTION patients_posture_finding_fits();
"""
BACK = """
DROP TRIGGER fits ON patients_posturefinding;
DROP FUNCTION patients_posture_finding_fits();
"""


def finding_fits_its_sign() -> RunSQL:
    """View, side, grade and value are those that the sign has, in the range of its measure."""
    return RunSQL(FITS, BACK)


CLOSES = """
CREATE FUNCTION patients_clinic_day(at timestamptz) RETURNS date LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
    SELECT (at AT TIME ZONE coalesce((SELECT time_zone FROM clinic_clinic ORDER BY id LIMIT 1), 'UTC'))::date
$$;

CREATE FUNCTION patients_posture_note_closes() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF ROW(NEW.assessed_at, NEW.by_id) IS DISTINCT FROM ROW(OLD.assessed_at, OLD.by_id) THEN
            RAISE EXCEPTION 'Posture note % keeps its author and its time', NEW.id
                USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.saved_at < OLD.saved_at OR (NEW.saved_at = OLD.saved_at AND NEW.words <> OLD.words) THEN
            RAISE EXCEPTION 'Posture note % is saved later than before', NEW.id
                USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.saved_at = OLD.saved_at THEN
            RETURN NEW;
        END IF;
    END IF;
    IF patients_clinic_day(NEW.saved_at) <> patients_clinic_day(NEW.assessed_at) THEN
        RAISE EXCEPTION 'Posture note % closed with its day', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER closes_with_its_day BEFORE INSERT OR UPDATE ON patients_posturenote
    FOR EACH ROW EXECUTE FUNCTION patients_posture_note_closes();

-- Every save of a note leaves a version of it, stamped with its transaction: what hangs from it needs one.
CREATE FUNCTION patients_posture_needs_its_note() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
    hung bigint[];
    one bigint;
BEGIN
    IF TG_OP <> 'INSERT' THEN hung := hung || (to_jsonb(OLD) ->> TG_ARGV[0])::bigint; END IF;
    IF TG_OP <> 'DELETE' THEN hung := hung || (to_jsonb(NEW) ->> TG_ARGV[0])::bigint; END IF;
    FOREACH one IN ARRAY hung LOOP
        IF TG_ARGV[0] = 'photo_id' THEN
            one := (SELECT note_id FROM patients_posturephoto WHERE id = one);
        END IF;
        IF NOT EXISTS (
            SELECT FROM patients_posturenoteevent WHERE pgh_obj_id = one AND pgh_created_at = now()
        ) THEN
            RAISE EXCEPTION 'Posture note % was not saved with its %', one, TG_TABLE_NAME
                USING ERRCODE = 'check_violation';
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER needs_its_note AFTER INSERT OR UPDATE OR DELETE ON patients_posturefinding
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION patients_posture_needs_its_note('note_id');
CREATE CONSTRAINT TRIGGER needs_its_note AFTER INSERT OR UPDATE OR DELETE ON patients_plumbdistance
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION patients_posture_needs_its_note('note_id');
CREATE CONSTRAINT TRIGGER needs_its_note AFTER INSERT OR DELETE ON patients_posturephoto
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION patients_posture_needs_its_note('note_id');
CREATE CONSTRAINT TRIGGER needs_its_note AFTER INSERT OR UPDATE OR DELETE ON patients_posturelandmark
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION patients_posture_needs_its_note('photo_id');
"""
STAYS_OPEN = """
DROP FUNCTION patients_posture_needs_its_note() CASCADE;
DROP FUNCTION patients_posture_note_closes() CASCADE;
DROP FUNCTION patients_clinic_day(timestamptz) CASCADE;
"""


def note_closes_with_its_day() -> RunSQL:
    """No save after the clinic's day of a note, and nothing that hangs from it changes without a save."""
    return RunSQL(CLOSES, STAYS_OPEN)

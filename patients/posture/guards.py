"""What the database itself refuses of a posture finding, whichever path it takes: its sign must know it."""

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

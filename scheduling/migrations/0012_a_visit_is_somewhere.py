from django.db import migrations

from clinic import migrating

# Asked at the end of the transaction, for the address of a mobile visit is written after the visit.
SOMEWHERE = """
CREATE FUNCTION scheduling_visit_is_somewhere() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM scheduling_mobilevisit WHERE appointment_id = NEW.id)
        AND EXISTS (
            SELECT FROM scheduling_appointment WHERE id = NEW.id AND room_id IS NULL AND chair_day_id IS NULL
        )
    THEN
        RAISE EXCEPTION 'an appointment without a room, an event or an address'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_visit_is_somewhere';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER visit_is_somewhere AFTER INSERT OR UPDATE ON scheduling_appointment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.room_id IS NULL AND NEW.chair_day_id IS NULL)
    EXECUTE FUNCTION scheduling_visit_is_somewhere();
"""
ANYWHERE = """
DROP TRIGGER visit_is_somewhere ON scheduling_appointment;
DROP FUNCTION scheduling_visit_is_somewhere();
"""


class Migration(migrating.Migration):
    dependencies = [("scheduling", "0011_visits_that_were")]

    operations = [migrations.RunSQL(SOMEWHERE, ANYWHERE)]

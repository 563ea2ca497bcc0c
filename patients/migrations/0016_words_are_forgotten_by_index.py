"""Words of names are looked up one by one when people leave, not by reading the register for each."""

from django.db import migrations

from clinic import migrating
from patients.naming import FORGET


class Migration(migrating.Migration):
    dependencies = [("patients", "0015_posture_closes")]

    operations = [migrations.RunSQL(FORGET, migrations.RunSQL.noop)]

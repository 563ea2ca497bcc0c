"""The cautions' rules, from the tables in patients/data."""

from django.db import migrations

from clinic import migrating
from patients.reference import load_caution_rules


class Migration(migrating.Migration):
    dependencies = [("patients", "0001_initial")]
    operations = [
        migrations.RunPython(lambda apps, _: load_caution_rules(apps.get_model), migrations.RunPython.noop)
    ]

"""The questions, consents and places of pain that every clinic starts with."""

from django.db import migrations

from clinic import migrating
from patients.intake.reference import load_intake


class Migration(migrating.Migration):
    dependencies = [("patients", "0011_intake")]

    operations = [
        migrations.RunPython(lambda apps, _: load_intake(apps.get_model), migrations.RunPython.noop),
    ]

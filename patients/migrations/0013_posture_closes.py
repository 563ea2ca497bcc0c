"""A posture note closes with its day, whichever path a change takes."""

from django.db import migrations

from patients.posture.guards import note_closes_with_its_day


class Migration(migrations.Migration):
    dependencies = [("patients", "0012_intake_questions")]

    operations = [note_closes_with_its_day()]

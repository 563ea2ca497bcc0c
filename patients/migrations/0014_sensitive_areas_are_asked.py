"""The questionnaire asks for consent to the treatment of sensitive areas, whose words were there already."""

from django.db import migrations

from clinic import migrating
from patients.intake.reference import load_intake


class Migration(migrating.Migration):
    dependencies = [("patients", "0013_search_leaves_the_archive_out")]

    operations = [
        migrations.RunPython(lambda apps, _: load_intake(apps.get_model), migrations.RunPython.noop),
    ]

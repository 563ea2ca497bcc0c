"""The search for names is told which standings to look among, so that the archive crowds nobody out."""

from django.db import migrations

from clinic import migrating
from patients import naming


class Migration(migrating.Migration):
    dependencies = [("patients", "0012_intake_questions")]

    operations = [
        migrations.RunSQL(
            ["DROP FUNCTION IF EXISTS patients_named(jsonb, int, int)", naming.NAMED],
            migrations.RunSQL.noop,
        ),
    ]

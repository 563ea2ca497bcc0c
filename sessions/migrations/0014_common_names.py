"""The words people use for a part of the body find its muscles: jaw, groin, shin."""

from django.db import migrations

from clinic import migrating
from sessions.reference import load_catalogue


class Migration(migrating.Migration):
    dependencies = [("treatment_sessions", "0013_versions_stay")]
    operations = [
        migrations.RunPython(lambda apps, _: load_catalogue(apps.get_model), migrations.RunPython.noop),
    ]

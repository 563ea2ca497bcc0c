"""The muscles, their sites and their referral zones, from the tables in sessions/data."""

from django.db import migrations

from clinic import migrating
from sessions.reference import load_catalogue


class Migration(migrating.Migration):
    dependencies = [("treatment_sessions", "0001_initial")]
    operations = [
        migrations.RunPython(lambda apps, _: load_catalogue(apps.get_model), migrations.RunPython.noop)
    ]

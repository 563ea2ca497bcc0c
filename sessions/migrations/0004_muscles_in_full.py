"""What else the catalogue's table tells about a muscle, for its own page."""

import django.contrib.postgres.fields
from django.db import migrations, models

from clinic import migrating
from sessions.reference import load_catalogue


def _words(base: models.Field) -> django.contrib.postgres.fields.ArrayField:
    return django.contrib.postgres.fields.ArrayField(base_field=base, default=list, size=None)


class Migration(migrating.Migration):
    dependencies = [("treatment_sessions", "0003_a_signing_is_waited_for")]
    operations = [
        migrations.AddField("muscle", "complaints", _words(models.CharField(max_length=80))),
        migrations.AddField("muscle", "antagonists", _words(models.SlugField())),
        migrations.AddField("muscle", "synergists", _words(models.SlugField())),
        migrations.AddField("muscle", "posture", _words(models.SlugField())),
        migrations.RunPython(lambda apps, _: load_catalogue(apps.get_model), migrations.RunPython.noop),
    ]

"""Points are counted by where they were felt as well; what the database keeps their rows with."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

from clinic import migrating
from sessions import counting


class Migration(migrating.Migration):
    dependencies = [("treatment_sessions", "0019_ischaemic")]

    operations = [
        migrations.AddField(
            model_name="countedpoint",
            name="zones",
            field=ArrayField(base_field=models.CharField(max_length=50), default=list),
            preserve_default=False,
        ),
        migrations.RunSQL(counting.forward(), counting.BACK),
    ]

from django.db import migrations, models

from clinic import migrating


class Migration(migrating.Migration):
    dependencies = [
        ("clinic", "0009_credentials"),
    ]

    operations = [
        migrations.AddField(
            model_name="staff",
            name="hands_on_minutes",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
    ]

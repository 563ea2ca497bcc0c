from django.db import migrations, models

from clinic import migrating


class Migration(migrating.Migration):
    dependencies = [
        ("clinic", "0007_regions_and_closures"),
    ]

    operations = [
        migrations.AddField(
            model_name="staff",
            name="profession",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name="staff",
            name="registration",
            field=models.CharField(blank=True, max_length=120),
        ),
    ]

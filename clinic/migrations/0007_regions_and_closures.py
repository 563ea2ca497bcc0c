from django.db import migrations, models

from clinic import migrating


class Migration(migrating.Migration):
    dependencies = [
        ("clinic", "0006_supervision"),
    ]

    operations = [
        migrations.AddField(
            model_name="clinic",
            name="region",
            field=models.CharField(blank=True, max_length=20),
        ),
    ]

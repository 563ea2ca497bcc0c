from django.db import migrations, models

from clinic import migrating


class Migration(migrating.Migration):
    dependencies = [
        ("scheduling", "0006_wait_list"),
    ]

    operations = [
        migrations.AddField(
            model_name="service",
            name="modality",
            field=models.CharField(blank=True, max_length=60),
        ),
    ]

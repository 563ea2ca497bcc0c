from django.db import migrations, models

from clinic import migrating


class Migration(migrating.Migration):
    dependencies = [("scheduling", "0010_chair_days")]

    operations = [
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(
                condition=models.Q(("status", "fulfilled")),
                fields=["patient", "starts_at"],
                name="visits_that_were",
            ),
        ),
    ]

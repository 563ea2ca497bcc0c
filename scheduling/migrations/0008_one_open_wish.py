from django.db import migrations, models

from clinic import migrating


class Migration(migrating.Migration):
    dependencies = [("scheduling", "0006_wait_list")]

    operations = [
        migrations.AddConstraint(
            model_name="waiting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None)),
                fields=("patient", "service"),
                name="one_open_wish_for_each",
            ),
        ),
    ]

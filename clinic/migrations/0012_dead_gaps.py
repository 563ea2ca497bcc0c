import django.core.validators
from django.db import migrations, models

from clinic import migrating


class Migration(migrating.Migration):
    dependencies = [
        ("clinic", "0011_overdue_minutes"),
    ]

    operations = [
        migrations.AddField(
            model_name="clinic",
            name="dead_gaps",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="clinic",
            name="late_cancel_hours",
            field=models.PositiveSmallIntegerField(
                default=24, validators=[django.core.validators.MaxValueValidator(336)]
            ),
        ),
    ]

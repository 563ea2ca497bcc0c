"""How many signs make a trigger point, and how each keeps the point editor."""

import django.core.validators
from django.db import migrations, models

from clinic import migrating


class Migration(migrating.Migration):
    dependencies = [
        ("clinic", "0004_intake"),
    ]

    operations = [
        migrations.AddField(
            model_name="clinic",
            name="min_signs",
            field=models.PositiveSmallIntegerField(
                default=2,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(3),
                ],
            ),
        ),
        migrations.AddField(
            model_name="staff",
            name="charting",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]

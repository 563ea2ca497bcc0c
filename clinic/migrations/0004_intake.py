"""Whether the questionnaire must be answered before a first visit, and how long a link to it works."""

import django.core.validators
from django.db import migrations, models

from clinic import migrating


class Migration(migrating.Migration):
    dependencies = [
        ("clinic", "0003_a_clinical_lead"),
    ]

    operations = [
        migrations.AddField(
            model_name="clinic",
            name="intake_link_days",
            field=models.PositiveSmallIntegerField(
                default=14,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(90),
                ],
            ),
        ),
        migrations.AddField(
            model_name="clinic",
            name="intake_required",
            field=models.BooleanField(default=False),
        ),
    ]

import django.core.validators
from django.db import migrations, models

from clinic import migrating


class Migration(migrating.Migration):
    dependencies = [
        ("clinic", "0010_hands_on_limit"),
    ]

    operations = [
        migrations.AddField(
            model_name="clinic",
            name="overdue_minutes",
            field=models.PositiveSmallIntegerField(
                default=15,
                validators=[
                    django.core.validators.MinValueValidator(5),
                    django.core.validators.MaxValueValidator(120),
                ],
            ),
        ),
    ]

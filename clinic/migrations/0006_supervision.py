import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from clinic import migrating


class Migration(migrating.Migration):
    dependencies = [
        ("clinic", "0005_min_signs"),
    ]

    operations = [
        migrations.AddField(
            model_name="clinic",
            name="late_entry_hours",
            field=models.PositiveSmallIntegerField(
                default=24,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(336),
                ],
            ),
        ),
        migrations.AddField(
            model_name="staff",
            name="supervisor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="students",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="staff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("supervisor__isnull", True),
                    models.Q(
                        models.Q(("supervisor", models.F("pk")), _negated=True),
                        ("roles__contains", ["therapist"]),
                    ),
                    _connector="OR",
                ),
                name="a_student_treats_under_somebody_else",
            ),
        ),
    ]

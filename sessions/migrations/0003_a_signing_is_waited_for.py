from django.conf import settings
from django.db import migrations, models

from clinic import migrating
from sessions import stone


class Migration(migrating.Migration):
    dependencies = [
        ("patients", "0001_initial"),
        ("scheduling", "0001_initial"),
        ("treatment_sessions", "0002_catalogue"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="treatmentsession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("signed_at__isnull", True),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("signed_by__isnull", False),
                        models.Q(("snapshot", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="signed_when_over_and_written",
            ),
        ),
        migrations.RunSQL(stone.POINTS_WAIT, stone.POINTS_DO_NOT_WAIT),
    ]

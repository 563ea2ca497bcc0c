from django.conf import settings
from django.db import migrations, models

from clinic import migrating


class Migration(migrating.Migration):
    dependencies = [
        ("scheduling", "0002_usual_rooms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="timeoff",
            name="time_off_is_somebodys_or_a_rooms",
        ),
        migrations.AddConstraint(
            model_name="timeoff",
            constraint=models.CheckConstraint(
                condition=models.Q(("therapist__isnull", True), ("room__isnull", True), _connector="OR"),
                name="time_off_is_not_a_therapists_and_a_rooms",
            ),
        ),
    ]

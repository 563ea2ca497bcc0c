from django.db import migrations, models

from clinic import migrating

CHOICES = [
    ("skipped", "Left out"),
    ("time", "At another time"),
    ("therapist", "With somebody else"),
    ("room", "In another room"),
    ("refused", "Taken meanwhile"),
]


class Migration(migrating.Migration):
    dependencies = [("scheduling", "0012_a_visit_is_somewhere")]

    operations = [
        migrations.RemoveConstraint(model_name="settleddate", name="a_date_is_settled_somehow"),
        migrations.AlterField(
            model_name="settleddate", name="how", field=models.CharField(choices=CHOICES, max_length=10)
        ),
        migrations.AlterField(
            model_name="settleddateevent", name="how", field=models.CharField(choices=CHOICES, max_length=10)
        ),
        migrations.AddConstraint(
            model_name="settleddate",
            constraint=models.CheckConstraint(
                condition=models.Q(("how__in", ["skipped", "time", "therapist", "room", "refused"])),
                name="a_date_is_settled_somehow",
            ),
        ),
    ]

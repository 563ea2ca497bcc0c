from django.db import migrations, models

from clinic import migrating

OUTCOME = models.CharField(
    blank=True,
    choices=[
        ("rebooked", "Booked again"),
        ("reached", "Reached, no new visit"),
        ("gave_up", "Could not be reached"),
        ("not_needed", "Not needed any more"),
    ],
    max_length=10,
)


class Migration(migrating.Migration):
    dependencies = [("scheduling", "0007_services")]

    operations = [
        migrations.AddConstraint(
            model_name="waiting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None)),
                fields=("patient", "service"),
                name="one_open_wish_for_each",
            ),
        ),
        migrations.AlterField(model_name="call", name="outcome", field=OUTCOME),
        migrations.AlterField(model_name="callevent", name="outcome", field=OUTCOME.clone()),
    ]

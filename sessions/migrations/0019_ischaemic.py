"""One technique's name as the clinic's English spells it."""

from django.db import migrations, models

from clinic import migrating


class Migration(migrating.Migration):
    dependencies = [
        ("treatment_sessions", "0018_counted_points"),
    ]

    operations = [
        migrations.AlterField(
            model_name="treatment",
            name="technique",
            field=models.CharField(
                choices=[
                    ("pressure_release", "Pressure release"),
                    ("ischemic_compression", "Ischaemic compression"),
                    ("stripping", "Stripping"),
                    ("cross_fibre", "Cross-fibre"),
                    ("myofascial_release", "Myofascial release"),
                    ("muscle_energy_pir", "Muscle energy, PIR"),
                    ("positional_release", "Positional release"),
                    ("stretch", "Stretch"),
                    ("spray_and_stretch", "Spray and stretch"),
                    ("vibration_or_percussion", "Vibration or percussion"),
                    ("heat_or_cold", "Heat or cold"),
                    ("swedish_flush", "Swedish flush"),
                    ("tool_assisted", "Tool-assisted"),
                    ("other", "Other"),
                ],
                max_length=23,
            ),
        ),
        migrations.AlterField(
            model_name="treatmentevent",
            name="technique",
            field=models.CharField(
                choices=[
                    ("pressure_release", "Pressure release"),
                    ("ischemic_compression", "Ischaemic compression"),
                    ("stripping", "Stripping"),
                    ("cross_fibre", "Cross-fibre"),
                    ("myofascial_release", "Myofascial release"),
                    ("muscle_energy_pir", "Muscle energy, PIR"),
                    ("positional_release", "Positional release"),
                    ("stretch", "Stretch"),
                    ("spray_and_stretch", "Spray and stretch"),
                    ("vibration_or_percussion", "Vibration or percussion"),
                    ("heat_or_cold", "Heat or cold"),
                    ("swedish_flush", "Swedish flush"),
                    ("tool_assisted", "Tool-assisted"),
                    ("other", "Other"),
                ],
                max_length=23,
            ),
        ),
    ]

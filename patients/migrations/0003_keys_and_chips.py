"""A form's own number for each person added, phones found by any part, and the short words of the cautions."""

import django.contrib.postgres.indexes
from django.db import migrations, models

from clinic import migrating
from patients.reference import load_caution_rules


class Migration(migrating.Migration):
    dependencies = [
        ("patients", "0002_caution_rules"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="patient",
            name="patients_by_phone",
        ),
        migrations.AddField(
            model_name="cautionrule",
            name="chip",
            field=models.CharField(default="", max_length=60),
        ),
        migrations.AddField(
            model_name="cautionrule",
            name="section",
            field=models.CharField(
                choices=[
                    ("now", "Today: signs that come first"),
                    ("heart", "Heart and circulation"),
                    ("nerves", "Nerves and head"),
                    ("muscles", "Muscles, bones, joints, operations"),
                    ("skin", "Skin and infections"),
                    ("organs", "Organs, cancer, immunity, diabetes"),
                    ("medicines", "Medicines and allergies"),
                    ("pregnancy", "Pregnancy and birth"),
                    ("wellbeing", "Age, safety and well-being"),
                ],
                default="now",
                max_length=9,
            ),
        ),
        migrations.AddField(
            model_name="patient",
            name="key",
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
        migrations.AddIndex(
            model_name="patient",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(models.F("phone_digits"), name="gin_trgm_ops"),
                name="patients_by_part_of_phone",
            ),
        ),
        migrations.RunPython(lambda apps, _: load_caution_rules(apps.get_model), migrations.RunPython.noop),
    ]

"""The words of people's names, folded and indexed, and a dictionary of them that the database keeps right."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.contrib.postgres.operations import CreateExtension
from django.db import migrations, models

from clinic import migrating
from patients import naming


class Migration(migrating.Migration):
    dependencies = [
        ("patients", "0005_posture"),
    ]

    operations = [
        CreateExtension("fuzzystrmatch"),
        migrations.RunSQL(naming.FOLD, naming.FOLD_BACK),
        migrations.CreateModel(
            name="NameToken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.CharField(db_collation="C", max_length=40)),
            ],
        ),
        migrations.AddField(
            model_name="patient",
            name="name_tokens",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("last_name", "first_name", "preferred_name", function="name_tokens"),
                output_field=django.contrib.postgres.fields.ArrayField(
                    base_field=models.TextField(), size=None
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="patient",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["name_tokens"], name="patients_by_words_of_name"
            ),
        ),
        migrations.AddIndex(
            model_name="nametoken",
            index=models.Index(fields=["token"], name="words_of_names"),
        ),
        migrations.AddIndex(
            model_name="nametoken",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func("token", function="name_slips"), name="words_by_slips"
            ),
        ),
        migrations.RunSQL(naming.dictionary(), naming.DICTIONARY_BACK),
    ]

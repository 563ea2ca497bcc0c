"""Each point found in one narrow row to count by, where a view was asked before.

What keeps the rows has come with 0020 since those say more: it is made of sessions/counting.py as that is now.
"""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from clinic import migrating

VIEW = import_module("sessions.migrations.0016_treated_points").VIEW


def named(to: str) -> "models.ForeignKey":
    """A row of another table by its key, without asking whether it is there: the findings' own keys do."""
    return models.ForeignKey(
        db_constraint=False,
        db_index=False,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to=to,
    )


class Migration(migrating.Migration):
    dependencies = [
        ("patients", "0017_the_archive_has_an_index"),
        ("treatment_sessions", "0017_protocol_words"),
    ]

    operations = [
        migrations.RunSQL("DROP VIEW treatment_sessions_treatedpoint", VIEW),
        # A view's model is nothing in the database, and need not be drawn for it.
        migrations.SeparateDatabaseAndState([], [migrations.DeleteModel(name="TreatedPoint")]),
        migrations.CreateModel(
            name="CountedPoint",
            fields=[
                (
                    "finding",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="counted",
                        serialize=False,
                        to="treatment_sessions.pointfinding",
                    ),
                ),
                ("treatment_session", named("treatment_sessions.treatmentsession")),
                ("patient", named("patients.patient")),
                ("started_at", models.DateTimeField()),
                ("held", models.IntegerField()),
                ("holds", models.SmallIntegerField()),
                ("chart_version", models.SmallIntegerField()),
                ("across", models.SmallIntegerField()),
                ("down", models.SmallIntegerField()),
                ("tenderness_before", models.SmallIntegerField(null=True)),
                ("tenderness_after", models.SmallIntegerField(null=True)),
                ("ppt_change", models.SmallIntegerField(null=True)),
                ("treated", models.BooleanField()),
                ("released", models.BooleanField()),
                ("answered", models.BooleanField()),
                ("muscle", named("treatment_sessions.muscle")),
                ("side", models.CharField(max_length=7)),
                ("code", models.CharField(max_length=12)),
                ("status", models.CharField(max_length=11)),
                ("chart", models.CharField(max_length=8)),
                ("view", models.CharField(max_length=9)),
            ],
        ),
        migrations.AddIndex(
            model_name="countedpoint",
            index=models.Index(fields=["started_at"], name="counted_in_order"),
        ),
        migrations.AddIndex(
            model_name="countedpoint",
            index=models.Index(fields=["patient", "started_at"], name="counted_of_a_patient"),
        ),
    ]

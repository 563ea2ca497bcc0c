"""Files from other programs on their way in, and the one door by which what they brought may leave again."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from clinic import migrating
from patients.merging import moves_sql
from reports.imports import taking_back_sql


class Migration(migrating.Migration):
    dependencies = [
        ("clinic", "0008_registration"),
        ("reports", "0002_saved"),
        ("patients", "0015_posture_closes"),
        ("scheduling", "0006_wait_list"),
        ("treatment_sessions", "0015_earlier_notes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Import",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("patients", "Patients"),
                            ("appointments", "Appointments"),
                            ("notes", "Notes"),
                        ],
                        max_length=12,
                    ),
                ),
                ("system", models.CharField(max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "Not looked through yet"),
                            ("checking", "Being looked through"),
                            ("checked", "Looked through"),
                            ("bringing", "Being brought in"),
                            ("stopped", "Stopped halfway"),
                            ("done", "Brought in"),
                            ("undoing", "Being taken back"),
                            ("undone", "Taken back"),
                            ("failed", "Failed"),
                        ],
                        default="new",
                        max_length=8,
                    ),
                ),
                ("file_name", models.CharField(max_length=120)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("stored", models.CharField(blank=True, editable=False, max_length=40)),
                ("shape", models.JSONField(default=dict)),
                ("columns", models.JSONField(default=dict)),
                ("choices", models.JSONField(default=dict)),
                ("counts", models.JSONField(default=dict)),
                ("reasons", models.JSONField(default=dict)),
                ("total", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("stop", models.BooleanField(default=False)),
                ("trouble", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField()),
                ("begun_at", models.DateTimeField(null=True)),
                ("beat_at", models.DateTimeField(null=True)),
                ("brought_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Brought",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("patients_patient", "patients_patient"),
                            ("patients_patientcontact", "patients_patientcontact"),
                            ("scheduling_appointment", "scheduling_appointment"),
                            ("treatment_sessions_earliernote", "treatment_sessions_earliernote"),
                        ],
                        max_length=40,
                    ),
                ),
                ("object_id", models.BigIntegerField()),
                ("system", models.CharField(max_length=20)),
                ("source", models.CharField(blank=True, max_length=120)),
                ("joined", models.BooleanField(default=False)),
                ("kept", models.BooleanField(default=False)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="brought",
                        to="reports.import",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["batch", "place", "object_id"], name="brought_by_an_import")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        fields=("place", "system", "source"),
                        name="one_row_per_source_id",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("joined", False)),
                        fields=("place", "object_id"),
                        name="a_row_is_brought_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "place__in",
                                (
                                    "patients_patient",
                                    "patients_patientcontact",
                                    "scheduling_appointment",
                                    "treatment_sessions_earliernote",
                                ),
                            )
                        ),
                        name="an_import_makes_these_rows_alone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line", models.PositiveIntegerField()),
                ("cells", models.JSONField()),
                ("becomes", models.JSONField(default=dict)),
                ("source", models.CharField(max_length=120)),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("here", "Here already"),
                            ("join", "Joined to a record"),
                            ("skip", "Left out"),
                            ("brought", "Brought in"),
                        ],
                        max_length=7,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("like", models.PositiveIntegerField(null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="reports.import"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["batch", "verdict", "line"], name="rows_by_verdict")],
                "constraints": [models.UniqueConstraint(fields=("batch", "line"), name="one_row_per_line")],
            },
        ),
        migrations.RunSQL(taking_back_sql.forward(), [moves_sql.ROWS_STAY, taking_back_sql.GONE]),
    ]

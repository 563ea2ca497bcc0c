"""Notes from elsewhere: added and read, and never changed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sessions.digests
from clinic import migrating
from clinic.guards import append_only, require_audit


class Migration(migrating.Migration):
    dependencies = [
        ("patients", "0015_posture_closes"),
        ("treatment_sessions", "0014_common_names"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EarlierNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("timed", models.BooleanField()),
                ("author", models.CharField(max_length=120)),
                ("title", models.CharField(max_length=120)),
                ("text", models.TextField()),
                ("came_from", models.CharField(max_length=40)),
                ("taken_in_at", models.DateTimeField()),
                ("snapshot", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="earlier_notes",
                        to="patients.patient",
                    ),
                ),
                (
                    "taken_in_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["patient", "-written_at"], name="earlier_notes_of_a_patient")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("digest", sessions.digests.Sha256Hex(models.F("snapshot")))),
                        name="an_earlier_note_has_its_digest",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True), models.Q(("author", ""), _negated=True)
                        ),
                        name="an_earlier_note_says_what_and_who",
                    ),
                ],
            },
        ),
        append_only("treatment_sessions_earliernote"),
        require_audit("treatment_sessions_earliernote"),
    ]

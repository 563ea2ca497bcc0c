"""Sections know whose words they are; movement, tests, conduct; words kept ready."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from clinic import migrating
from clinic.guards import append_only, require_audit
from sessions.writing import guards


class Migration(migrating.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("treatment_sessions", "0011_courses_guarded"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Conduct",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("trigger_point", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("swedish", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("deep_tissue", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("chair", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("other", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "positions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("prone", "Prone"),
                                ("supine", "Supine"),
                                ("side_left", "Lying on the left side"),
                                ("side_right", "Lying on the right side"),
                                ("seated", "Seated"),
                                ("raised", "Half lying"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "draping",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not recorded"),
                            ("full", "Draped, only the treated area uncovered"),
                            ("clothed", "Clothed"),
                            ("declined", "Draping declined"),
                        ],
                        max_length=8,
                    ),
                ),
                ("products", models.CharField(blank=True, max_length=200)),
                (
                    "tolerance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not recorded"),
                            ("well", "Well tolerated"),
                            ("discomfort", "Tolerated with some discomfort"),
                            ("reduced", "Pressure reduced on request"),
                            ("stopped", "Stopped early on request"),
                        ],
                        max_length=10,
                    ),
                ),
                ("home_care", models.CharField(blank=True, max_length=600)),
                ("next_visit", models.CharField(blank=True, max_length=300)),
                ("lines", models.JSONField(blank=True, default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="ConductEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("trigger_point", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("swedish", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("deep_tissue", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("chair", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("other", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "positions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("prone", "Prone"),
                                ("supine", "Supine"),
                                ("side_left", "Lying on the left side"),
                                ("side_right", "Lying on the right side"),
                                ("seated", "Seated"),
                                ("raised", "Half lying"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "draping",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not recorded"),
                            ("full", "Draped, only the treated area uncovered"),
                            ("clothed", "Clothed"),
                            ("declined", "Draping declined"),
                        ],
                        max_length=8,
                    ),
                ),
                ("products", models.CharField(blank=True, max_length=200)),
                (
                    "tolerance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not recorded"),
                            ("well", "Well tolerated"),
                            ("discomfort", "Tolerated with some discomfort"),
                            ("reduced", "Pressure reduced on request"),
                            ("stopped", "Stopped early on request"),
                        ],
                        max_length=10,
                    ),
                ),
                ("home_care", models.CharField(blank=True, max_length=600)),
                ("next_visit", models.CharField(blank=True, max_length=300)),
                ("lines", models.JSONField(blank=True, default=dict)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Motion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("movement", models.SlugField(max_length=40)),
                (
                    "side",
                    models.CharField(
                        blank=True,
                        choices=[("left", "Left"), ("right", "Right"), ("", "No side")],
                        max_length=5,
                    ),
                ),
                ("before", models.SmallIntegerField(null=True)),
                ("after", models.SmallIntegerField(null=True)),
                (
                    "pain",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not asked"),
                            ("none", "No pain"),
                            ("end", "Pain at the end"),
                            ("arc", "Painful arc"),
                            ("through", "Pain throughout"),
                        ],
                        max_length=7,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MotionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("movement", models.SlugField(db_index=False, max_length=40)),
                (
                    "side",
                    models.CharField(
                        blank=True,
                        choices=[("left", "Left"), ("right", "Right"), ("", "No side")],
                        max_length=5,
                    ),
                ),
                ("before", models.SmallIntegerField(null=True)),
                ("after", models.SmallIntegerField(null=True)),
                (
                    "pain",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not asked"),
                            ("none", "No pain"),
                            ("end", "Pain at the end"),
                            ("arc", "Painful arc"),
                            ("through", "Pain throughout"),
                        ],
                        max_length=7,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NoteTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                (
                    "section",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("subjective", "Subjective"),
                            ("objective", "Objective"),
                            ("assessment", "Assessment"),
                            ("plan", "Plan"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField()),
                ("removed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="NoteTemplateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=40)),
                (
                    "section",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("subjective", "Subjective"),
                            ("objective", "Objective"),
                            ("assessment", "Assessment"),
                            ("plan", "Plan"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField()),
                ("removed_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Phrase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                (
                    "section",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("subjective", "Subjective"),
                            ("objective", "Objective"),
                            ("assessment", "Assessment"),
                            ("plan", "Plan"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField()),
                ("removed_at", models.DateTimeField(null=True)),
                ("quick", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="PhraseEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=40)),
                (
                    "section",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("subjective", "Subjective"),
                            ("objective", "Objective"),
                            ("assessment", "Assessment"),
                            ("plan", "Plan"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField()),
                ("removed_at", models.DateTimeField(null=True)),
                ("quick", models.BooleanField(default=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PhysicalTest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                (
                    "side",
                    models.CharField(
                        blank=True,
                        choices=[("left", "Left"), ("right", "Right"), ("", "No side")],
                        max_length=5,
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[("positive", "Positive"), ("negative", "Negative"), ("unclear", "Unclear")],
                        max_length=8,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PhysicalTestEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=80)),
                (
                    "side",
                    models.CharField(
                        blank=True,
                        choices=[("left", "Left"), ("right", "Right"), ("", "No side")],
                        max_length=5,
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[("positive", "Positive"), ("negative", "Negative"), ("unclear", "Unclear")],
                        max_length=8,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="treatmentsession",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="treatmentsession",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="treatmentsession",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="treatmentsession",
            name="edited",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("subjective", "Subjective"),
                        ("objective", "Objective"),
                        ("assessment", "Assessment"),
                        ("plan", "Plan"),
                    ],
                    max_length=10,
                ),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="treatmentsession",
            name="origins",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="treatmentsessionevent",
            name="edited",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("subjective", "Subjective"),
                        ("objective", "Objective"),
                        ("assessment", "Assessment"),
                        ("plan", "Plan"),
                    ],
                    max_length=10,
                ),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="treatmentsessionevent",
            name="origins",
            field=models.JSONField(blank=True, default=dict),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="treatmentsession",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_treatmentsessionevent" ("appointment_id", "assessment", "digest", "edited", "ended_at", "id", "objective", "origins", "pain_after", "pain_before", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "saved_at", "signed_at", "signed_by_id", "snapshot", "started_at", "subjective", "therapist_id", "version") VALUES (NEW."appointment_id", NEW."assessment", NEW."digest", NEW."edited", NEW."ended_at", NEW."id", NEW."objective", NEW."origins", NEW."pain_after", NEW."pain_before", NEW."patient_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan", NEW."saved_at", NEW."signed_at", NEW."signed_by_id", NEW."snapshot", NEW."started_at", NEW."subjective", NEW."therapist_id", NEW."version"); RETURN NULL;',
                    hash="08fcebdb53bffb4da0d7c14dbb7abab64bd25d44",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_988ef",
                    table="treatment_sessions_treatmentsession",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="treatmentsession",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "treatment_sessions_treatmentsessionevent" ("appointment_id", "assessment", "digest", "edited", "ended_at", "id", "objective", "origins", "pain_after", "pain_before", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "saved_at", "signed_at", "signed_by_id", "snapshot", "started_at", "subjective", "therapist_id", "version") VALUES (NEW."appointment_id", NEW."assessment", NEW."digest", NEW."edited", NEW."ended_at", NEW."id", NEW."objective", NEW."origins", NEW."pain_after", NEW."pain_before", NEW."patient_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan", NEW."saved_at", NEW."signed_at", NEW."signed_by_id", NEW."snapshot", NEW."started_at", NEW."subjective", NEW."therapist_id", NEW."version"); RETURN NULL;',
                    hash="22169ca4cb345ada2742440163c44400fe4d016b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_61bc3",
                    table="treatment_sessions_treatmentsession",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="treatmentsession",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_treatmentsessionevent" ("appointment_id", "assessment", "digest", "edited", "ended_at", "id", "objective", "origins", "pain_after", "pain_before", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "saved_at", "signed_at", "signed_by_id", "snapshot", "started_at", "subjective", "therapist_id", "version") VALUES (OLD."appointment_id", OLD."assessment", OLD."digest", OLD."edited", OLD."ended_at", OLD."id", OLD."objective", OLD."origins", OLD."pain_after", OLD."pain_before", OLD."patient_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan", OLD."saved_at", OLD."signed_at", OLD."signed_by_id", OLD."snapshot", OLD."started_at", OLD."subjective", OLD."therapist_id", OLD."version"); RETURN NULL;',
                    hash="ffa481bc1f22197aa5a5fa38b97b4b48478fd31a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8855d",
                    table="treatment_sessions_treatmentsession",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="conduct",
            name="treatment_session",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="conduct",
                to="treatment_sessions.treatmentsession",
            ),
        ),
        migrations.AddField(
            model_name="conductevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="conductevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="treatment_sessions.conduct",
            ),
        ),
        migrations.AddField(
            model_name="conductevent",
            name="treatment_session",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="treatment_sessions.treatmentsession",
            ),
        ),
        migrations.AddField(
            model_name="motion",
            name="treatment_session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="motions",
                to="treatment_sessions.treatmentsession",
            ),
        ),
        migrations.AddField(
            model_name="motionevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="motionevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="treatment_sessions.motion",
            ),
        ),
        migrations.AddField(
            model_name="motionevent",
            name="treatment_session",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="treatment_sessions.treatmentsession",
            ),
        ),
        migrations.AddField(
            model_name="notetemplate",
            name="owner",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="notetemplateevent",
            name="owner",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="notetemplateevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="notetemplateevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="treatment_sessions.notetemplate",
            ),
        ),
        migrations.AddField(
            model_name="phrase",
            name="owner",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="phraseevent",
            name="owner",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="phraseevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="phraseevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="treatment_sessions.phrase",
            ),
        ),
        migrations.AddField(
            model_name="physicaltest",
            name="treatment_session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="physical_tests",
                to="treatment_sessions.treatmentsession",
            ),
        ),
        migrations.AddField(
            model_name="physicaltestevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="physicaltestevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="treatment_sessions.physicaltest",
            ),
        ),
        migrations.AddField(
            model_name="physicaltestevent",
            name="treatment_session",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="treatment_sessions.treatmentsession",
            ),
        ),
        migrations.AddConstraint(
            model_name="conduct",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("trigger_point__isnull", True), ("trigger_point__lte", 240), _connector="OR"),
                    models.Q(("swedish__isnull", True), ("swedish__lte", 240), _connector="OR"),
                    models.Q(("deep_tissue__isnull", True), ("deep_tissue__lte", 240), _connector="OR"),
                    models.Q(("chair__isnull", True), ("chair__lte", 240), _connector="OR"),
                    models.Q(("other__isnull", True), ("other__lte", 240), _connector="OR"),
                ),
                name="minutes_fit_a_session",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="conduct",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_conductevent" ("chair", "deep_tissue", "draping", "home_care", "id", "lines", "next_visit", "other", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "positions", "products", "swedish", "tolerance", "treatment_session_id", "trigger_point") VALUES (NEW."chair", NEW."deep_tissue", NEW."draping", NEW."home_care", NEW."id", NEW."lines", NEW."next_visit", NEW."other", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."positions", NEW."products", NEW."swedish", NEW."tolerance", NEW."treatment_session_id", NEW."trigger_point"); RETURN NULL;',
                    hash="5f27fe694f084f774d086c1f2184109394cbe0c2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8b019",
                    table="treatment_sessions_conduct",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="conduct",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "treatment_sessions_conductevent" ("chair", "deep_tissue", "draping", "home_care", "id", "lines", "next_visit", "other", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "positions", "products", "swedish", "tolerance", "treatment_session_id", "trigger_point") VALUES (NEW."chair", NEW."deep_tissue", NEW."draping", NEW."home_care", NEW."id", NEW."lines", NEW."next_visit", NEW."other", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."positions", NEW."products", NEW."swedish", NEW."tolerance", NEW."treatment_session_id", NEW."trigger_point"); RETURN NULL;',
                    hash="b6f0c7dcf288ac24913a0bb01d65f4d33369095f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6406f",
                    table="treatment_sessions_conduct",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="conduct",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_conductevent" ("chair", "deep_tissue", "draping", "home_care", "id", "lines", "next_visit", "other", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "positions", "products", "swedish", "tolerance", "treatment_session_id", "trigger_point") VALUES (OLD."chair", OLD."deep_tissue", OLD."draping", OLD."home_care", OLD."id", OLD."lines", OLD."next_visit", OLD."other", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."positions", OLD."products", OLD."swedish", OLD."tolerance", OLD."treatment_session_id", OLD."trigger_point"); RETURN NULL;',
                    hash="f469647c4be392249501786ee30dbd277464ef9f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_64b8a",
                    table="treatment_sessions_conduct",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="conductevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="682219f15fb15cb3d587cf1084c3d5898be3fe75",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7924d",
                    table="treatment_sessions_conductevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="motion",
            constraint=models.UniqueConstraint(
                fields=("treatment_session", "movement", "side"), name="one_motion_per_side"
            ),
        ),
        migrations.AddConstraint(
            model_name="motion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("before__isnull", True), ("before__range", (-40, 200)), _connector="OR"),
                    models.Q(("after__isnull", True), ("after__range", (-40, 200)), _connector="OR"),
                ),
                name="a_joint_turns_so_far",
            ),
        ),
        migrations.AddConstraint(
            model_name="motion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("before__isnull", False),
                    ("after__isnull", False),
                    models.Q(("pain", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_motion_says_something",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="motion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_motionevent" ("after", "before", "id", "movement", "pain", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "treatment_session_id") VALUES (NEW."after", NEW."before", NEW."id", NEW."movement", NEW."pain", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."side", NEW."treatment_session_id"); RETURN NULL;',
                    hash="a0800627e0f92b21af13f0ed19f2e7e8b52d721d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9d0a7",
                    table="treatment_sessions_motion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="motion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "treatment_sessions_motionevent" ("after", "before", "id", "movement", "pain", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "treatment_session_id") VALUES (NEW."after", NEW."before", NEW."id", NEW."movement", NEW."pain", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."side", NEW."treatment_session_id"); RETURN NULL;',
                    hash="8dba105d8ab16debbba1935d4305497f5ad199f6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9a823",
                    table="treatment_sessions_motion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="motion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_motionevent" ("after", "before", "id", "movement", "pain", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "treatment_session_id") VALUES (OLD."after", OLD."before", OLD."id", OLD."movement", OLD."pain", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."side", OLD."treatment_session_id"); RETURN NULL;',
                    hash="fb6375b853a9290087093126b6229f7ade13a6af",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cd024",
                    table="treatment_sessions_motion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="motionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="95de5d0b092c4df4085971daea2cc1f2a39e4cda",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_634d2",
                    table="treatment_sessions_motionevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="notetemplate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text", ""), _negated=True),
                    models.Q(("name", ""), _negated=True),
                    models.Q(("section", ""), _negated=True),
                ),
                name="a_template_says_something",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="notetemplate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_notetemplateevent" ("id", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "section", "text") VALUES (NEW."id", NEW."name", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."removed_at", NEW."section", NEW."text"); RETURN NULL;',
                    hash="f59f93dbd995e3d3f8d48ae007aa6cc778318ff9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c595e",
                    table="treatment_sessions_notetemplate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="notetemplate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "treatment_sessions_notetemplateevent" ("id", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "section", "text") VALUES (NEW."id", NEW."name", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."removed_at", NEW."section", NEW."text"); RETURN NULL;',
                    hash="7b638d2a3cb96b032af539469c9f3de2a28868eb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c4558",
                    table="treatment_sessions_notetemplate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="notetemplate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_notetemplateevent" ("id", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "section", "text") VALUES (OLD."id", OLD."name", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."removed_at", OLD."section", OLD."text"); RETURN NULL;',
                    hash="336d97966c3d581829de8d92fe32f1428268e7e9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d81c3",
                    table="treatment_sessions_notetemplate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="notetemplateevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3b13978d1614021a714ff525994753c7584a9100",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f444d",
                    table="treatment_sessions_notetemplateevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="phrase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text", ""), _negated=True), models.Q(("name", ""), _negated=True)
                ),
                name="a_phrase_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="phrase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("quick", False), models.Q(("section", ""), _negated=True), _connector="OR"
                ),
                name="a_quick_line_has_a_section",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phrase",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_phraseevent" ("id", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quick", "removed_at", "section", "text") VALUES (NEW."id", NEW."name", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."quick", NEW."removed_at", NEW."section", NEW."text"); RETURN NULL;',
                    hash="176dd1e573828a32184c50f060f13e86c67f47ca",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_06815",
                    table="treatment_sessions_phrase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phrase",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "treatment_sessions_phraseevent" ("id", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quick", "removed_at", "section", "text") VALUES (NEW."id", NEW."name", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."quick", NEW."removed_at", NEW."section", NEW."text"); RETURN NULL;',
                    hash="8a13950576dffce7c6af13341f9ef8858cd947dd",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c502f",
                    table="treatment_sessions_phrase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phrase",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_phraseevent" ("id", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quick", "removed_at", "section", "text") VALUES (OLD."id", OLD."name", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."quick", OLD."removed_at", OLD."section", OLD."text"); RETURN NULL;',
                    hash="b8ace8b8eb575a48bc148e32b484f60b09cf97c9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_37711",
                    table="treatment_sessions_phrase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phraseevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="20b0f6363741f07043f7b15e4ac7e3aab8db1dd0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7bfa8",
                    table="treatment_sessions_phraseevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="physicaltest",
            constraint=models.UniqueConstraint(
                fields=("treatment_session", "name", "side"), name="one_test_per_side"
            ),
        ),
        migrations.AddConstraint(
            model_name="physicaltest",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="a_test_has_a_name"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="physicaltest",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_physicaltestevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "side", "treatment_session_id") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."result", NEW."side", NEW."treatment_session_id"); RETURN NULL;',
                    hash="a3d0b92615852342f19322a946829adaf56bb9e4",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_baf0d",
                    table="treatment_sessions_physicaltest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="physicaltest",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "treatment_sessions_physicaltestevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "side", "treatment_session_id") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."result", NEW."side", NEW."treatment_session_id"); RETURN NULL;',
                    hash="cdac576faed193ac4f145e405b65c60145a3b01e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_449a2",
                    table="treatment_sessions_physicaltest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="physicaltest",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_physicaltestevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "side", "treatment_session_id") VALUES (OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."result", OLD."side", OLD."treatment_session_id"); RETURN NULL;',
                    hash="9524f25f00e3df800643d8757c9042e1c8370d49",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a0418",
                    table="treatment_sessions_physicaltest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="physicaltestevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c6b4ca22e7d79a5b5b7b35b03762010a599a3a82",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6fad4",
                    table="treatment_sessions_physicaltestevent",
                    when="BEFORE",
                ),
            ),
        ),
        append_only(
            "treatment_sessions_motionevent",
            "treatment_sessions_physicaltestevent",
            "treatment_sessions_conductevent",
            "treatment_sessions_phraseevent",
            "treatment_sessions_notetemplateevent",
        ),
        require_audit(*guards.TABLES, "treatment_sessions_phrase", "treatment_sessions_notetemplate"),
        migrations.RunSQL(guards.LOCK, guards.UNLOCK),
    ]

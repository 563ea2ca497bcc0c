import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import sessions.visit.rows
from clinic import migrating
from clinic.guards import append_only, require_audit
from sessions.visit import stone_sql


class Migration(migrating.Migration):
    dependencies = [
        ("patients", "0012_intake_questions"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("treatment_sessions", "0008_our_muscles"),
        ("clinic", "0006_supervision"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AreaConsent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area", models.CharField(max_length=20)),
                (
                    "said",
                    models.CharField(
                        choices=[
                            ("agreed", "Agreed aloud"),
                            ("not_today", "Not today"),
                            ("withdrawn", "Taken back"),
                        ],
                        max_length=9,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="patients.consent",
                    ),
                ),
                (
                    "treatment_session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="area_consents",
                        to="treatment_sessions.treatmentsession",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="LeftBehind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page", models.UUIDField()),
                ("texts", models.JSONField()),
                ("at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "treatment_session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="left_behind",
                        to="treatment_sessions.treatmentsession",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "left behind",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="NotePage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page", models.UUIDField()),
                ("seq", models.PositiveIntegerField()),
                ("since", models.PositiveIntegerField()),
                (
                    "treatment_session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="note_page",
                        to="treatment_sessions.treatmentsession",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Stop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=1000)),
                ("at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                ("lifted_why", models.CharField(blank=True, max_length=300)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="patients.cautionrule",
                    ),
                ),
                (
                    "treatment_session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stop",
                        to="treatment_sessions.treatmentsession",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StopEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("reason", models.CharField(max_length=1000)),
                ("at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                ("lifted_why", models.CharField(blank=True, max_length=300)),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="treatment_sessions.stop",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="patients.cautionrule",
                    ),
                ),
                (
                    "treatment_session",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="treatment_sessions.treatmentsession",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Supervision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "supervisor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "treatment_session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supervision",
                        to="treatment_sessions.treatmentsession",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Cosignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("remark", models.CharField(blank=True, max_length=1000)),
                ("text", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "treatment_session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cosignature",
                        to="treatment_sessions.treatmentsession",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("digest", sessions.visit.rows.Sha256Of(models.F("text")))),
                        name="a_cosignature_digest_is_of_its_text",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Incident",
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
                            ("bruise", "Bruise"),
                            ("dizziness", "Dizziness"),
                            ("faint", "Faint"),
                            ("new_numbness", "New numbness"),
                            ("flare", "Flare of pain"),
                            ("headache", "Headache"),
                            ("nausea", "Nausea"),
                            ("skin_reaction", "Skin reaction"),
                            ("other", "Something else"),
                        ],
                        max_length=13,
                    ),
                ),
                ("happened_at", models.DateTimeField()),
                ("happened", models.TextField()),
                ("done", models.TextField()),
                ("told", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                ("key", models.UUIDField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "treatment_session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incidents",
                        to="treatment_sessions.treatmentsession",
                    ),
                ),
            ],
            options={
                "ordering": ["happened_at", "pk"],
                "indexes": [models.Index(fields=["happened_at", "kind"], name="incidents_by_day")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("treatment_session", "key"), name="one_incident_per_form"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("happened", ""), _negated=True), models.Q(("done", ""), _negated=True)
                        ),
                        name="an_incident_says_what_and_what_then",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("to", models.CharField(max_length=300)),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                ("key", models.UUIDField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.document"
                    ),
                ),
                (
                    "treatment_session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="treatment_sessions.treatmentsession",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("treatment_session", "key"), name="one_letter_per_form")
                ],
            },
        ),
        migrations.CreateModel(
            name="StartCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("changed", models.BooleanField(null=True)),
                ("words", models.CharField(blank=True, max_length=1000)),
                (
                    "cautions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=50), default=list, size=None
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="patients.consent",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="patients.medicalhistory",
                    ),
                ),
                (
                    "treatment_session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="start_check",
                        to="treatment_sessions.treatmentsession",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), ("changed", True), _connector="OR"),
                        name="words_tell_of_a_change",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="stop",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lifted_at__isnull", True), ("lifted_by__isnull", True), ("lifted_why", "")),
                    models.Q(
                        ("lifted_at__isnull", False),
                        ("lifted_by__isnull", False),
                        models.Q(("lifted_why", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_stop_is_lifted_with_name_and_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="stop",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="a_stop_says_what_was_seen"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stop",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_stopevent" ("at", "by_id", "id", "lifted_at", "lifted_by_id", "lifted_why", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rule_id", "treatment_session_id") VALUES (NEW."at", NEW."by_id", NEW."id", NEW."lifted_at", NEW."lifted_by_id", NEW."lifted_why", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."rule_id", NEW."treatment_session_id"); RETURN NULL;',
                    hash="d6f9fafa489d72b672b413ccadbaffa76f7197ec",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_dcb7c",
                    table="treatment_sessions_stop",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stop",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "treatment_sessions_stopevent" ("at", "by_id", "id", "lifted_at", "lifted_by_id", "lifted_why", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rule_id", "treatment_session_id") VALUES (NEW."at", NEW."by_id", NEW."id", NEW."lifted_at", NEW."lifted_by_id", NEW."lifted_why", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."rule_id", NEW."treatment_session_id"); RETURN NULL;',
                    hash="16bb08be49e5502f5811fac056c94bf545a7ae23",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f2d1b",
                    table="treatment_sessions_stop",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stop",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_stopevent" ("at", "by_id", "id", "lifted_at", "lifted_by_id", "lifted_why", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rule_id", "treatment_session_id") VALUES (OLD."at", OLD."by_id", OLD."id", OLD."lifted_at", OLD."lifted_by_id", OLD."lifted_why", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."rule_id", OLD."treatment_session_id"); RETURN NULL;',
                    hash="fd433db7585cd8d495102480f6fba111c87210c8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5c023",
                    table="treatment_sessions_stop",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stopevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="46668cb258d9fa3cda5e4c03d89e889f27759924",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_df35f",
                    table="treatment_sessions_stopevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="supervision",
            index=models.Index(fields=["supervisor", "at"], name="supervisions_of_someone"),
        ),
        append_only(
            "treatment_sessions_startcheck",
            "treatment_sessions_areaconsent",
            "treatment_sessions_supervision",
            "treatment_sessions_cosignature",
            "treatment_sessions_incident",
            "treatment_sessions_letter",
            "treatment_sessions_stopevent",
        ),
        require_audit(
            "treatment_sessions_startcheck",
            "treatment_sessions_areaconsent",
            "treatment_sessions_stop",
            "treatment_sessions_supervision",
            "treatment_sessions_cosignature",
            "treatment_sessions_incident",
            "treatment_sessions_letter",
            "treatment_sessions_notepage",
            "treatment_sessions_leftbehind",
        ),
        migrations.RunSQL(stone_sql.STONE, stone_sql.SAND),
    ]

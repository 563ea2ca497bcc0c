"""Alerts about a patient, and charts opened for an hour by someone outside the care team."""

from datetime import timedelta

import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from clinic import migrating
from clinic.guards import append_only, require_audit


class Migration(migrating.Migration):
    dependencies = [
        ("patients", "0003_keys_and_chips"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Alert",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=160)),
                (
                    "level",
                    models.CharField(
                        choices=[("info", "Good to know"), ("warning", "Warning")],
                        default="info",
                        max_length=7,
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("everyone", "Every colleague"),
                            ("clinical", "Clinical: only who may open the chart"),
                        ],
                        default="everyone",
                        max_length=8,
                    ),
                ),
                ("until_on", models.DateField(blank=True, null=True)),
                ("added_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alerts",
                        to="patients.patient",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AlertEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("text", models.CharField(max_length=160)),
                (
                    "level",
                    models.CharField(
                        choices=[("info", "Good to know"), ("warning", "Warning")],
                        default="info",
                        max_length=7,
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("everyone", "Every colleague"),
                            ("clinical", "Clinical: only who may open the chart"),
                        ],
                        default="everyone",
                        max_length=8,
                    ),
                ),
                ("until_on", models.DateField(blank=True, null=True)),
                ("added_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
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
                    "patient",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="patients.patient",
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
                        to="patients.alert",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BrokenGlass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("opened_at", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="broken_glasses",
                        to="patients.patient",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="broken_glasses",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "broken glasses",
            },
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)),
                fields=["patient"],
                name="standing_alerts_of_a_patient",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="an_alert_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="an_alert_is_ended_by_somebody",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="alert",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_alertevent" ("added_at", "added_by_id", "audience", "ended_at", "ended_by_id", "id", "level", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "until_on") VALUES (NEW."added_at", NEW."added_by_id", NEW."audience", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."level", NEW."patient_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text", NEW."until_on"); RETURN NULL;',
                    hash="12d1b983ddac093fe37483c7e003eb41cd189946",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_25a5d",
                    table="patients_alert",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="alert",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "patients_alertevent" ("added_at", "added_by_id", "audience", "ended_at", "ended_by_id", "id", "level", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "until_on") VALUES (NEW."added_at", NEW."added_by_id", NEW."audience", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."level", NEW."patient_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text", NEW."until_on"); RETURN NULL;',
                    hash="8fd49ab9ae5558fba857d087b71fb5ef8cc43f5c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2acc1",
                    table="patients_alert",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="alert",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_alertevent" ("added_at", "added_by_id", "audience", "ended_at", "ended_by_id", "id", "level", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "until_on") VALUES (OLD."added_at", OLD."added_by_id", OLD."audience", OLD."ended_at", OLD."ended_by_id", OLD."id", OLD."level", OLD."patient_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text", OLD."until_on"); RETURN NULL;',
                    hash="199503062bb53e4a313415d1fecdf3ae978a957b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4afb4",
                    table="patients_alert",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="alertevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="41de4fac17d4ea4310562fa6c81a33e2422d81a0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a96bf",
                    table="patients_alertevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="brokenglass",
            index=models.Index(fields=["staff", "patient", "-until_at"], name="glasses_broken_by_someone"),
        ),
        migrations.AddConstraint(
            model_name="brokenglass",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_at__gt", models.F("opened_at")),
                    (
                        "until_at__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("opened_at"), "+", models.Value(timedelta(seconds=3600))
                        ),
                    ),
                ),
                name="a_glass_is_broken_for_an_hour_at_most",
            ),
        ),
        migrations.AddConstraint(
            model_name="brokenglass",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__regex", "\\S\\s+\\S+\\s+\\S")),
                name="a_broken_glass_has_a_reason_in_words",
            ),
        ),
        append_only("patients_alertevent", "patients_brokenglass"),
        require_audit("patients_alert", "patients_brokenglass"),
    ]

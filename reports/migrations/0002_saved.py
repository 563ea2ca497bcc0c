import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from clinic import migrating
from clinic.guards import append_only, require_audit


class Migration(migrating.Migration):
    dependencies = [
        ("clinic", "0008_registration"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("reports", "0001_exports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("slug", models.SlugField()),
                ("asked", models.CharField(blank=True, max_length=500)),
                (
                    "days",
                    models.CharField(
                        choices=[
                            ("same", "These same days"),
                            ("month", "This month so far"),
                            ("last_month", "Last month"),
                            ("last_week", "Last week"),
                        ],
                        default="same",
                        max_length=10,
                    ),
                ),
                (
                    "every",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Never"),
                            ("week", "Every Monday"),
                            ("month", "On the 1st of the month"),
                        ],
                        max_length=5,
                    ),
                ),
                ("shared", models.BooleanField(default=False)),
                ("saved_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="saved_reports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SavedReportEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=80)),
                ("slug", models.SlugField(db_index=False)),
                ("asked", models.CharField(blank=True, max_length=500)),
                (
                    "days",
                    models.CharField(
                        choices=[
                            ("same", "These same days"),
                            ("month", "This month so far"),
                            ("last_month", "Last month"),
                            ("last_week", "Last week"),
                        ],
                        default="same",
                        max_length=10,
                    ),
                ),
                (
                    "every",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Never"),
                            ("week", "Every Monday"),
                            ("month", "On the 1st of the month"),
                        ],
                        max_length=5,
                    ),
                ),
                ("shared", models.BooleanField(default=False)),
                ("saved_at", models.DateTimeField()),
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
                        to="reports.savedreport",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SentReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("mailed_at", models.DateTimeField(null=True)),
                (
                    "saved",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sent",
                        to="reports.savedreport",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="savedreport",
            constraint=models.UniqueConstraint(fields=("by", "name"), name="one_saved_report_per_name"),
        ),
        migrations.AddConstraint(
            model_name="savedreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="a_saved_report_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="savedreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("every", ""),
                    models.Q(("days", "last_week"), ("every", "week")),
                    models.Q(("days", "last_month"), ("every", "month")),
                    _connector="OR",
                ),
                name="what_is_mailed_is_over",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="savedreport",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reports_savedreportevent" ("asked", "by_id", "days", "every", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "shared", "slug") VALUES (NEW."asked", NEW."by_id", NEW."days", NEW."every", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."saved_at", NEW."shared", NEW."slug"); RETURN NULL;',
                    hash="0b15af375e55fb4e0f81f37df88bdb1ca6a4700a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_be72e",
                    table="reports_savedreport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="savedreport",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reports_savedreportevent" ("asked", "by_id", "days", "every", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "shared", "slug") VALUES (NEW."asked", NEW."by_id", NEW."days", NEW."every", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."saved_at", NEW."shared", NEW."slug"); RETURN NULL;',
                    hash="5b79d9b00080bb7083cd50e9adbdaa3921a0ae0e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7f8b2",
                    table="reports_savedreport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="savedreport",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reports_savedreportevent" ("asked", "by_id", "days", "every", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "shared", "slug") VALUES (OLD."asked", OLD."by_id", OLD."days", OLD."every", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."saved_at", OLD."shared", OLD."slug"); RETURN NULL;',
                    hash="71ae57718a10ec31ffd3c4d7c56e0a4d8e076e6c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_26241",
                    table="reports_savedreport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="savedreportevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="186b653fa1228238694e3ba4f6bdb6e866a4b98f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_56d49",
                    table="reports_savedreportevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="sentreport",
            constraint=models.UniqueConstraint(fields=("saved", "on"), name="one_link_per_day"),
        ),
        append_only("reports_savedreportevent"),
        require_audit("reports_savedreport", "reports_sentreport"),
    ]

"""What a clinic hides of the catalogue, and muscles of its own, with every version of them."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from clinic import migrating
from clinic.guards import require_audit


class Migration(migrating.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("treatment_sessions", "0007_signs_and_treatments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ClinicMuscle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("own", models.BooleanField(default=False)),
                ("hidden", models.BooleanField(default=False)),
                ("said", models.JSONField(blank=True, default=dict)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("why", models.CharField(max_length=300)),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "muscle",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clinic",
                        to="treatment_sessions.muscle",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ClinicMuscleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("own", models.BooleanField(default=False)),
                ("hidden", models.BooleanField(default=False)),
                ("said", models.JSONField(blank=True, default=dict)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("why", models.CharField(max_length=300)),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "muscle",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="treatment_sessions.muscle",
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
                        to="treatment_sessions.clinicmuscle",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="clinicmuscle",
            constraint=models.CheckConstraint(
                condition=models.Q(("why__regex", "\\S\\s+\\S+\\s+\\S")),
                name="the_catalogue_changes_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="clinicmuscle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("own", False), ("said", {})),
                    models.Q(("own", True), models.Q(("said", {}), _negated=True)),
                    _connector="OR",
                ),
                name="an_own_muscle_is_described",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clinicmuscle",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_clinicmuscleevent" ("changed_at", "changed_by_id", "hidden", "id", "muscle_id", "own", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said", "version", "why") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."hidden", NEW."id", NEW."muscle_id", NEW."own", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."said", NEW."version", NEW."why"); RETURN NULL;',
                    hash="abcc377ba29c112de579e597848f5732745ecfd2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_be602",
                    table="treatment_sessions_clinicmuscle",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clinicmuscle",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "treatment_sessions_clinicmuscleevent" ("changed_at", "changed_by_id", "hidden", "id", "muscle_id", "own", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said", "version", "why") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."hidden", NEW."id", NEW."muscle_id", NEW."own", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."said", NEW."version", NEW."why"); RETURN NULL;',
                    hash="b15db1e78f7391230d25e3d9a4fe125608799f69",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_28901",
                    table="treatment_sessions_clinicmuscle",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clinicmuscle",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_clinicmuscleevent" ("changed_at", "changed_by_id", "hidden", "id", "muscle_id", "own", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said", "version", "why") VALUES (OLD."changed_at", OLD."changed_by_id", OLD."hidden", OLD."id", OLD."muscle_id", OLD."own", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."said", OLD."version", OLD."why"); RETURN NULL;',
                    hash="7308e8fdebc86b8c4c0366f7150b45d2c9513630",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9dd87",
                    table="treatment_sessions_clinicmuscle",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clinicmuscleevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a930b46f1c568f5968fbbec61028dd9d9982be09",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a5082",
                    table="treatment_sessions_clinicmuscleevent",
                    when="BEFORE",
                ),
            ),
        ),
        require_audit("treatment_sessions_clinicmuscle"),
    ]

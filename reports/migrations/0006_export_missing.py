import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from clinic import migrating


class Migration(migrating.Migration):
    dependencies = [
        ("reports", "0005_versions_unindexed"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="export",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="export",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="export",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="export",
            name="missing",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="exportevent",
            name="missing",
            field=models.PositiveIntegerField(default=0),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="export",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reports_exportevent" ("asked_at", "asked_by_id", "begun_at", "ended_at", "expires_at", "failed_why", "id", "kind", "missing", "name", "patient_id", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "reason", "recipient", "rows", "sha256", "size", "state", "tries") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."begun_at", NEW."ended_at", NEW."expires_at", NEW."failed_why", NEW."id", NEW."kind", NEW."missing", NEW."name", NEW."patient_id", NEW."people", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."question", NEW."reason", NEW."recipient", NEW."rows", NEW."sha256", NEW."size", NEW."state", NEW."tries"); RETURN NULL;',
                    hash="4bddf9a14033a59cfd90aabec10841548be75710",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6ed7b",
                    table="reports_export",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="export",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."asked_at" IS DISTINCT FROM (NEW."asked_at") OR OLD."asked_by_id" IS DISTINCT FROM (NEW."asked_by_id") OR OLD."begun_at" IS DISTINCT FROM (NEW."begun_at") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."failed_why" IS DISTINCT FROM (NEW."failed_why") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."missing" IS DISTINCT FROM (NEW."missing") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."patient_id" IS DISTINCT FROM (NEW."patient_id") OR OLD."people" IS DISTINCT FROM (NEW."people") OR OLD."question" IS DISTINCT FROM (NEW."question") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."recipient" IS DISTINCT FROM (NEW."recipient") OR OLD."rows" IS DISTINCT FROM (NEW."rows") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."tries" IS DISTINCT FROM (NEW."tries"))',
                    func='INSERT INTO "reports_exportevent" ("asked_at", "asked_by_id", "begun_at", "ended_at", "expires_at", "failed_why", "id", "kind", "missing", "name", "patient_id", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "reason", "recipient", "rows", "sha256", "size", "state", "tries") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."begun_at", NEW."ended_at", NEW."expires_at", NEW."failed_why", NEW."id", NEW."kind", NEW."missing", NEW."name", NEW."patient_id", NEW."people", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."question", NEW."reason", NEW."recipient", NEW."rows", NEW."sha256", NEW."size", NEW."state", NEW."tries"); RETURN NULL;',
                    hash="a0b56ab105b6ec86a83423f54c4de36eafe7cbd1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b8619",
                    table="reports_export",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="export",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reports_exportevent" ("asked_at", "asked_by_id", "begun_at", "ended_at", "expires_at", "failed_why", "id", "kind", "missing", "name", "patient_id", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "reason", "recipient", "rows", "sha256", "size", "state", "tries") VALUES (OLD."asked_at", OLD."asked_by_id", OLD."begun_at", OLD."ended_at", OLD."expires_at", OLD."failed_why", OLD."id", OLD."kind", OLD."missing", OLD."name", OLD."patient_id", OLD."people", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."question", OLD."reason", OLD."recipient", OLD."rows", OLD."sha256", OLD."size", OLD."state", OLD."tries"); RETURN NULL;',
                    hash="07d3d59285573c5b3000a12a6b0678f315da3666",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9b3c2",
                    table="reports_export",
                    when="AFTER",
                ),
            ),
        ),
    ]

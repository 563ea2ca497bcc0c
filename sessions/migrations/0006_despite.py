"""Why a point was placed although a caution keeps hands off there."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from clinic import migrating


class Migration(migrating.Migration):
    dependencies = [
        ("treatment_sessions", "0005_people_change_hands"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="pointfinding",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="pointfinding",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="pointfinding",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="pointfinding",
            name="despite",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="pointfindingevent",
            name="despite",
            field=models.CharField(blank=True, max_length=300),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pointfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_pointfindingevent" ("chart", "chart_version", "despite", "id", "key", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_by", "point_id", "previous_id", "status", "tenderness_after", "tenderness_before", "treatment_session_id", "view", "x", "y") VALUES (NEW."chart", NEW."chart_version", NEW."despite", NEW."id", NEW."key", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."placed_by", NEW."point_id", NEW."previous_id", NEW."status", NEW."tenderness_after", NEW."tenderness_before", NEW."treatment_session_id", NEW."view", NEW."x", NEW."y"); RETURN NULL;',
                    hash="b3b64d92b08b8609bdd2f946f6f6260d4c2449fe",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_94d48",
                    table="treatment_sessions_pointfinding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pointfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "treatment_sessions_pointfindingevent" ("chart", "chart_version", "despite", "id", "key", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_by", "point_id", "previous_id", "status", "tenderness_after", "tenderness_before", "treatment_session_id", "view", "x", "y") VALUES (NEW."chart", NEW."chart_version", NEW."despite", NEW."id", NEW."key", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."placed_by", NEW."point_id", NEW."previous_id", NEW."status", NEW."tenderness_after", NEW."tenderness_before", NEW."treatment_session_id", NEW."view", NEW."x", NEW."y"); RETURN NULL;',
                    hash="6d6f3a2e8e392dbabf633044fe9275eb8272277f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_31b3e",
                    table="treatment_sessions_pointfinding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pointfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_pointfindingevent" ("chart", "chart_version", "despite", "id", "key", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_by", "point_id", "previous_id", "status", "tenderness_after", "tenderness_before", "treatment_session_id", "view", "x", "y") VALUES (OLD."chart", OLD."chart_version", OLD."despite", OLD."id", OLD."key", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."placed_by", OLD."point_id", OLD."previous_id", OLD."status", OLD."tenderness_after", OLD."tenderness_before", OLD."treatment_session_id", OLD."view", OLD."x", OLD."y"); RETURN NULL;',
                    hash="80d3a2aad41d17aa2e110a486414e6084986ce3e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a6d35",
                    table="treatment_sessions_pointfinding",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="pointfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("despite", ""), ("despite__regex", "\\S\\s+\\S+\\s+\\S"), _connector="OR"
                ),
                name="despite_says_why_in_words",
            ),
        ),
    ]

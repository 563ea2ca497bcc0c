"""What the protocol that put a point on the map says is done there."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from clinic import migrating


class Migration(migrating.Migration):
    dependencies = [
        ("treatment_sessions", "0016_treated_points"),
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
            name="todo",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="pointfindingevent",
            name="todo",
            field=models.CharField(blank=True, max_length=200),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pointfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_pointfindingevent" ("chart", "chart_version", "despite", "id", "jump_sign", "key", "local_twitch", "nodule", "number", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_by", "point_id", "ppt_after", "ppt_before", "previous_id", "quality", "rechecks", "recognition", "referred_sensation", "relation", "site_type", "spot_tender", "status", "stretch_pain", "taut_band", "tenderness_after", "tenderness_before", "todo", "treatment_session_id", "view", "weakness", "x", "y") VALUES (NEW."chart", NEW."chart_version", NEW."despite", NEW."id", NEW."jump_sign", NEW."key", NEW."local_twitch", NEW."nodule", NEW."number", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."placed_by", NEW."point_id", NEW."ppt_after", NEW."ppt_before", NEW."previous_id", NEW."quality", NEW."rechecks", NEW."recognition", NEW."referred_sensation", NEW."relation", NEW."site_type", NEW."spot_tender", NEW."status", NEW."stretch_pain", NEW."taut_band", NEW."tenderness_after", NEW."tenderness_before", NEW."todo", NEW."treatment_session_id", NEW."view", NEW."weakness", NEW."x", NEW."y"); RETURN NULL;',
                    hash="c877453303c4c3aac80a8cf37aa9c93bc4eed24d",
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
                    func='INSERT INTO "treatment_sessions_pointfindingevent" ("chart", "chart_version", "despite", "id", "jump_sign", "key", "local_twitch", "nodule", "number", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_by", "point_id", "ppt_after", "ppt_before", "previous_id", "quality", "rechecks", "recognition", "referred_sensation", "relation", "site_type", "spot_tender", "status", "stretch_pain", "taut_band", "tenderness_after", "tenderness_before", "todo", "treatment_session_id", "view", "weakness", "x", "y") VALUES (NEW."chart", NEW."chart_version", NEW."despite", NEW."id", NEW."jump_sign", NEW."key", NEW."local_twitch", NEW."nodule", NEW."number", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."placed_by", NEW."point_id", NEW."ppt_after", NEW."ppt_before", NEW."previous_id", NEW."quality", NEW."rechecks", NEW."recognition", NEW."referred_sensation", NEW."relation", NEW."site_type", NEW."spot_tender", NEW."status", NEW."stretch_pain", NEW."taut_band", NEW."tenderness_after", NEW."tenderness_before", NEW."todo", NEW."treatment_session_id", NEW."view", NEW."weakness", NEW."x", NEW."y"); RETURN NULL;',
                    hash="3c4bffbbd302f72651c32fa091c39080f45d9153",
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
                    func='INSERT INTO "treatment_sessions_pointfindingevent" ("chart", "chart_version", "despite", "id", "jump_sign", "key", "local_twitch", "nodule", "number", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_by", "point_id", "ppt_after", "ppt_before", "previous_id", "quality", "rechecks", "recognition", "referred_sensation", "relation", "site_type", "spot_tender", "status", "stretch_pain", "taut_band", "tenderness_after", "tenderness_before", "todo", "treatment_session_id", "view", "weakness", "x", "y") VALUES (OLD."chart", OLD."chart_version", OLD."despite", OLD."id", OLD."jump_sign", OLD."key", OLD."local_twitch", OLD."nodule", OLD."number", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."placed_by", OLD."point_id", OLD."ppt_after", OLD."ppt_before", OLD."previous_id", OLD."quality", OLD."rechecks", OLD."recognition", OLD."referred_sensation", OLD."relation", OLD."site_type", OLD."spot_tender", OLD."status", OLD."stretch_pain", OLD."taut_band", OLD."tenderness_after", OLD."tenderness_before", OLD."todo", OLD."treatment_session_id", OLD."view", OLD."weakness", OLD."x", OLD."y"); RETURN NULL;',
                    hash="7f98e47debcea4e2acaad30751e46b0f73e3c3cf",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a6d35",
                    table="treatment_sessions_pointfinding",
                    when="AFTER",
                ),
            ),
        ),
    ]

import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from clinic import migrating


class Migration(migrating.Migration):
    dependencies = [
        ("patients", "0018_versions_unindexed"),
        ("scheduling", "0014_versions_unindexed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="waiting",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="waiting",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="waiting",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="waiting",
            name="features",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=30), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="waiting",
            name="not_before",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="waitingevent",
            name="features",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=30), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="waitingevent",
            name="not_before",
            field=models.DateField(blank=True, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="waiting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_waitingevent" ("added_at", "added_by_id", "closed_at", "earliest", "features", "id", "latest", "minutes", "not_before", "note", "outcome", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "service_id", "therapist_id", "until", "weekdays", "zone_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."closed_at", NEW."earliest", NEW."features", NEW."id", NEW."latest", NEW."minutes", NEW."not_before", NEW."note", NEW."outcome", NEW."patient_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."priority", NEW."service_id", NEW."therapist_id", NEW."until", NEW."weekdays", NEW."zone_id"); RETURN NULL;',
                    hash="1d869a35005e2968b202c35cf38b7b9c5af35a0f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ad4af",
                    table="scheduling_waiting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="waiting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "scheduling_waitingevent" ("added_at", "added_by_id", "closed_at", "earliest", "features", "id", "latest", "minutes", "not_before", "note", "outcome", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "service_id", "therapist_id", "until", "weekdays", "zone_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."closed_at", NEW."earliest", NEW."features", NEW."id", NEW."latest", NEW."minutes", NEW."not_before", NEW."note", NEW."outcome", NEW."patient_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."priority", NEW."service_id", NEW."therapist_id", NEW."until", NEW."weekdays", NEW."zone_id"); RETURN NULL;',
                    hash="6a4a40a4a7be89191b8e5ff793491c7960ff5b83",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_548c9",
                    table="scheduling_waiting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="waiting",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_waitingevent" ("added_at", "added_by_id", "closed_at", "earliest", "features", "id", "latest", "minutes", "not_before", "note", "outcome", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "service_id", "therapist_id", "until", "weekdays", "zone_id") VALUES (OLD."added_at", OLD."added_by_id", OLD."closed_at", OLD."earliest", OLD."features", OLD."id", OLD."latest", OLD."minutes", OLD."not_before", OLD."note", OLD."outcome", OLD."patient_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."priority", OLD."service_id", OLD."therapist_id", OLD."until", OLD."weekdays", OLD."zone_id"); RETURN NULL;',
                    hash="162922a1fb646e2dc634f082dd06b6cdb4776fc8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8c280",
                    table="scheduling_waiting",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="waiting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("not_before", None),
                    ("until", None),
                    ("until__gte", models.F("not_before")),
                    _connector="OR",
                ),
                name="a_wish_has_a_day_of_use",
            ),
        ),
    ]

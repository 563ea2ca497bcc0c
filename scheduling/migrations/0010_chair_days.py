import django.contrib.postgres.constraints
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import scheduling.appointment_models
from clinic import migrating
from clinic.guards import append_only, require_audit

# Whoever books a slot has said with whom; the database looks whether that therapist goes there at all.
SLOT_IS_HELD = """
CREATE FUNCTION scheduling_slot_is_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM scheduling_timeoff
        WHERE chair_day_id = NEW.chair_day_id AND therapist_id = NEW.therapist_id
            AND starts_at <= NEW.starts_at AND ends_at >= NEW.ends_at
    ) THEN
        RAISE EXCEPTION 'nobody is held for this slot'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_slot_is_with_whoever_goes';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER slot_is_held BEFORE INSERT ON scheduling_appointment FOR EACH ROW
    WHEN (NEW.chair_day_id IS NOT NULL) EXECUTE FUNCTION scheduling_slot_is_held();
"""
SLOT_IS_FREE = """
DROP TRIGGER slot_is_held ON scheduling_appointment;
DROP FUNCTION scheduling_slot_is_held();
"""


class Migration(migrating.Migration):
    dependencies = [
        ("patients", "0016_words_are_forgotten_by_index"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("scheduling", "0009_mobile_visits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ChairDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.CharField(max_length=80)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("contact", models.CharField(blank=True, max_length=120)),
                ("on", models.DateField()),
                ("starts", models.TimeField()),
                ("ends", models.TimeField()),
                ("lunch_from", models.TimeField(blank=True, null=True)),
                ("lunch_until", models.TimeField(blank=True, null=True)),
                ("minutes", models.PositiveSmallIntegerField()),
                ("gap", models.PositiveSmallIntegerField()),
                ("travel_before", models.PositiveSmallIntegerField(default=0)),
                ("travel_after", models.PositiveSmallIntegerField(default=0)),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("closed", "List closed"), ("cancelled", "Cancelled")],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("cancel_reason", models.CharField(blank=True, max_length=120)),
                ("planned_at", models.DateTimeField(auto_now_add=True)),
                ("key", models.UUIDField()),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name": "chair-massage event",
            },
        ),
        migrations.CreateModel(
            name="ChairDayEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("place", models.CharField(max_length=80)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("contact", models.CharField(blank=True, max_length=120)),
                ("on", models.DateField()),
                ("starts", models.TimeField()),
                ("ends", models.TimeField()),
                ("lunch_from", models.TimeField(blank=True, null=True)),
                ("lunch_until", models.TimeField(blank=True, null=True)),
                ("minutes", models.PositiveSmallIntegerField()),
                ("gap", models.PositiveSmallIntegerField()),
                ("travel_before", models.PositiveSmallIntegerField(default=0)),
                ("travel_after", models.PositiveSmallIntegerField(default=0)),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("closed", "List closed"), ("cancelled", "Cancelled")],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("cancel_reason", models.CharField(blank=True, max_length=120)),
                ("planned_at", models.DateTimeField(auto_now_add=True)),
                ("key", models.UUIDField()),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="appointment",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="appointment",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="appointment",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="timeoff",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="timeoff",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="timeoff",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="location",
            name="jurisdiction",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AlterField(
            model_name="appointment",
            name="room",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="appointments",
                to="scheduling.room",
            ),
        ),
        migrations.AlterField(
            model_name="appointmentevent",
            name="room",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="scheduling.room",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appointment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_appointmentevent" ("arrived_at", "booked_at", "booked_by_id", "cancel_reason", "cancelled_at", "chair_day_id", "confirmed_at", "ends_at", "id", "key", "note", "occupies", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "room_id", "series_id", "service_id", "starts_at", "status", "therapist_id", "version") VALUES (NEW."arrived_at", NEW."booked_at", NEW."booked_by_id", NEW."cancel_reason", NEW."cancelled_at", NEW."chair_day_id", NEW."confirmed_at", NEW."ends_at", NEW."id", NEW."key", NEW."note", NEW."occupies", NEW."patient_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."price", NEW."room_id", NEW."series_id", NEW."service_id", NEW."starts_at", NEW."status", NEW."therapist_id", NEW."version"); RETURN NULL;',
                    hash="439e595e4295f3e323d0770e80fab8c3bbcd94e0",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cdcf2",
                    table="scheduling_appointment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appointment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "scheduling_appointmentevent" ("arrived_at", "booked_at", "booked_by_id", "cancel_reason", "cancelled_at", "chair_day_id", "confirmed_at", "ends_at", "id", "key", "note", "occupies", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "room_id", "series_id", "service_id", "starts_at", "status", "therapist_id", "version") VALUES (NEW."arrived_at", NEW."booked_at", NEW."booked_by_id", NEW."cancel_reason", NEW."cancelled_at", NEW."chair_day_id", NEW."confirmed_at", NEW."ends_at", NEW."id", NEW."key", NEW."note", NEW."occupies", NEW."patient_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."price", NEW."room_id", NEW."series_id", NEW."service_id", NEW."starts_at", NEW."status", NEW."therapist_id", NEW."version"); RETURN NULL;',
                    hash="7e41bcfe4c8a48fcae38f3684a4457029e22d776",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7193b",
                    table="scheduling_appointment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appointment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_appointmentevent" ("arrived_at", "booked_at", "booked_by_id", "cancel_reason", "cancelled_at", "chair_day_id", "confirmed_at", "ends_at", "id", "key", "note", "occupies", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "room_id", "series_id", "service_id", "starts_at", "status", "therapist_id", "version") VALUES (OLD."arrived_at", OLD."booked_at", OLD."booked_by_id", OLD."cancel_reason", OLD."cancelled_at", OLD."chair_day_id", OLD."confirmed_at", OLD."ends_at", OLD."id", OLD."key", OLD."note", OLD."occupies", OLD."patient_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."price", OLD."room_id", OLD."series_id", OLD."service_id", OLD."starts_at", OLD."status", OLD."therapist_id", OLD."version"); RETURN NULL;',
                    hash="38c09a3a434b857dd7241c0df377c9383bc152f1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c56ad",
                    table="scheduling_appointment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="timeoff",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_timeoffevent" ("chair_day_id", "ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "room_id", "starts_at", "therapist_id") VALUES (NEW."chair_day_id", NEW."ends_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."room_id", NEW."starts_at", NEW."therapist_id"); RETURN NULL;',
                    hash="5a624a9a5c6548021251b6a1641bb83a42fc5fce",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b11fe",
                    table="scheduling_timeoff",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="timeoff",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "scheduling_timeoffevent" ("chair_day_id", "ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "room_id", "starts_at", "therapist_id") VALUES (NEW."chair_day_id", NEW."ends_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."room_id", NEW."starts_at", NEW."therapist_id"); RETURN NULL;',
                    hash="e767bdb9bafd36095a34074d077f3fa541780931",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_638c3",
                    table="scheduling_timeoff",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="timeoff",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_timeoffevent" ("chair_day_id", "ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "room_id", "starts_at", "therapist_id") VALUES (OLD."chair_day_id", OLD."ends_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."room_id", OLD."starts_at", OLD."therapist_id"); RETURN NULL;',
                    hash="83d4b09266f33ac30868cf51ae3d30647e2635e7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ff43b",
                    table="scheduling_timeoff",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="chairday",
            name="planned_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="chairday",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="scheduling.service"
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="chair_day",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="slots",
                to="scheduling.chairday",
            ),
        ),
        migrations.AddField(
            model_name="appointmentevent",
            name="chair_day",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="scheduling.chairday",
            ),
        ),
        migrations.AddField(
            model_name="timeoff",
            name="chair_day",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="holds",
                to="scheduling.chairday",
            ),
        ),
        migrations.AddField(
            model_name="timeoffevent",
            name="chair_day",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="scheduling.chairday",
            ),
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(
                condition=models.Q(("chair_day__isnull", False)),
                fields=["chair_day", "starts_at"],
                name="slots_of_a_chair_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("room__isnull", True), ("chair_day__isnull", True), _connector="OR"),
                name="a_chair_slot_has_no_room",
            ),
        ),
        migrations.AddConstraint(
            model_name="timeoff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("chair_day__isnull", True), ("therapist__isnull", False), _connector="OR"
                ),
                name="a_therapist_goes_to_a_chair_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="timeoff",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("chair_day__isnull", False)),
                expressions=[
                    ("therapist", "="),
                    (scheduling.appointment_models.TsTzRange("starts_at", "ends_at"), "&&"),
                ],
                name="a_therapist_is_at_one_chair_day_at_a_time",
            ),
        ),
        migrations.AddField(
            model_name="chairdayevent",
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
            model_name="chairdayevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="scheduling.chairday",
            ),
        ),
        migrations.AddField(
            model_name="chairdayevent",
            name="planned_by",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="chairdayevent",
            name="service",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="scheduling.service",
            ),
        ),
        migrations.AddIndex(
            model_name="chairday",
            index=models.Index(fields=["on"], name="chair_days_in_order"),
        ),
        migrations.AddConstraint(
            model_name="chairday",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gt", models.F("starts"))), name="a_chair_day_ends_after_it_starts"
            ),
        ),
        migrations.AddConstraint(
            model_name="chairday",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lunch_from", None), ("lunch_until", None)),
                    models.Q(
                        ("lunch_from__gte", models.F("starts")),
                        ("lunch_until__gt", models.F("lunch_from")),
                        ("lunch_until__lte", models.F("ends")),
                    ),
                    _connector="OR",
                ),
                name="lunch_lies_within_its_chair_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="chairday",
            constraint=models.CheckConstraint(
                condition=models.Q(("gap__lte", 60), ("minutes__gte", 5)), name="slots_of_a_sensible_length"
            ),
        ),
        migrations.AddConstraint(
            model_name="chairday",
            constraint=models.UniqueConstraint(fields=("planned_by", "key"), name="one_chair_day_per_form"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="chairday",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_chairdayevent" ("address", "cancel_reason", "contact", "ends", "gap", "id", "key", "lunch_from", "lunch_until", "minutes", "note", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_at", "planned_by_id", "service_id", "starts", "status", "travel_after", "travel_before", "version") VALUES (NEW."address", NEW."cancel_reason", NEW."contact", NEW."ends", NEW."gap", NEW."id", NEW."key", NEW."lunch_from", NEW."lunch_until", NEW."minutes", NEW."note", NEW."on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."planned_at", NEW."planned_by_id", NEW."service_id", NEW."starts", NEW."status", NEW."travel_after", NEW."travel_before", NEW."version"); RETURN NULL;',
                    hash="c887b1f25eed503f0272b649e2e369183c4b91da",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_608d1",
                    table="scheduling_chairday",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="chairday",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "scheduling_chairdayevent" ("address", "cancel_reason", "contact", "ends", "gap", "id", "key", "lunch_from", "lunch_until", "minutes", "note", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_at", "planned_by_id", "service_id", "starts", "status", "travel_after", "travel_before", "version") VALUES (NEW."address", NEW."cancel_reason", NEW."contact", NEW."ends", NEW."gap", NEW."id", NEW."key", NEW."lunch_from", NEW."lunch_until", NEW."minutes", NEW."note", NEW."on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."planned_at", NEW."planned_by_id", NEW."service_id", NEW."starts", NEW."status", NEW."travel_after", NEW."travel_before", NEW."version"); RETURN NULL;',
                    hash="f707763055571b1ede0ac7f0ad813a9a3d49481d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_93a41",
                    table="scheduling_chairday",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="chairday",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_chairdayevent" ("address", "cancel_reason", "contact", "ends", "gap", "id", "key", "lunch_from", "lunch_until", "minutes", "note", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_at", "planned_by_id", "service_id", "starts", "status", "travel_after", "travel_before", "version") VALUES (OLD."address", OLD."cancel_reason", OLD."contact", OLD."ends", OLD."gap", OLD."id", OLD."key", OLD."lunch_from", OLD."lunch_until", OLD."minutes", OLD."note", OLD."on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."planned_at", OLD."planned_by_id", OLD."service_id", OLD."starts", OLD."status", OLD."travel_after", OLD."travel_before", OLD."version"); RETURN NULL;',
                    hash="8e998c49f1fd18929b0997fa04b1daad48c077d7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8c9d7",
                    table="scheduling_chairday",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="chairdayevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="889662cc79de2f6fc09558fc3ba922423c09e2b4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_aaf60",
                    table="scheduling_chairdayevent",
                    when="BEFORE",
                ),
            ),
        ),
        append_only("scheduling_chairdayevent"),
        require_audit("scheduling_chairday", "scheduling_service", "scheduling_location", "scheduling_room"),
        migrations.RunSQL(SLOT_IS_HELD, SLOT_IS_FREE),
    ]

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from clinic import migrating
from clinic.guards import append_only, require_audit


class Migration(migrating.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("scheduling", "0006_wait_list"),
    ]

    operations = [
        migrations.CreateModel(
            name="Price",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField()),
                ("valid_from", models.DateField()),
                ("amount", models.DecimalField(decimal_places=2, max_digits=8)),
            ],
        ),
        migrations.CreateModel(
            name="PriceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("minutes", models.PositiveSmallIntegerField()),
                ("valid_from", models.DateField()),
                ("amount", models.DecimalField(decimal_places=2, max_digits=8)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ServiceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=60)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("trigger_point", "Trigger point"),
                            ("deep_tissue", "Deep tissue"),
                            ("swedish", "Swedish"),
                            ("combined", "Combined"),
                            ("chair", "Chair"),
                            ("assessment", "Assessment"),
                            ("add_on", "Add-on"),
                        ],
                        default="trigger_point",
                        max_length=13,
                    ),
                ),
                (
                    "durations",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), size=None
                    ),
                ),
                ("buffer_before", models.PositiveSmallIntegerField(default=0)),
                ("buffer_after", models.PositiveSmallIntegerField(default=15)),
                (
                    "needs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), blank=True, default=list, size=None
                    ),
                ),
                ("modality", models.CharField(blank=True, max_length=60)),
                ("first_visit_only", models.BooleanField(default=False)),
                ("order", models.PositiveSmallIntegerField(default=100)),
                ("active", models.BooleanField(default=True)),
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
        migrations.AddField(
            model_name="appointment",
            name="price",
            field=models.DecimalField(decimal_places=2, max_digits=8, null=True),
        ),
        migrations.AddField(
            model_name="appointmentevent",
            name="price",
            field=models.DecimalField(decimal_places=2, max_digits=8, null=True),
        ),
        migrations.AddField(
            model_name="service",
            name="category",
            field=models.CharField(
                choices=[
                    ("trigger_point", "Trigger point"),
                    ("deep_tissue", "Deep tissue"),
                    ("swedish", "Swedish"),
                    ("combined", "Combined"),
                    ("chair", "Chair"),
                    ("assessment", "Assessment"),
                    ("add_on", "Add-on"),
                ],
                default="trigger_point",
                max_length=13,
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="modality",
            field=models.CharField(blank=True, max_length=60),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appointment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_appointmentevent" ("arrived_at", "booked_at", "booked_by_id", "cancel_reason", "cancelled_at", "confirmed_at", "ends_at", "id", "key", "note", "occupies", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "room_id", "series_id", "service_id", "starts_at", "status", "therapist_id", "version") VALUES (NEW."arrived_at", NEW."booked_at", NEW."booked_by_id", NEW."cancel_reason", NEW."cancelled_at", NEW."confirmed_at", NEW."ends_at", NEW."id", NEW."key", NEW."note", NEW."occupies", NEW."patient_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."price", NEW."room_id", NEW."series_id", NEW."service_id", NEW."starts_at", NEW."status", NEW."therapist_id", NEW."version"); RETURN NULL;',
                    hash="2a2be19d909bdb8d8f944255aec3150538df5484",
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
                    func='INSERT INTO "scheduling_appointmentevent" ("arrived_at", "booked_at", "booked_by_id", "cancel_reason", "cancelled_at", "confirmed_at", "ends_at", "id", "key", "note", "occupies", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "room_id", "series_id", "service_id", "starts_at", "status", "therapist_id", "version") VALUES (NEW."arrived_at", NEW."booked_at", NEW."booked_by_id", NEW."cancel_reason", NEW."cancelled_at", NEW."confirmed_at", NEW."ends_at", NEW."id", NEW."key", NEW."note", NEW."occupies", NEW."patient_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."price", NEW."room_id", NEW."series_id", NEW."service_id", NEW."starts_at", NEW."status", NEW."therapist_id", NEW."version"); RETURN NULL;',
                    hash="6cf7f12707838590e1daedb4e1088aa5c554bef7",
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
                    func='INSERT INTO "scheduling_appointmentevent" ("arrived_at", "booked_at", "booked_by_id", "cancel_reason", "cancelled_at", "confirmed_at", "ends_at", "id", "key", "note", "occupies", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "room_id", "series_id", "service_id", "starts_at", "status", "therapist_id", "version") VALUES (OLD."arrived_at", OLD."booked_at", OLD."booked_by_id", OLD."cancel_reason", OLD."cancelled_at", OLD."confirmed_at", OLD."ends_at", OLD."id", OLD."key", OLD."note", OLD."occupies", OLD."patient_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."price", OLD."room_id", OLD."series_id", OLD."service_id", OLD."starts_at", OLD."status", OLD."therapist_id", OLD."version"); RETURN NULL;',
                    hash="ab3ed487b18822b55c2218b00b9ba7426d8f547b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c56ad",
                    table="scheduling_appointment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="service",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_serviceevent" ("active", "buffer_after", "buffer_before", "category", "durations", "first_visit_only", "id", "modality", "name", "needs", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."active", NEW."buffer_after", NEW."buffer_before", NEW."category", NEW."durations", NEW."first_visit_only", NEW."id", NEW."modality", NEW."name", NEW."needs", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="1f5306c420c93ec559ccb0b42e9204eb9e94a786",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3615b",
                    table="scheduling_service",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="service",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "scheduling_serviceevent" ("active", "buffer_after", "buffer_before", "category", "durations", "first_visit_only", "id", "modality", "name", "needs", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."active", NEW."buffer_after", NEW."buffer_before", NEW."category", NEW."durations", NEW."first_visit_only", NEW."id", NEW."modality", NEW."name", NEW."needs", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="d21e552bf8f7ed804dd0abb12551bc505e6c2daa",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e1ec0",
                    table="scheduling_service",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="service",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_serviceevent" ("active", "buffer_after", "buffer_before", "category", "durations", "first_visit_only", "id", "modality", "name", "needs", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."active", OLD."buffer_after", OLD."buffer_before", OLD."category", OLD."durations", OLD."first_visit_only", OLD."id", OLD."modality", OLD."name", OLD."needs", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="d919a01dfe07a9a0444751f9a8fab211c25da33a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_af2df",
                    table="scheduling_service",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="price",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="prices", to="scheduling.service"
            ),
        ),
        migrations.AddField(
            model_name="priceevent",
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
            model_name="priceevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="scheduling.price",
            ),
        ),
        migrations.AddField(
            model_name="priceevent",
            name="service",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="scheduling.service",
            ),
        ),
        migrations.AddField(
            model_name="serviceevent",
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
            model_name="serviceevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="scheduling.service",
            ),
        ),
        migrations.AddConstraint(
            model_name="price",
            constraint=models.UniqueConstraint(
                fields=("service", "minutes", "valid_from"), name="one_price_from_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="price",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gte", 0)), name="a_price_is_not_negative"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="price",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_priceevent" ("amount", "id", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_id", "valid_from") VALUES (NEW."amount", NEW."id", NEW."minutes", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."service_id", NEW."valid_from"); RETURN NULL;',
                    hash="ad119f8378216bfcafc5c5d2f87ba9f8fa4a002c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_19173",
                    table="scheduling_price",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="price",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "scheduling_priceevent" ("amount", "id", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_id", "valid_from") VALUES (NEW."amount", NEW."id", NEW."minutes", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."service_id", NEW."valid_from"); RETURN NULL;',
                    hash="120f414e2e9bf1e9f506668cd9dca28a40583e0d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_947cb",
                    table="scheduling_price",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="price",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_priceevent" ("amount", "id", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_id", "valid_from") VALUES (OLD."amount", OLD."id", OLD."minutes", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."service_id", OLD."valid_from"); RETURN NULL;',
                    hash="1195246426cb906b39af14c93b47467211153147",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5aea2",
                    table="scheduling_price",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="priceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1deaa5b8e8d3f2b43e51df8f43917a26a8702687",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6e7e5",
                    table="scheduling_priceevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="serviceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="79f697fab4feb5cdabf3a2ecf7de08592c63411f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_fadfb",
                    table="scheduling_serviceevent",
                    when="BEFORE",
                ),
            ),
        ),
        append_only("scheduling_priceevent", "scheduling_serviceevent"),
        require_audit("scheduling_price"),
    ]

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from clinic import migrating
from clinic.guards import append_only, require_audit


class Migration(migrating.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("scheduling", "0003_regions_and_closures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Call",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("why", models.CharField(max_length=120)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("rebooked", "Booked again"),
                            ("reached", "Reached, no new visit"),
                            ("gave_up", "Could not be reached"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CallEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("why", models.CharField(max_length=120)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("rebooked", "Booked again"),
                            ("reached", "Reached, no new visit"),
                            ("gave_up", "Could not be reached"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=120)),
                ("first_on", models.DateField()),
                ("booked_at", models.DateTimeField(auto_now_add=True)),
                ("key", models.UUIDField()),
            ],
            options={
                "verbose_name_plural": "series",
            },
        ),
        migrations.CreateModel(
            name="SeriesEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("rule", models.CharField(max_length=120)),
                ("first_on", models.DateField()),
                ("booked_at", models.DateTimeField(auto_now_add=True)),
                ("key", models.UUIDField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SettledDate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("why", models.CharField(blank=True, max_length=300)),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("skipped", "Left out"),
                            ("time", "At another time"),
                            ("therapist", "With somebody else"),
                            ("refused", "Taken meanwhile"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SettledDateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("day", models.DateField()),
                ("why", models.CharField(blank=True, max_length=300)),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("skipped", "Left out"),
                            ("time", "At another time"),
                            ("therapist", "With somebody else"),
                            ("refused", "Taken meanwhile"),
                        ],
                        max_length=10,
                    ),
                ),
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
        pgtrigger.migrations.AddTrigger(
            model_name="appointment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_appointmentevent" ("arrived_at", "booked_at", "booked_by_id", "cancel_reason", "cancelled_at", "confirmed_at", "ends_at", "id", "key", "note", "occupies", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_id", "series_id", "service_id", "starts_at", "status", "therapist_id", "version") VALUES (NEW."arrived_at", NEW."booked_at", NEW."booked_by_id", NEW."cancel_reason", NEW."cancelled_at", NEW."confirmed_at", NEW."ends_at", NEW."id", NEW."key", NEW."note", NEW."occupies", NEW."patient_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."room_id", NEW."series_id", NEW."service_id", NEW."starts_at", NEW."status", NEW."therapist_id", NEW."version"); RETURN NULL;',
                    hash="dd9c87b089f4e6a2e51f9fae516aa54d372770fd",
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
                    func='INSERT INTO "scheduling_appointmentevent" ("arrived_at", "booked_at", "booked_by_id", "cancel_reason", "cancelled_at", "confirmed_at", "ends_at", "id", "key", "note", "occupies", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_id", "series_id", "service_id", "starts_at", "status", "therapist_id", "version") VALUES (NEW."arrived_at", NEW."booked_at", NEW."booked_by_id", NEW."cancel_reason", NEW."cancelled_at", NEW."confirmed_at", NEW."ends_at", NEW."id", NEW."key", NEW."note", NEW."occupies", NEW."patient_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."room_id", NEW."series_id", NEW."service_id", NEW."starts_at", NEW."status", NEW."therapist_id", NEW."version"); RETURN NULL;',
                    hash="28f3a1398895f8e158a2895fa1aad0fe180f2f8f",
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
                    func='INSERT INTO "scheduling_appointmentevent" ("arrived_at", "booked_at", "booked_by_id", "cancel_reason", "cancelled_at", "confirmed_at", "ends_at", "id", "key", "note", "occupies", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_id", "series_id", "service_id", "starts_at", "status", "therapist_id", "version") VALUES (OLD."arrived_at", OLD."booked_at", OLD."booked_by_id", OLD."cancel_reason", OLD."cancelled_at", OLD."confirmed_at", OLD."ends_at", OLD."id", OLD."key", OLD."note", OLD."occupies", OLD."patient_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."room_id", OLD."series_id", OLD."service_id", OLD."starts_at", OLD."status", OLD."therapist_id", OLD."version"); RETURN NULL;',
                    hash="d2bb8ad0afd6c6572114ef860e6c2e290849075a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c56ad",
                    table="scheduling_appointment",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="appointment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="calls", to="scheduling.appointment"
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="done_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="callevent",
            name="added_by",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="callevent",
            name="appointment",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="scheduling.appointment",
            ),
        ),
        migrations.AddField(
            model_name="callevent",
            name="done_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="callevent",
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
            model_name="callevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="scheduling.call",
            ),
        ),
        migrations.AddField(
            model_name="series",
            name="booked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="series",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="appointments",
                to="scheduling.series",
            ),
        ),
        migrations.AddField(
            model_name="appointmentevent",
            name="series",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="scheduling.series",
            ),
        ),
        migrations.AddField(
            model_name="seriesevent",
            name="booked_by",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="seriesevent",
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
            model_name="seriesevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="scheduling.series",
            ),
        ),
        migrations.AddField(
            model_name="settleddate",
            name="series",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="settled", to="scheduling.series"
            ),
        ),
        migrations.AddField(
            model_name="settleddateevent",
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
            model_name="settleddateevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="scheduling.settleddate",
            ),
        ),
        migrations.AddField(
            model_name="settleddateevent",
            name="series",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="scheduling.series",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.UniqueConstraint(
                condition=models.Q(("done_at", None)),
                fields=("appointment",),
                name="one_open_call_per_appointment",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at", None), ("outcome", "")),
                    models.Q(("done_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_call_that_is_done_says_how",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="call",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_callevent" ("added_at", "added_by_id", "appointment_id", "done_at", "done_by_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tries", "why") VALUES (NEW."added_at", NEW."added_by_id", NEW."appointment_id", NEW."done_at", NEW."done_by_id", NEW."id", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."tries", NEW."why"); RETURN NULL;',
                    hash="953de39f104b7516cf6cfe427e88d85d6450276a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f8311",
                    table="scheduling_call",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="call",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "scheduling_callevent" ("added_at", "added_by_id", "appointment_id", "done_at", "done_by_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tries", "why") VALUES (NEW."added_at", NEW."added_by_id", NEW."appointment_id", NEW."done_at", NEW."done_by_id", NEW."id", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."tries", NEW."why"); RETURN NULL;',
                    hash="93392cdb5773cd6db48e5364899778fe240dba8b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_83b96",
                    table="scheduling_call",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="call",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_callevent" ("added_at", "added_by_id", "appointment_id", "done_at", "done_by_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tries", "why") VALUES (OLD."added_at", OLD."added_by_id", OLD."appointment_id", OLD."done_at", OLD."done_by_id", OLD."id", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."tries", OLD."why"); RETURN NULL;',
                    hash="20aa486ed1be006ce2153ee207f0fbd306bc4ee7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0aa40",
                    table="scheduling_call",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="callevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5339e50a630fe92aa9eabc0b5f2ca6b44c32d531",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_11c5d",
                    table="scheduling_callevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="series",
            constraint=models.UniqueConstraint(fields=("booked_by", "key"), name="one_series_per_form"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="series",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_seriesevent" ("booked_at", "booked_by_id", "first_on", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule") VALUES (NEW."booked_at", NEW."booked_by_id", NEW."first_on", NEW."id", NEW."key", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rule"); RETURN NULL;',
                    hash="5b2c73ab4550a5a94967f54c38327920107601c1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_526a9",
                    table="scheduling_series",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="series",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "scheduling_seriesevent" ("booked_at", "booked_by_id", "first_on", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule") VALUES (NEW."booked_at", NEW."booked_by_id", NEW."first_on", NEW."id", NEW."key", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rule"); RETURN NULL;',
                    hash="e259ffa1f3eee7e47917621b76148ca6ba3f118b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e99a3",
                    table="scheduling_series",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="series",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_seriesevent" ("booked_at", "booked_by_id", "first_on", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule") VALUES (OLD."booked_at", OLD."booked_by_id", OLD."first_on", OLD."id", OLD."key", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rule"); RETURN NULL;',
                    hash="d6c6ebfe4897ba392188cb1d59bad392649d362a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6f496",
                    table="scheduling_series",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seriesevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="acf3b4c0fafddb2e8c96001f17cb21e3dd8f9b30",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_05e96",
                    table="scheduling_seriesevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="settleddate",
            constraint=models.UniqueConstraint(fields=("series", "day"), name="a_date_is_settled_once"),
        ),
        migrations.AddConstraint(
            model_name="settleddate",
            constraint=models.CheckConstraint(
                condition=models.Q(("how__in", ["skipped", "time", "therapist", "refused"])),
                name="a_date_is_settled_somehow",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="settleddate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_settleddateevent" ("day", "how", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "series_id", "why") VALUES (NEW."day", NEW."how", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."series_id", NEW."why"); RETURN NULL;',
                    hash="324d6900eba89b9e54bdb9fb04a17dcbf8bb289b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a678d",
                    table="scheduling_settleddate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="settleddate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "scheduling_settleddateevent" ("day", "how", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "series_id", "why") VALUES (NEW."day", NEW."how", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."series_id", NEW."why"); RETURN NULL;',
                    hash="316255d43e18d99fcff5a610c2706f2a979d6d36",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_63121",
                    table="scheduling_settleddate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="settleddate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_settleddateevent" ("day", "how", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "series_id", "why") VALUES (OLD."day", OLD."how", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."series_id", OLD."why"); RETURN NULL;',
                    hash="eec71568c70360538233a22b26fc618cd8c6b687",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_65183",
                    table="scheduling_settleddate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="settleddateevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="10f099af91ba8e923a31d2f641184f4c42597bd3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_60e1c",
                    table="scheduling_settleddateevent",
                    when="BEFORE",
                ),
            ),
        ),
        append_only("scheduling_seriesevent", "scheduling_settleddateevent", "scheduling_callevent"),
        require_audit("scheduling_series", "scheduling_settleddate", "scheduling_call"),
    ]

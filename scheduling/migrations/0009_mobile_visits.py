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
        ("scheduling", "0008_wishes_and_calls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalloutFee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField()),
                ("amount", models.DecimalField(decimal_places=2, max_digits=8)),
            ],
            options={
                "verbose_name": "call-out fee",
            },
        ),
        migrations.CreateModel(
            name="CalloutFeeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("valid_from", models.DateField()),
                ("amount", models.DecimalField(decimal_places=2, max_digits=8)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MobileVisit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(max_length=300)),
                ("directions", models.CharField(blank=True, max_length=200)),
                ("address_at", models.DateTimeField(null=True)),
                ("minutes_there", models.PositiveSmallIntegerField()),
                ("minutes_back", models.PositiveSmallIntegerField()),
                ("fee", models.DecimalField(decimal_places=2, max_digits=8, null=True)),
                ("here_at", models.DateTimeField(null=True)),
                ("left_at", models.DateTimeField(null=True)),
                ("alerted_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_why", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="MobileVisitEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("address", models.CharField(max_length=300)),
                ("directions", models.CharField(blank=True, max_length=200)),
                ("address_at", models.DateTimeField(null=True)),
                ("minutes_there", models.PositiveSmallIntegerField()),
                ("minutes_back", models.PositiveSmallIntegerField()),
                ("fee", models.DecimalField(decimal_places=2, max_digits=8, null=True)),
                ("here_at", models.DateTimeField(null=True)),
                ("left_at", models.DateTimeField(null=True)),
                ("alerted_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_why", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TravelZone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, unique=True)),
                ("minutes_there", models.PositiveSmallIntegerField(default=30)),
                ("minutes_back", models.PositiveSmallIntegerField(default=30)),
                ("active", models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name="TravelZoneEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=60)),
                ("minutes_there", models.PositiveSmallIntegerField(default=30)),
                ("minutes_back", models.PositiveSmallIntegerField(default=30)),
                ("active", models.BooleanField(default=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="service",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="service",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="service",
            name="delete_delete",
        ),
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
            model_name="service",
            name="mobile",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="serviceevent",
            name="mobile",
            field=models.BooleanField(default=False),
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
            model_name="service",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_serviceevent" ("active", "buffer_after", "buffer_before", "category", "durations", "first_visit_only", "id", "mobile", "modality", "name", "needs", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."active", NEW."buffer_after", NEW."buffer_before", NEW."category", NEW."durations", NEW."first_visit_only", NEW."id", NEW."mobile", NEW."modality", NEW."name", NEW."needs", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="ae63e896d00046547d98a2c56fc90d1199de083a",
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
                    func='INSERT INTO "scheduling_serviceevent" ("active", "buffer_after", "buffer_before", "category", "durations", "first_visit_only", "id", "mobile", "modality", "name", "needs", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."active", NEW."buffer_after", NEW."buffer_before", NEW."category", NEW."durations", NEW."first_visit_only", NEW."id", NEW."mobile", NEW."modality", NEW."name", NEW."needs", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="2fa3aa16ebc963e543315782d61f7de17d494a52",
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
                    func='INSERT INTO "scheduling_serviceevent" ("active", "buffer_after", "buffer_before", "category", "durations", "first_visit_only", "id", "mobile", "modality", "name", "needs", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."active", OLD."buffer_after", OLD."buffer_before", OLD."category", OLD."durations", OLD."first_visit_only", OLD."id", OLD."mobile", OLD."modality", OLD."name", OLD."needs", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="04cf9a91099c149553b24c9274214f6667f5ba8c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_af2df",
                    table="scheduling_service",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="waiting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_waitingevent" ("added_at", "added_by_id", "closed_at", "earliest", "id", "latest", "minutes", "note", "outcome", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "service_id", "therapist_id", "until", "weekdays", "zone_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."closed_at", NEW."earliest", NEW."id", NEW."latest", NEW."minutes", NEW."note", NEW."outcome", NEW."patient_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."priority", NEW."service_id", NEW."therapist_id", NEW."until", NEW."weekdays", NEW."zone_id"); RETURN NULL;',
                    hash="b1318cfbd4213c4da21c7c9103e6630586e59227",
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
                    func='INSERT INTO "scheduling_waitingevent" ("added_at", "added_by_id", "closed_at", "earliest", "id", "latest", "minutes", "note", "outcome", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "service_id", "therapist_id", "until", "weekdays", "zone_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."closed_at", NEW."earliest", NEW."id", NEW."latest", NEW."minutes", NEW."note", NEW."outcome", NEW."patient_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."priority", NEW."service_id", NEW."therapist_id", NEW."until", NEW."weekdays", NEW."zone_id"); RETURN NULL;',
                    hash="c369b1e2cbf4b4897ee905d31961a73dde13d330",
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
                    func='INSERT INTO "scheduling_waitingevent" ("added_at", "added_by_id", "closed_at", "earliest", "id", "latest", "minutes", "note", "outcome", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "service_id", "therapist_id", "until", "weekdays", "zone_id") VALUES (OLD."added_at", OLD."added_by_id", OLD."closed_at", OLD."earliest", OLD."id", OLD."latest", OLD."minutes", OLD."note", OLD."outcome", OLD."patient_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."priority", OLD."service_id", OLD."therapist_id", OLD."until", OLD."weekdays", OLD."zone_id"); RETURN NULL;',
                    hash="e6031248beffb97a06469b498f3e0be67bd3e693",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8c280",
                    table="scheduling_waiting",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="calloutfeeevent",
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
            model_name="calloutfeeevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="scheduling.calloutfee",
            ),
        ),
        migrations.AddField(
            model_name="mobilevisit",
            name="address_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="mobilevisit",
            name="appointment",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mobile_visit",
                to="scheduling.appointment",
            ),
        ),
        migrations.AddField(
            model_name="mobilevisit",
            name="settled_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="mobilevisitevent",
            name="address_by",
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
            model_name="mobilevisitevent",
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
            model_name="mobilevisitevent",
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
            model_name="mobilevisitevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="scheduling.mobilevisit",
            ),
        ),
        migrations.AddField(
            model_name="mobilevisitevent",
            name="settled_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="travelzone",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes_back__lte", 240), ("minutes_there__lte", 240)),
                name="a_drive_has_an_end",
            ),
        ),
        migrations.AddField(
            model_name="mobilevisitevent",
            name="zone",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="scheduling.travelzone",
            ),
        ),
        migrations.AddField(
            model_name="mobilevisit",
            name="zone",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="scheduling.travelzone"
            ),
        ),
        migrations.AddField(
            model_name="calloutfeeevent",
            name="zone",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="scheduling.travelzone",
            ),
        ),
        migrations.AddField(
            model_name="calloutfee",
            name="zone",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="fees", to="scheduling.travelzone"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="travelzone",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_travelzoneevent" ("active", "id", "minutes_back", "minutes_there", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."active", NEW."id", NEW."minutes_back", NEW."minutes_there", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="bc1c7183636f16abc722bf7aa22709e2aca9a402",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_43f75",
                    table="scheduling_travelzone",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="travelzone",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "scheduling_travelzoneevent" ("active", "id", "minutes_back", "minutes_there", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."active", NEW."id", NEW."minutes_back", NEW."minutes_there", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="9aebde8660b13597395abda265022f3c37e4f773",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d0438",
                    table="scheduling_travelzone",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="travelzone",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_travelzoneevent" ("active", "id", "minutes_back", "minutes_there", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."active", OLD."id", OLD."minutes_back", OLD."minutes_there", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="e6d2c7d01f84037cdb049f0473920ce9bd1fbebc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b93b9",
                    table="scheduling_travelzone",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="waiting",
            name="zone",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="scheduling.travelzone",
            ),
        ),
        migrations.AddField(
            model_name="waitingevent",
            name="zone",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="scheduling.travelzone",
            ),
        ),
        migrations.AddField(
            model_name="travelzoneevent",
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
            model_name="travelzoneevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="scheduling.travelzone",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mobilevisitevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="774f17697b73ef2b61f038f5771c2d8094ea23c7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6a3c3",
                    table="scheduling_mobilevisitevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="mobilevisit",
            index=models.Index(
                condition=models.Q(("left_at", None), ("settled_at", None)),
                fields=["appointment"],
                name="mobile_visits_not_over",
            ),
        ),
        migrations.AddConstraint(
            model_name="mobilevisit",
            constraint=models.CheckConstraint(
                condition=models.Q(("address", ""), _negated=True), name="a_mobile_visit_has_an_address"
            ),
        ),
        migrations.AddConstraint(
            model_name="mobilevisit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("address_at", None), ("address_by", None)),
                    models.Q(("address_at__isnull", False), ("address_by__isnull", False)),
                    _connector="OR",
                ),
                name="another_address_was_given_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="mobilevisit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("here_at", None),
                    ("left_at", None),
                    ("left_at__gte", models.F("here_at")),
                    _connector="OR",
                ),
                name="left_after_being_there",
            ),
        ),
        migrations.AddConstraint(
            model_name="mobilevisit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at", None), ("settled_by", None), ("settled_why", "")),
                    models.Q(
                        ("settled_at__isnull", False),
                        ("settled_by__isnull", False),
                        models.Q(("settled_why", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="settled_by_somebody_with_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mobilevisit",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_mobilevisitevent" ("address", "address_at", "address_by_id", "alerted_at", "appointment_id", "directions", "fee", "here_at", "id", "left_at", "minutes_back", "minutes_there", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settled_at", "settled_by_id", "settled_why", "zone_id") VALUES (NEW."address", NEW."address_at", NEW."address_by_id", NEW."alerted_at", NEW."appointment_id", NEW."directions", NEW."fee", NEW."here_at", NEW."id", NEW."left_at", NEW."minutes_back", NEW."minutes_there", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."settled_at", NEW."settled_by_id", NEW."settled_why", NEW."zone_id"); RETURN NULL;',
                    hash="1ec6452eb9a52544a9169eddb315c391ecfe844f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f67b5",
                    table="scheduling_mobilevisit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mobilevisit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "scheduling_mobilevisitevent" ("address", "address_at", "address_by_id", "alerted_at", "appointment_id", "directions", "fee", "here_at", "id", "left_at", "minutes_back", "minutes_there", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settled_at", "settled_by_id", "settled_why", "zone_id") VALUES (NEW."address", NEW."address_at", NEW."address_by_id", NEW."alerted_at", NEW."appointment_id", NEW."directions", NEW."fee", NEW."here_at", NEW."id", NEW."left_at", NEW."minutes_back", NEW."minutes_there", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."settled_at", NEW."settled_by_id", NEW."settled_why", NEW."zone_id"); RETURN NULL;',
                    hash="a0c7e6de4312f66dd851d08e5afcd7f0749f40db",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fd820",
                    table="scheduling_mobilevisit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mobilevisit",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_mobilevisitevent" ("address", "address_at", "address_by_id", "alerted_at", "appointment_id", "directions", "fee", "here_at", "id", "left_at", "minutes_back", "minutes_there", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settled_at", "settled_by_id", "settled_why", "zone_id") VALUES (OLD."address", OLD."address_at", OLD."address_by_id", OLD."alerted_at", OLD."appointment_id", OLD."directions", OLD."fee", OLD."here_at", OLD."id", OLD."left_at", OLD."minutes_back", OLD."minutes_there", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."settled_at", OLD."settled_by_id", OLD."settled_why", OLD."zone_id"); RETURN NULL;',
                    hash="79a8a44875565e48456d91ac3709cb85c6a3bb9f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4264f",
                    table="scheduling_mobilevisit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calloutfeeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="80695b86039d11e150bb0eb550be352ae395d336",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7fd1d",
                    table="scheduling_calloutfeeevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="calloutfee",
            constraint=models.UniqueConstraint(
                fields=("zone", "valid_from"), name="one_callout_fee_from_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="calloutfee",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gte", 0)), name="a_callout_fee_is_not_negative"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calloutfee",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_calloutfeeevent" ("amount", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "zone_id") VALUES (NEW."amount", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."valid_from", NEW."zone_id"); RETURN NULL;',
                    hash="0f1f564a887781bad5e8f48c8d1e5642e5f2ddc3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bc4aa",
                    table="scheduling_calloutfee",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calloutfee",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "scheduling_calloutfeeevent" ("amount", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "zone_id") VALUES (NEW."amount", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."valid_from", NEW."zone_id"); RETURN NULL;',
                    hash="fc895ca08632c318312a7ca5077245e9019741da",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2cf89",
                    table="scheduling_calloutfee",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calloutfee",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_calloutfeeevent" ("amount", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "zone_id") VALUES (OLD."amount", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."valid_from", OLD."zone_id"); RETURN NULL;',
                    hash="cc6cf4868b0312f253328f217ee7e299e10f2778",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f1511",
                    table="scheduling_calloutfee",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="travelzoneevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b1dc1cc35cdbed36b86a97100c5f0bc1cf45b29d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_cb721",
                    table="scheduling_travelzoneevent",
                    when="BEFORE",
                ),
            ),
        ),
        append_only(
            "scheduling_travelzoneevent", "scheduling_calloutfeeevent", "scheduling_mobilevisitevent"
        ),
        require_audit("scheduling_travelzone", "scheduling_calloutfee", "scheduling_mobilevisit"),
    ]

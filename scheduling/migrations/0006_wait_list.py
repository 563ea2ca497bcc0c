import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from clinic import migrating
from clinic.guards import append_only, require_audit


class Migration(migrating.Migration):
    dependencies = [
        ("patients", "0015_posture_closes"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("scheduling", "0005_calendars_in_and_out"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HeldPlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("until", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("lapsed", "No answer in time"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "appointment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="held_place",
                        to="scheduling.appointment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Waiting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField()),
                (
                    "weekdays",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                ("earliest", models.TimeField(blank=True, null=True)),
                ("latest", models.TimeField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "priority",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "As soon as possible"), (2, "Soon"), (3, "When it suits")], default=2
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("booked", "Booked"), ("withdrawn", "Waits no more")],
                        max_length=10,
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waiting",
                        to="patients.patient",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="scheduling.service"
                    ),
                ),
                (
                    "therapist",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "wait list entry",
                "verbose_name_plural": "wait list",
            },
        ),
        migrations.CreateModel(
            name="HeldPlaceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("until", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("lapsed", "No answer in time"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "appointment",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="scheduling.appointment",
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
                        to="scheduling.heldplace",
                    ),
                ),
                (
                    "waiting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="scheduling.waiting",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="heldplace",
            name="waiting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="held", to="scheduling.waiting"
            ),
        ),
        migrations.CreateModel(
            name="WaitingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("minutes", models.PositiveSmallIntegerField()),
                (
                    "weekdays",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                ("earliest", models.TimeField(blank=True, null=True)),
                ("latest", models.TimeField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "priority",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "As soon as possible"), (2, "Soon"), (3, "When it suits")], default=2
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("booked", "Booked"), ("withdrawn", "Waits no more")],
                        max_length=10,
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="patients.patient",
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
                        to="scheduling.waiting",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="scheduling.service",
                    ),
                ),
                (
                    "therapist",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="waiting",
            index=models.Index(
                condition=models.Q(("closed_at", None)),
                fields=["priority", "added_at"],
                name="wait_list_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="waiting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("outcome", "")),
                    models.Q(("closed_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                    _connector="OR",
                ),
                name="whoever_waits_no_more_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="waiting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("earliest", None),
                    ("latest", None),
                    ("latest__gt", models.F("earliest")),
                    _connector="OR",
                ),
                name="a_wish_ends_after_it_begins",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="waiting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_waitingevent" ("added_at", "added_by_id", "closed_at", "earliest", "id", "latest", "minutes", "note", "outcome", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "service_id", "therapist_id", "until", "weekdays") VALUES (NEW."added_at", NEW."added_by_id", NEW."closed_at", NEW."earliest", NEW."id", NEW."latest", NEW."minutes", NEW."note", NEW."outcome", NEW."patient_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."priority", NEW."service_id", NEW."therapist_id", NEW."until", NEW."weekdays"); RETURN NULL;',
                    hash="8b8b9f2981c8ce7c33fd9782ea670ae0d2fedd57",
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
                    func='INSERT INTO "scheduling_waitingevent" ("added_at", "added_by_id", "closed_at", "earliest", "id", "latest", "minutes", "note", "outcome", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "service_id", "therapist_id", "until", "weekdays") VALUES (NEW."added_at", NEW."added_by_id", NEW."closed_at", NEW."earliest", NEW."id", NEW."latest", NEW."minutes", NEW."note", NEW."outcome", NEW."patient_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."priority", NEW."service_id", NEW."therapist_id", NEW."until", NEW."weekdays"); RETURN NULL;',
                    hash="a7fedd979929331c229c501930538293d008a710",
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
                    func='INSERT INTO "scheduling_waitingevent" ("added_at", "added_by_id", "closed_at", "earliest", "id", "latest", "minutes", "note", "outcome", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "service_id", "therapist_id", "until", "weekdays") VALUES (OLD."added_at", OLD."added_by_id", OLD."closed_at", OLD."earliest", OLD."id", OLD."latest", OLD."minutes", OLD."note", OLD."outcome", OLD."patient_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."priority", OLD."service_id", OLD."therapist_id", OLD."until", OLD."weekdays"); RETURN NULL;',
                    hash="b58b2dfe4a17eee4a6e39c518088e47f4beb5305",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8c280",
                    table="scheduling_waiting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="heldplaceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="157e2c25c29b243227652aa6ebbbbf77fa608035",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ef702",
                    table="scheduling_heldplaceevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="heldplace",
            index=models.Index(
                condition=models.Q(("settled_at", None)), fields=["until"], name="held_places_by_end"
            ),
        ),
        migrations.AddConstraint(
            model_name="heldplace",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled_at", None)), fields=("waiting",), name="one_place_held_for_each"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="heldplace",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_heldplaceevent" ("appointment_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settled_at", "until", "waiting_id") VALUES (NEW."appointment_id", NEW."id", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."settled_at", NEW."until", NEW."waiting_id"); RETURN NULL;',
                    hash="bed7e9f5ddf2b7b9b982e120b36325ddafdba5f1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_eb293",
                    table="scheduling_heldplace",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="heldplace",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "scheduling_heldplaceevent" ("appointment_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settled_at", "until", "waiting_id") VALUES (NEW."appointment_id", NEW."id", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."settled_at", NEW."until", NEW."waiting_id"); RETURN NULL;',
                    hash="45ff2e747bad655592fffd5f738127ac39c14228",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_36745",
                    table="scheduling_heldplace",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="heldplace",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "scheduling_heldplaceevent" ("appointment_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settled_at", "until", "waiting_id") VALUES (OLD."appointment_id", OLD."id", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."settled_at", OLD."until", OLD."waiting_id"); RETURN NULL;',
                    hash="bc2658ab8bfe1d37adde150c6e42c25581f81973",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_169a3",
                    table="scheduling_heldplace",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="waitingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ea4d848eea91e70f82fd6316433b8ccd4b3e84cf",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_cee00",
                    table="scheduling_waitingevent",
                    when="BEFORE",
                ),
            ),
        ),
        append_only("scheduling_waitingevent", "scheduling_heldplaceevent"),
        require_audit("scheduling_waiting", "scheduling_heldplace"),
    ]

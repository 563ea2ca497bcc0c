"""Documents: what stands in the list about each kept file."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from clinic import migrating
from clinic.guards import append_only, require_audit


class Migration(migrating.Migration):
    dependencies = [
        ("patients", "0008_people_data"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("letter", "Letter"),
                            ("report", "Report or result"),
                            ("scan", "X-ray or scan"),
                            ("photo", "Photo"),
                            ("form", "Signed form"),
                            ("insurance", "Insurance or invoice"),
                            ("other", "Something else"),
                        ],
                        max_length=9,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("everyone", "Every colleague"),
                            ("clinical", "Clinical: only who may open the chart"),
                        ],
                        max_length=8,
                    ),
                ),
                ("taken_on", models.DateField(blank=True, null=True)),
                ("added_at", models.DateTimeField()),
                (
                    "content_type",
                    models.CharField(
                        choices=[
                            ("image/jpeg", "image/jpeg"),
                            ("image/png", "image/png"),
                            ("application/pdf", "application/pdf"),
                        ],
                        max_length=15,
                    ),
                ),
                ("size", models.PositiveIntegerField()),
                ("pages", models.PositiveSmallIntegerField(default=1)),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("stored", models.CharField(editable=False, max_length=40, unique=True)),
                ("thumbnail", models.CharField(blank=True, editable=False, max_length=40)),
                ("key", models.UUIDField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("removed_at", models.DateTimeField(null=True)),
                ("removed_why", models.CharField(blank=True, max_length=200)),
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
                        related_name="documents",
                        to="patients.patient",
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DocumentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("letter", "Letter"),
                            ("report", "Report or result"),
                            ("scan", "X-ray or scan"),
                            ("photo", "Photo"),
                            ("form", "Signed form"),
                            ("insurance", "Insurance or invoice"),
                            ("other", "Something else"),
                        ],
                        max_length=9,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("everyone", "Every colleague"),
                            ("clinical", "Clinical: only who may open the chart"),
                        ],
                        max_length=8,
                    ),
                ),
                ("taken_on", models.DateField(blank=True, null=True)),
                ("added_at", models.DateTimeField()),
                (
                    "content_type",
                    models.CharField(
                        choices=[
                            ("image/jpeg", "image/jpeg"),
                            ("image/png", "image/png"),
                            ("application/pdf", "application/pdf"),
                        ],
                        max_length=15,
                    ),
                ),
                ("size", models.PositiveIntegerField()),
                ("pages", models.PositiveSmallIntegerField(default=1)),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("stored", models.CharField(editable=False, max_length=40)),
                ("thumbnail", models.CharField(blank=True, editable=False, max_length=40)),
                ("version", models.PositiveIntegerField(default=1)),
                ("removed_at", models.DateTimeField(null=True)),
                ("removed_why", models.CharField(blank=True, max_length=200)),
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
                        to="patients.document",
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
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
            model_name="document",
            index=models.Index(fields=["patient", "-added_at", "-id"], name="documents_of_a_patient"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("title", ""), _negated=True), ("size__gt", 0)),
                name="a_document_has_a_title_and_a_file",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="a_document_has_a_digest"
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("removed_at__isnull", True), ("removed_by__isnull", True), ("removed_why", "")),
                    models.Q(
                        ("removed_at__isnull", False),
                        ("removed_by__isnull", False),
                        models.Q(("removed_why", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_document_is_removed_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(fields=("added_by", "key"), name="one_document_per_form"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_documentevent" ("added_at", "added_by_id", "audience", "content_type", "height", "id", "kind", "pages", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "removed_by_id", "removed_why", "sha256", "size", "stored", "taken_on", "thumbnail", "title", "version", "width") VALUES (NEW."added_at", NEW."added_by_id", NEW."audience", NEW."content_type", NEW."height", NEW."id", NEW."kind", NEW."pages", NEW."patient_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."removed_at", NEW."removed_by_id", NEW."removed_why", NEW."sha256", NEW."size", NEW."stored", NEW."taken_on", NEW."thumbnail", NEW."title", NEW."version", NEW."width"); RETURN NULL;',
                    hash="13857ca39f6ab673f5875c13fbf23aba5dae750c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cf67c",
                    table="patients_document",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."added_at" IS DISTINCT FROM (NEW."added_at") OR OLD."added_by_id" IS DISTINCT FROM (NEW."added_by_id") OR OLD."audience" IS DISTINCT FROM (NEW."audience") OR OLD."content_type" IS DISTINCT FROM (NEW."content_type") OR OLD."height" IS DISTINCT FROM (NEW."height") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."pages" IS DISTINCT FROM (NEW."pages") OR OLD."patient_id" IS DISTINCT FROM (NEW."patient_id") OR OLD."removed_at" IS DISTINCT FROM (NEW."removed_at") OR OLD."removed_by_id" IS DISTINCT FROM (NEW."removed_by_id") OR OLD."removed_why" IS DISTINCT FROM (NEW."removed_why") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."stored" IS DISTINCT FROM (NEW."stored") OR OLD."taken_on" IS DISTINCT FROM (NEW."taken_on") OR OLD."thumbnail" IS DISTINCT FROM (NEW."thumbnail") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."width" IS DISTINCT FROM (NEW."width"))',
                    func='INSERT INTO "patients_documentevent" ("added_at", "added_by_id", "audience", "content_type", "height", "id", "kind", "pages", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "removed_by_id", "removed_why", "sha256", "size", "stored", "taken_on", "thumbnail", "title", "version", "width") VALUES (NEW."added_at", NEW."added_by_id", NEW."audience", NEW."content_type", NEW."height", NEW."id", NEW."kind", NEW."pages", NEW."patient_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."removed_at", NEW."removed_by_id", NEW."removed_why", NEW."sha256", NEW."size", NEW."stored", NEW."taken_on", NEW."thumbnail", NEW."title", NEW."version", NEW."width"); RETURN NULL;',
                    hash="0c18f2b759452b9c4173045df6605572d96b1854",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6a984",
                    table="patients_document",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_documentevent" ("added_at", "added_by_id", "audience", "content_type", "height", "id", "kind", "pages", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "removed_by_id", "removed_why", "sha256", "size", "stored", "taken_on", "thumbnail", "title", "version", "width") VALUES (OLD."added_at", OLD."added_by_id", OLD."audience", OLD."content_type", OLD."height", OLD."id", OLD."kind", OLD."pages", OLD."patient_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."removed_at", OLD."removed_by_id", OLD."removed_why", OLD."sha256", OLD."size", OLD."stored", OLD."taken_on", OLD."thumbnail", OLD."title", OLD."version", OLD."width"); RETURN NULL;',
                    hash="8e3717248d70ef6b5534f1a5475b552aab0e9d36",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4f0c5",
                    table="patients_document",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="documentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ed8cb94b9841dbd506a3e4c18ad7b9143c7c7050",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7d84a",
                    table="patients_documentevent",
                    when="BEFORE",
                ),
            ),
        ),
        append_only("patients_documentevent"),
        require_audit("patients_document"),
    ]

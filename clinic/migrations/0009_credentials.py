import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from clinic import migrating
from clinic.guards import append_only, require_audit


class Migration(migrating.Migration):
    dependencies = [
        ("clinic", "0008_registration"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Credential",
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
                            ("licence", "Licence"),
                            ("insurance", "Insurance"),
                            ("first_aid", "First aid"),
                            ("modality", "Modality"),
                        ],
                        max_length=9,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=60)),
                ("number", models.CharField(blank=True, max_length=60)),
                ("jurisdiction", models.CharField(blank=True, max_length=60)),
                ("issued_on", models.DateField(blank=True, null=True)),
                ("expires_on", models.DateField(blank=True, null=True)),
                ("stored", models.CharField(blank=True, editable=False, max_length=40)),
                ("content_type", models.CharField(blank=True, max_length=20)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("warned_days", models.PositiveSmallIntegerField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="held_credentials",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CredentialEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("licence", "Licence"),
                            ("insurance", "Insurance"),
                            ("first_aid", "First aid"),
                            ("modality", "Modality"),
                        ],
                        max_length=9,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=60)),
                ("number", models.CharField(blank=True, max_length=60)),
                ("jurisdiction", models.CharField(blank=True, max_length=60)),
                ("issued_on", models.DateField(blank=True, null=True)),
                ("expires_on", models.DateField(blank=True, null=True)),
                ("stored", models.CharField(blank=True, editable=False, max_length=40)),
                ("content_type", models.CharField(blank=True, max_length=20)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("warned_days", models.PositiveSmallIntegerField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
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
                        to="clinic.credential",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        db_constraint=False,
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
            model_name="credential",
            index=models.Index(fields=["staff", "kind"], name="credentials_of_somebody"),
        ),
        migrations.AddConstraint(
            model_name="credential",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("issued_on", None),
                    ("expires_on", None),
                    ("expires_on__gte", models.F("issued_on")),
                    _connector="OR",
                ),
                name="a_credential_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="credential",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "modality"), ("name", ""), _connector="XOR"),
                name="a_modality_has_a_name_and_nothing_else_does",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="credential",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "clinic_credentialevent" ("content_type", "expires_on", "id", "issued_on", "jurisdiction", "kind", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "staff_id", "stored", "warned_days", "withdrawn_at") VALUES (NEW."content_type", NEW."expires_on", NEW."id", NEW."issued_on", NEW."jurisdiction", NEW."kind", NEW."name", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sha256", NEW."staff_id", NEW."stored", NEW."warned_days", NEW."withdrawn_at"); RETURN NULL;',
                    hash="5916365a2019e37fa708402583bdd765401a5a25",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f9141",
                    table="clinic_credential",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="credential",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "clinic_credentialevent" ("content_type", "expires_on", "id", "issued_on", "jurisdiction", "kind", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "staff_id", "stored", "warned_days", "withdrawn_at") VALUES (NEW."content_type", NEW."expires_on", NEW."id", NEW."issued_on", NEW."jurisdiction", NEW."kind", NEW."name", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sha256", NEW."staff_id", NEW."stored", NEW."warned_days", NEW."withdrawn_at"); RETURN NULL;',
                    hash="175347d943be00437bc924266ba0fddfbad7510c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_afded",
                    table="clinic_credential",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="credential",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "clinic_credentialevent" ("content_type", "expires_on", "id", "issued_on", "jurisdiction", "kind", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "staff_id", "stored", "warned_days", "withdrawn_at") VALUES (OLD."content_type", OLD."expires_on", OLD."id", OLD."issued_on", OLD."jurisdiction", OLD."kind", OLD."name", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sha256", OLD."staff_id", OLD."stored", OLD."warned_days", OLD."withdrawn_at"); RETURN NULL;',
                    hash="597aef5b29cf77c923c1b9ddb4f69db22d2a1ab1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_52da0",
                    table="clinic_credential",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="credentialevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e47f2dc8d0f0cf9158cda44666e73cccd237cab5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e503e",
                    table="clinic_credentialevent",
                    when="BEFORE",
                ),
            ),
        ),
        append_only("clinic_credentialevent"),
        require_audit("clinic_credential"),
    ]

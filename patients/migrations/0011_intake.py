"""The questionnaire on the patient's own phone: questions, links, drafts, and what a version holds besides."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from clinic import migrating
from clinic.guards import append_only, require_audit


class Migration(migrating.Migration):
    dependencies = [
        ("patients", "0010_settling"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PainZone",
            fields=[
                ("slug", models.SlugField(primary_key=True, serialize=False)),
                ("words", models.CharField(max_length=80)),
                ("region", models.CharField(max_length=40)),
                (
                    "views",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10), default=list, size=None
                    ),
                ),
                ("sided", models.BooleanField(default=True)),
                ("middle", models.BooleanField(default=False)),
                ("order", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                ("slug", models.SlugField(primary_key=True, serialize=False)),
                ("letter", models.CharField(max_length=1)),
                ("title", models.CharField(max_length=120)),
                ("lead", models.CharField(blank=True, max_length=300)),
                ("order", models.PositiveSmallIntegerField()),
                ("red_flags", models.BooleanField(default=False)),
                ("every_time", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.AlterField(
            model_name="medicalhistory",
            name="recorded_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="medicalhistoryevent",
            name="recorded_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.CreateModel(
            name="Allergy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("reaction", models.CharField(blank=True, max_length=200)),
                (
                    "history",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allergies",
                        to="patients.medicalhistory",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "allergies",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("scope", models.CharField(max_length=200)),
                ("areas", models.CharField(blank=True, max_length=200)),
                ("how", models.CharField(max_length=60)),
                ("witness", models.CharField(blank=True, max_length=120)),
                ("given_at", models.DateTimeField()),
                ("given_by", models.CharField(max_length=160)),
                ("expires_on", models.DateField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_why", models.CharField(blank=True, max_length=200)),
                (
                    "history",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="patients.medicalhistory",
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="patients.patient",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-given_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ConsentText",
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
                            ("treatment", "Treatment"),
                            ("sensitive", "Sensitive areas"),
                            ("privacy", "Keeping of records"),
                            ("contact", "Reminders and messages"),
                            ("photos", "Photos of posture"),
                        ],
                        max_length=9,
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("scope", models.CharField(max_length=200)),
                ("areas", models.CharField(blank=True, max_length=200)),
                ("months", models.PositiveSmallIntegerField(blank=True, null=True)),
            ],
            options={
                "ordering": ["kind", "-version"],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "version"), name="one_text_per_version")
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("scope", models.CharField(max_length=200)),
                ("areas", models.CharField(blank=True, max_length=200)),
                ("how", models.CharField(max_length=60)),
                ("witness", models.CharField(blank=True, max_length=120)),
                ("given_at", models.DateTimeField()),
                ("given_by", models.CharField(max_length=160)),
                ("expires_on", models.DateField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_why", models.CharField(blank=True, max_length=200)),
                (
                    "history",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="patients.medicalhistory",
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
                        to="patients.consent",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="patients.consenttext",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="consent",
            name="text",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.consenttext"
            ),
        ),
        migrations.CreateModel(
            name="ContactProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(max_length=20)),
                ("was", models.CharField(blank=True, max_length=300)),
                ("wished", models.CharField(blank=True, max_length=300)),
                ("decided_at", models.DateTimeField(null=True)),
                ("taken", models.BooleanField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="patients.medicalhistory",
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_proposals",
                        to="patients.patient",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ContactProposalEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("field", models.CharField(max_length=20)),
                ("was", models.CharField(blank=True, max_length=300)),
                ("wished", models.CharField(blank=True, max_length=300)),
                ("decided_at", models.DateTimeField(null=True)),
                ("taken", models.BooleanField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="patients.medicalhistory",
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
                        to="patients.contactproposal",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IntakeLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[("new", "First questionnaire"), ("update", "What has changed")], max_length=6
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("mail_hash", models.CharField(max_length=64, null=True, unique=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("mailed_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField(null=True)),
                ("used_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("wrong_birth_dates", models.PositiveSmallIntegerField(default=0)),
                (
                    "made_by",
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
                        related_name="intake_links",
                        to="patients.patient",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("base", models.PositiveIntegerField(default=0)),
                ("begun_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField(null=True)),
                ("call_first_at", models.DateTimeField(null=True)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("dropped_at", models.DateTimeField(null=True)),
                (
                    "history",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intake_draft",
                        to="patients.medicalhistory",
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intake_drafts",
                        to="patients.patient",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "link",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft",
                        to="patients.intakelink",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IntakeLinkEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "purpose",
                    models.CharField(
                        choices=[("new", "First questionnaire"), ("update", "What has changed")], max_length=6
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("mailed_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField(null=True)),
                ("used_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("wrong_birth_dates", models.PositiveSmallIntegerField(default=0)),
                (
                    "made_by",
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
                        to="patients.intakelink",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Knock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.GenericIPAddressField(null=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["-at", "address"], name="knocks_of_late")],
            },
        ),
        migrations.CreateModel(
            name="Medication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("dose", models.CharField(blank=True, max_length=120)),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("last_taken", models.CharField(blank=True, max_length=60)),
                (
                    "history",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="medications",
                        to="patients.medicalhistory",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="PainPlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("zone", models.SlugField()),
                (
                    "side",
                    models.CharField(
                        choices=[("left", "left"), ("right", "right"), ("midline", "midline")], max_length=7
                    ),
                ),
                (
                    "now",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, validators=[django.core.validators.MaxValueValidator(10)]
                    ),
                ),
                (
                    "worst",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, validators=[django.core.validators.MaxValueValidator(10)]
                    ),
                ),
                (
                    "best",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, validators=[django.core.validators.MaxValueValidator(10)]
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pain_places",
                        to="patients.medicalhistory",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("slug", models.SlugField(primary_key=True, serialize=False)),
                ("wording", models.CharField(max_length=300)),
                ("help", models.CharField(blank=True, max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("yes_no", "Yes, no, unsure"),
                            ("text", "One line"),
                            ("long_text", "Several lines"),
                            ("number", "A number"),
                            ("choice", "One of several"),
                            ("choices", "Any of several"),
                            ("scale", "0 to 10"),
                            ("date", "A date"),
                            ("pain_map", "Where it hurts"),
                            ("pain_levels", "How bad each place is"),
                            ("medicines", "List of medicines"),
                            ("allergies", "List of allergies"),
                            ("operations", "List of operations"),
                            ("consent", "Consent"),
                            ("signature", "Signature"),
                        ],
                        max_length=11,
                    ),
                ),
                ("fills", models.CharField(blank=True, max_length=20)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("everyone", "Patients, and colleagues who ask for them"),
                            ("patient", "Only patients, on their phone"),
                            ("staff", "Only colleagues who ask"),
                        ],
                        default="everyone",
                        max_length=8,
                    ),
                ),
                ("required", models.BooleanField(default=False)),
                (
                    "shown_values",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=500)),
                ("active", models.BooleanField(default=True)),
                ("own", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "shown_if",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="patients.question",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="patients.section",
                    ),
                ),
            ],
            options={
                "ordering": ["section__order", "order", "slug"],
            },
        ),
        migrations.CreateModel(
            name="Option",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.SlugField(max_length=40)),
                ("label", models.CharField(max_length=200)),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="options",
                        to="patients.question",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="IntakeAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked", models.CharField(max_length=300)),
                ("question_version", models.PositiveIntegerField()),
                (
                    "values",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("since", models.CharField(blank=True, max_length=60)),
                ("details", models.CharField(blank=True, max_length=300)),
                (
                    "history",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intake_answers",
                        to="patients.medicalhistory",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.question"
                    ),
                ),
            ],
            options={
                "ordering": ["question__section__order", "question__order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Raises",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.CharField(max_length=40)),
                ("answer", models.CharField(choices=[("yes", "Yes"), ("unsure", "Unsure")], max_length=6)),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="raises",
                        to="patients.question",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked_by",
                        to="patients.cautionrule",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "raises",
            },
        ),
        migrations.CreateModel(
            name="QuestionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("slug", models.SlugField(db_index=False, serialize=False)),
                ("wording", models.CharField(max_length=300)),
                ("help", models.CharField(blank=True, max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("yes_no", "Yes, no, unsure"),
                            ("text", "One line"),
                            ("long_text", "Several lines"),
                            ("number", "A number"),
                            ("choice", "One of several"),
                            ("choices", "Any of several"),
                            ("scale", "0 to 10"),
                            ("date", "A date"),
                            ("pain_map", "Where it hurts"),
                            ("pain_levels", "How bad each place is"),
                            ("medicines", "List of medicines"),
                            ("allergies", "List of allergies"),
                            ("operations", "List of operations"),
                            ("consent", "Consent"),
                            ("signature", "Signature"),
                        ],
                        max_length=11,
                    ),
                ),
                ("fills", models.CharField(blank=True, max_length=20)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("everyone", "Patients, and colleagues who ask for them"),
                            ("patient", "Only patients, on their phone"),
                            ("staff", "Only colleagues who ask"),
                        ],
                        default="everyone",
                        max_length=8,
                    ),
                ),
                ("required", models.BooleanField(default=False)),
                (
                    "shown_values",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=500)),
                ("active", models.BooleanField(default=True)),
                ("own", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
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
                        to="patients.question",
                    ),
                ),
                (
                    "shown_if",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="patients.question",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="patients.section",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DraftStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("told", models.JSONField(default=dict)),
                ("reader", models.CharField(max_length=32)),
                ("tab", models.CharField(max_length=32)),
                ("seq", models.PositiveBigIntegerField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("done", models.BooleanField(default=False)),
                ("saved_at", models.DateTimeField()),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="patients.draft"
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.section"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("guardian_of", models.CharField(blank=True, max_length=80)),
                ("drawn", models.TextField(blank=True)),
                ("declaration", models.CharField(max_length=600)),
                ("signed_at", models.DateTimeField()),
                (
                    "history",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signature",
                        to="patients.medicalhistory",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Surgery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("happened", models.CharField(blank=True, max_length=60)),
                ("details", models.CharField(blank=True, max_length=200)),
                (
                    "history",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="surgeries",
                        to="patients.medicalhistory",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "surgeries",
                "ordering": ["pk"],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="fced6dcbc87843e2b3fc4d589e9e5c46457e7a26",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_76697",
                    table="patients_consentevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                    _connector="OR",
                ),
                name="a_consent_is_withdrawn_with_somebody",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_consentevent" ("areas", "expires_on", "given_at", "given_by", "history_id", "how", "id", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "text_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_why", "witness") VALUES (NEW."areas", NEW."expires_on", NEW."given_at", NEW."given_by", NEW."history_id", NEW."how", NEW."id", NEW."patient_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."scope", NEW."text_id", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_why", NEW."witness"); RETURN NULL;',
                    hash="5e8e7650645cab8572fa517cae15217a7d51bd0a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f3c10",
                    table="patients_consent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "patients_consentevent" ("areas", "expires_on", "given_at", "given_by", "history_id", "how", "id", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "text_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_why", "witness") VALUES (NEW."areas", NEW."expires_on", NEW."given_at", NEW."given_by", NEW."history_id", NEW."how", NEW."id", NEW."patient_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."scope", NEW."text_id", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_why", NEW."witness"); RETURN NULL;',
                    hash="262a7d12fd17f22a41d2b8da207b07a1c89df5b5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_06fdd",
                    table="patients_consent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_consentevent" ("areas", "expires_on", "given_at", "given_by", "history_id", "how", "id", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "text_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_why", "witness") VALUES (OLD."areas", OLD."expires_on", OLD."given_at", OLD."given_by", OLD."history_id", OLD."how", OLD."id", OLD."patient_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."scope", OLD."text_id", OLD."withdrawn_at", OLD."withdrawn_by_id", OLD."withdrawn_why", OLD."witness"); RETURN NULL;',
                    hash="b66a2479057062eabc338097426b9a6bbfc716af",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a515a",
                    table="patients_consent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactproposal",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_contactproposalevent" ("decided_at", "decided_by_id", "field", "history_id", "id", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken", "was", "wished") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."field", NEW."history_id", NEW."id", NEW."patient_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."taken", NEW."was", NEW."wished"); RETURN NULL;',
                    hash="6b8d5d28ac2ec25dfb06d74ff1b1091f5b554209",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9c8fd",
                    table="patients_contactproposal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactproposal",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "patients_contactproposalevent" ("decided_at", "decided_by_id", "field", "history_id", "id", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken", "was", "wished") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."field", NEW."history_id", NEW."id", NEW."patient_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."taken", NEW."was", NEW."wished"); RETURN NULL;',
                    hash="e465687e0826447d465f15b703f550a1334bf363",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cba5f",
                    table="patients_contactproposal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactproposal",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_contactproposalevent" ("decided_at", "decided_by_id", "field", "history_id", "id", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken", "was", "wished") VALUES (OLD."decided_at", OLD."decided_by_id", OLD."field", OLD."history_id", OLD."id", OLD."patient_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."taken", OLD."was", OLD."wished"); RETURN NULL;',
                    hash="180f7a4c805a39d39d2996ac3f4fb9a857f157f9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d8ffa",
                    table="patients_contactproposal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactproposalevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e8eebb7e0f80b8c5c65e4a31bf47dda6c3f9140b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c0f14",
                    table="patients_contactproposalevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="intakelink",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("made_at"))), name="a_link_lives_a_while"
            ),
        ),
        migrations.AddConstraint(
            model_name="intakelink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_at__isnull", True), ("used_at__isnull", True)),
                fields=("patient",),
                name="one_open_link_per_patient",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="intakelink",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_intakelinkevent" ("expires_at", "id", "made_at", "made_by_id", "mailed_at", "opened_at", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "revoked_at", "used_at", "wrong_birth_dates") VALUES (NEW."expires_at", NEW."id", NEW."made_at", NEW."made_by_id", NEW."mailed_at", NEW."opened_at", NEW."patient_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."purpose", NEW."revoked_at", NEW."used_at", NEW."wrong_birth_dates"); RETURN NULL;',
                    hash="962a38c0da5ec2e9f7a86430a93566388ad80b9d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7fa4b",
                    table="patients_intakelink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="intakelink",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."mailed_at" IS DISTINCT FROM (NEW."mailed_at") OR OLD."opened_at" IS DISTINCT FROM (NEW."opened_at") OR OLD."patient_id" IS DISTINCT FROM (NEW."patient_id") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."used_at" IS DISTINCT FROM (NEW."used_at") OR OLD."wrong_birth_dates" IS DISTINCT FROM (NEW."wrong_birth_dates"))',
                    func='INSERT INTO "patients_intakelinkevent" ("expires_at", "id", "made_at", "made_by_id", "mailed_at", "opened_at", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "revoked_at", "used_at", "wrong_birth_dates") VALUES (NEW."expires_at", NEW."id", NEW."made_at", NEW."made_by_id", NEW."mailed_at", NEW."opened_at", NEW."patient_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."purpose", NEW."revoked_at", NEW."used_at", NEW."wrong_birth_dates"); RETURN NULL;',
                    hash="a588f633635a6976116641c4967a80af3229f39f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a0b83",
                    table="patients_intakelink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="intakelink",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_intakelinkevent" ("expires_at", "id", "made_at", "made_by_id", "mailed_at", "opened_at", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "revoked_at", "used_at", "wrong_birth_dates") VALUES (OLD."expires_at", OLD."id", OLD."made_at", OLD."made_by_id", OLD."mailed_at", OLD."opened_at", OLD."patient_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."purpose", OLD."revoked_at", OLD."used_at", OLD."wrong_birth_dates"); RETURN NULL;',
                    hash="9e25430ae15632cef9e7f17f538e5a0ed119164d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b15de",
                    table="patients_intakelink",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(("link__isnull", False), ("staff__isnull", False), _connector="OR"),
                name="a_draft_is_somebodys",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="intakelinkevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="968c7cf2538202b1a9064b17de2bb18cfc37fbb2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_fcf51",
                    table="patients_intakelinkevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="painplace",
            constraint=models.UniqueConstraint(fields=("history", "zone", "side"), name="a_place_hurts_once"),
        ),
        migrations.AddConstraint(
            model_name="painplace",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("now__isnull", True), ("now__lte", 10), _connector="OR"),
                    models.Q(("worst__isnull", True), ("worst__lte", 10), _connector="OR"),
                    models.Q(("best__isnull", True), ("best__lte", 10), _connector="OR"),
                ),
                name="pain_is_0_to_10",
            ),
        ),
        migrations.AddConstraint(
            model_name="option",
            constraint=models.UniqueConstraint(fields=("question", "value"), name="one_option_per_value"),
        ),
        migrations.AddConstraint(
            model_name="intakeanswer",
            constraint=models.UniqueConstraint(
                fields=("history", "question"), name="one_intake_answer_per_question"
            ),
        ),
        migrations.AddConstraint(
            model_name="raises",
            constraint=models.UniqueConstraint(
                fields=("question", "value", "rule"), name="a_value_raises_a_rule_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="questionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b703fc60a1bb2aa6d58d90918499ce31b6812fc2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_72444",
                    table="patients_questionevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(("wording", ""), _negated=True), name="a_question_asks_something"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="question",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_questionevent" ("active", "audience", "fills", "help", "kind", "order", "own", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "required", "section_id", "shown_if_id", "shown_values", "slug", "version", "wording") VALUES (NEW."active", NEW."audience", NEW."fills", NEW."help", NEW."kind", NEW."order", NEW."own", _pgh_attach_context(), NOW(), \'insert\', NEW."slug", NEW."required", NEW."section_id", NEW."shown_if_id", NEW."shown_values", NEW."slug", NEW."version", NEW."wording"); RETURN NULL;',
                    hash="ef47abceec0d180f9cfa1ffd0b2d2202d33fb158",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9220c",
                    table="patients_question",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="question",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "patients_questionevent" ("active", "audience", "fills", "help", "kind", "order", "own", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "required", "section_id", "shown_if_id", "shown_values", "slug", "version", "wording") VALUES (NEW."active", NEW."audience", NEW."fills", NEW."help", NEW."kind", NEW."order", NEW."own", _pgh_attach_context(), NOW(), \'update\', NEW."slug", NEW."required", NEW."section_id", NEW."shown_if_id", NEW."shown_values", NEW."slug", NEW."version", NEW."wording"); RETURN NULL;',
                    hash="63f55f0d959291b33d89e6ad6d20d14b716c010c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_20fcd",
                    table="patients_question",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="question",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_questionevent" ("active", "audience", "fills", "help", "kind", "order", "own", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "required", "section_id", "shown_if_id", "shown_values", "slug", "version", "wording") VALUES (OLD."active", OLD."audience", OLD."fills", OLD."help", OLD."kind", OLD."order", OLD."own", _pgh_attach_context(), NOW(), \'delete\', OLD."slug", OLD."required", OLD."section_id", OLD."shown_if_id", OLD."shown_values", OLD."slug", OLD."version", OLD."wording"); RETURN NULL;',
                    hash="2356156739ced2aac7f2b3cd3e9a1f5985162eb4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_daf61",
                    table="patients_question",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="draftstep",
            constraint=models.UniqueConstraint(fields=("draft", "section"), name="one_draft_step_per_screen"),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="a_signature_has_a_name"
            ),
        ),
        append_only(
            "patients_intakeanswer",
            "patients_painplace",
            "patients_medication",
            "patients_allergy",
            "patients_surgery",
            "patients_signature",
            "patients_consenttext",
            "patients_consentevent",
            "patients_intakelinkevent",
            "patients_contactproposalevent",
            "patients_questionevent",
        ),
        require_audit(
            "patients_intakeanswer",
            "patients_painplace",
            "patients_medication",
            "patients_allergy",
            "patients_surgery",
            "patients_signature",
            "patients_consent",
            "patients_intakelink",
            "patients_draft",
            "patients_draftstep",
            "patients_contactproposal",
        ),
    ]

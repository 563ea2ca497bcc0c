"""Posture notes, photos with consent, and what an assessment may find."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import patients.files.storage
from clinic import migrating
from clinic.guards import append_only, require_audit
from patients.posture.guards import finding_fits_its_sign
from patients.posture.reference import load_posture


class Migration(migrating.Migration):
    dependencies = [
        ("patients", "0004_care_and_alerts"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PlumbDistance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "view",
                    models.CharField(
                        choices=[
                            ("front", "Front"),
                            ("back", "Back"),
                            ("left", "Left side"),
                            ("right", "Right side"),
                            ("above", "From above"),
                            ("supine", "Lying"),
                            ("standing", "Standing"),
                            ("sole", "Soles"),
                            ("history", "Habits"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "landmark",
                    models.CharField(
                        choices=[
                            ("ear", "Ear lobe"),
                            ("shoulder", "Acromion"),
                            ("hip", "Greater trochanter"),
                            ("knee", "Knee, behind the kneecap"),
                            ("head", "Middle of the head"),
                            ("chest", "Breastbone or spine"),
                            ("pelvis", "Middle of the pelvis"),
                        ],
                        max_length=8,
                    ),
                ),
                ("cm", models.DecimalField(decimal_places=1, max_digits=4)),
            ],
        ),
        migrations.CreateModel(
            name="PostureLandmark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        choices=[
                            ("ear", "Ear (tragus)"),
                            ("c7", "C7"),
                            ("shoulder", "Acromion"),
                            ("hip", "Greater trochanter"),
                            ("asis", "ASIS"),
                            ("psis", "PSIS"),
                            ("knee", "Knee"),
                            ("ankle", "Ankle"),
                            ("ear_left", "Left ear"),
                            ("ear_right", "Right ear"),
                            ("shoulder_left", "Left acromion"),
                            ("shoulder_right", "Right acromion"),
                            ("asis_left", "Left ASIS"),
                            ("asis_right", "Right ASIS"),
                            ("psis_left", "Left PSIS"),
                            ("psis_right", "Right PSIS"),
                            ("knee_left", "Left knee"),
                            ("knee_right", "Right knee"),
                            ("ankle_left", "Left ankle"),
                            ("ankle_right", "Right ankle"),
                        ],
                        max_length=14,
                    ),
                ),
                ("x", models.DecimalField(decimal_places=4, max_digits=5)),
                ("y", models.DecimalField(decimal_places=4, max_digits=5)),
            ],
        ),
        migrations.CreateModel(
            name="PostureMeasure",
            fields=[
                ("slug", models.SlugField(max_length=80, primary_key=True, serialize=False)),
                ("method", models.CharField(max_length=80)),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("deg", "°"),
                            ("cm", "cm"),
                            ("mm", "mm"),
                            ("points", "points"),
                            ("hours", "hours"),
                        ],
                        max_length=6,
                    ),
                ),
                ("low", models.DecimalField(decimal_places=1, max_digits=5)),
                ("high", models.DecimalField(decimal_places=1, max_digits=5)),
                ("step", models.DecimalField(decimal_places=1, max_digits=3)),
                (
                    "notable",
                    models.CharField(
                        blank=True,
                        choices=[("under", "under"), ("from", "from"), ("over", "over")],
                        max_length=5,
                    ),
                ),
                ("notable_at", models.DecimalField(decimal_places=1, max_digits=5, null=True)),
                ("refer_at", models.DecimalField(decimal_places=1, max_digits=5, null=True)),
                ("worse", models.CharField(choices=[("more", "more"), ("less", "less")], max_length=4)),
                ("change", models.DecimalField(decimal_places=1, max_digits=4)),
                ("order", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="PostureSign",
            fields=[
                ("slug", models.SlugField(primary_key=True, serialize=False)),
                ("label", models.CharField(max_length=60)),
                ("how", models.CharField(max_length=160)),
                ("spot", models.SlugField()),
                (
                    "views",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8), size=None
                    ),
                ),
                (
                    "sides",
                    models.CharField(
                        choices=[
                            ("each", "left and right by themselves"),
                            ("toward", "to one side"),
                            ("midline", "no side"),
                        ],
                        max_length=7,
                    ),
                ),
                (
                    "grades",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10), size=None
                    ),
                ),
                (
                    "muscles",
                    django.contrib.postgres.fields.ArrayField(base_field=models.SlugField(), size=None),
                ),
                ("order", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="PostureNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("assessed_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                ("words", models.TextField(blank=True)),
                ("words_version", models.PositiveIntegerField(default=1)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "by",
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
                        related_name="posture_notes",
                        to="patients.patient",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PostureFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("left", "Left"), ("right", "Right"), ("midline", "Midline")], max_length=7
                    ),
                ),
                (
                    "view",
                    models.CharField(
                        choices=[
                            ("front", "Front"),
                            ("back", "Back"),
                            ("left", "Left side"),
                            ("right", "Right side"),
                            ("above", "From above"),
                            ("supine", "Lying"),
                            ("standing", "Standing"),
                            ("sole", "Soles"),
                            ("history", "Habits"),
                        ],
                        max_length=8,
                    ),
                ),
                ("value", models.DecimalField(decimal_places=1, max_digits=5, null=True)),
                ("grade", models.PositiveSmallIntegerField(null=True)),
                ("words", models.CharField(blank=True, max_length=200)),
                ("carried", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "measure",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="patients.posturemeasure",
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="patients.posturenote",
                    ),
                ),
                (
                    "sign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="patients.posturesign",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlumbDistanceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "view",
                    models.CharField(
                        choices=[
                            ("front", "Front"),
                            ("back", "Back"),
                            ("left", "Left side"),
                            ("right", "Right side"),
                            ("above", "From above"),
                            ("supine", "Lying"),
                            ("standing", "Standing"),
                            ("sole", "Soles"),
                            ("history", "Habits"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "landmark",
                    models.CharField(
                        choices=[
                            ("ear", "Ear lobe"),
                            ("shoulder", "Acromion"),
                            ("hip", "Greater trochanter"),
                            ("knee", "Knee, behind the kneecap"),
                            ("head", "Middle of the head"),
                            ("chest", "Breastbone or spine"),
                            ("pelvis", "Middle of the pelvis"),
                        ],
                        max_length=8,
                    ),
                ),
                ("cm", models.DecimalField(decimal_places=1, max_digits=4)),
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
                        to="patients.plumbdistance",
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="patients.posturenote",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="plumbdistance",
            name="note",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="distances",
                to="patients.posturenote",
            ),
        ),
        migrations.CreateModel(
            name="PostureNoteEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("assessed_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                ("words", models.TextField(blank=True)),
                ("words_version", models.PositiveIntegerField(default=1)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "by",
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
                        to="patients.posturenote",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PosturePhoto",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "view",
                    models.CharField(
                        choices=[
                            ("front", "Front"),
                            ("back", "Back"),
                            ("left", "Left side"),
                            ("right", "Right side"),
                            ("above", "From above"),
                            ("supine", "Lying"),
                            ("standing", "Standing"),
                            ("sole", "Soles"),
                            ("history", "Habits"),
                        ],
                        max_length=8,
                    ),
                ),
                ("file", patients.files.storage.StoredName(editable=False, max_length=40, unique=True)),
                ("content_type", models.CharField(max_length=10)),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("added_at", models.DateTimeField()),
                ("agreed_by", models.CharField(max_length=120)),
                ("agreed_on", models.DateField()),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("record", "Only to compare posture within this record"),
                            ("teaching", "Also to teach colleagues in this clinic"),
                        ],
                        default="record",
                        max_length=8,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="patients.posturenote",
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
        ),
        migrations.CreateModel(
            name="PostureLandmarkEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "name",
                    models.CharField(
                        choices=[
                            ("ear", "Ear (tragus)"),
                            ("c7", "C7"),
                            ("shoulder", "Acromion"),
                            ("hip", "Greater trochanter"),
                            ("asis", "ASIS"),
                            ("psis", "PSIS"),
                            ("knee", "Knee"),
                            ("ankle", "Ankle"),
                            ("ear_left", "Left ear"),
                            ("ear_right", "Right ear"),
                            ("shoulder_left", "Left acromion"),
                            ("shoulder_right", "Right acromion"),
                            ("asis_left", "Left ASIS"),
                            ("asis_right", "Right ASIS"),
                            ("psis_left", "Left PSIS"),
                            ("psis_right", "Right PSIS"),
                            ("knee_left", "Left knee"),
                            ("knee_right", "Right knee"),
                            ("ankle_left", "Left ankle"),
                            ("ankle_right", "Right ankle"),
                        ],
                        max_length=14,
                    ),
                ),
                ("x", models.DecimalField(decimal_places=4, max_digits=5)),
                ("y", models.DecimalField(decimal_places=4, max_digits=5)),
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
                        to="patients.posturelandmark",
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="patients.posturephoto",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="posturelandmark",
            name="photo",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="landmarks",
                to="patients.posturephoto",
            ),
        ),
        migrations.CreateModel(
            name="PosturePhotoEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "view",
                    models.CharField(
                        choices=[
                            ("front", "Front"),
                            ("back", "Back"),
                            ("left", "Left side"),
                            ("right", "Right side"),
                            ("above", "From above"),
                            ("supine", "Lying"),
                            ("standing", "Standing"),
                            ("sole", "Soles"),
                            ("history", "Habits"),
                        ],
                        max_length=8,
                    ),
                ),
                ("file", patients.files.storage.StoredName(editable=False, max_length=40)),
                ("content_type", models.CharField(max_length=10)),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("added_at", models.DateTimeField()),
                ("agreed_by", models.CharField(max_length=120)),
                ("agreed_on", models.DateField()),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("record", "Only to compare posture within this record"),
                            ("teaching", "Also to teach colleagues in this clinic"),
                        ],
                        default="record",
                        max_length=8,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
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
                    "note",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="patients.posturenote",
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
                        to="patients.posturephoto",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="posturemeasure",
            name="sign",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="measures",
                to="patients.posturesign",
            ),
        ),
        migrations.CreateModel(
            name="PostureFindingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "side",
                    models.CharField(
                        choices=[("left", "Left"), ("right", "Right"), ("midline", "Midline")], max_length=7
                    ),
                ),
                (
                    "view",
                    models.CharField(
                        choices=[
                            ("front", "Front"),
                            ("back", "Back"),
                            ("left", "Left side"),
                            ("right", "Right side"),
                            ("above", "From above"),
                            ("supine", "Lying"),
                            ("standing", "Standing"),
                            ("sole", "Soles"),
                            ("history", "Habits"),
                        ],
                        max_length=8,
                    ),
                ),
                ("value", models.DecimalField(decimal_places=1, max_digits=5, null=True)),
                ("grade", models.PositiveSmallIntegerField(null=True)),
                ("words", models.CharField(blank=True, max_length=200)),
                ("carried", models.BooleanField(default=False)),
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
                        to="patients.posturefinding",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="patients.posturemeasure",
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="patients.posturenote",
                    ),
                ),
                (
                    "sign",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="patients.posturesign",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="posturenote",
            index=models.Index(fields=["patient", "-assessed_at"], name="posture_notes_of_a_patient"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="posturenote",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_posturenoteevent" ("assessed_at", "by_id", "id", "key", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "words", "words_version") VALUES (NEW."assessed_at", NEW."by_id", NEW."id", NEW."key", NEW."patient_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."saved_at", NEW."words", NEW."words_version"); RETURN NULL;',
                    hash="026001ff973fc4f0ca7c030ce200b98d0750b7fd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_75b54",
                    table="patients_posturenote",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="posturenote",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "patients_posturenoteevent" ("assessed_at", "by_id", "id", "key", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "words", "words_version") VALUES (NEW."assessed_at", NEW."by_id", NEW."id", NEW."key", NEW."patient_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."saved_at", NEW."words", NEW."words_version"); RETURN NULL;',
                    hash="91311978a7e499058f6ad7d024ea4c4a6098945e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_86e1c",
                    table="patients_posturenote",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="posturenote",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_posturenoteevent" ("assessed_at", "by_id", "id", "key", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "words", "words_version") VALUES (OLD."assessed_at", OLD."by_id", OLD."id", OLD."key", OLD."patient_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."saved_at", OLD."words", OLD."words_version"); RETURN NULL;',
                    hash="4d5c1677fa487cd9ee88aa57d9c4456a5923ad0a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b11de",
                    table="patients_posturenote",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plumbdistanceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="727baf5eec24e39b08636d93703267ba8893edaa",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ecb42",
                    table="patients_plumbdistanceevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="plumbdistance",
            constraint=models.UniqueConstraint(
                fields=("note", "view", "landmark"), name="one_plumb_distance_per_landmark"
            ),
        ),
        migrations.AddConstraint(
            model_name="plumbdistance",
            constraint=models.CheckConstraint(
                condition=models.Q(("cm__gte", -40), ("cm__lte", 40)), name="a_plumb_distance_is_a_body_wide"
            ),
        ),
        migrations.AddConstraint(
            model_name="plumbdistance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("landmark__in", ["ear", "shoulder", "hip", "knee"]), ("view__in", ["left", "right"])
                    ),
                    models.Q(("landmark__in", ["head", "chest", "pelvis"]), ("view__in", ["front", "back"])),
                    _connector="OR",
                ),
                name="a_plumb_landmark_is_seen_in_its_view",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plumbdistance",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_plumbdistanceevent" ("cm", "id", "landmark", "note_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "view") VALUES (NEW."cm", NEW."id", NEW."landmark", NEW."note_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."view"); RETURN NULL;',
                    hash="18514c28204bb62f1a0c32c72f63c67853f4aca2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a1ba9",
                    table="patients_plumbdistance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plumbdistance",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "patients_plumbdistanceevent" ("cm", "id", "landmark", "note_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "view") VALUES (NEW."cm", NEW."id", NEW."landmark", NEW."note_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."view"); RETURN NULL;',
                    hash="a251564933a20c612d49fc5d79d54fef0c4d597c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cd251",
                    table="patients_plumbdistance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plumbdistance",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_plumbdistanceevent" ("cm", "id", "landmark", "note_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "view") VALUES (OLD."cm", OLD."id", OLD."landmark", OLD."note_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."view"); RETURN NULL;',
                    hash="10bfa016e36081bf52dcfc2e249153ed7c2491f4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0e31a",
                    table="patients_plumbdistance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="posturenoteevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4522df0e6b3bb77cca17962e083c86a65d7b4480",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_86338",
                    table="patients_posturenoteevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="posturephoto",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("note", "view"),
                name="one_standing_photo_per_view",
            ),
        ),
        migrations.AddConstraint(
            model_name="posturephoto",
            constraint=models.CheckConstraint(
                condition=models.Q(("view__in", ["front", "back", "left", "right"])),
                name="a_photo_shows_a_whole_view",
            ),
        ),
        migrations.AddConstraint(
            model_name="posturephoto",
            constraint=models.CheckConstraint(
                condition=models.Q(("height__gt", 0), ("width__gt", 0)), name="a_photo_has_a_size"
            ),
        ),
        migrations.AddConstraint(
            model_name="posturephoto",
            constraint=models.CheckConstraint(
                condition=models.Q(("content_type__in", ["image/jpeg", "image/png"])),
                name="a_photo_is_jpeg_or_png",
            ),
        ),
        migrations.AddConstraint(
            model_name="posturephoto",
            constraint=models.CheckConstraint(
                condition=models.Q(("agreed_by__regex", "\\S")), name="a_photo_stands_on_consent"
            ),
        ),
        migrations.AddConstraint(
            model_name="posturephoto",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                    _connector="OR",
                ),
                name="consent_is_withdrawn_with_somebody",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="posturephoto",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_posturephotoevent" ("added_at", "added_by_id", "agreed_by", "agreed_on", "content_type", "file", "height", "id", "key", "note_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "view", "width", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."agreed_by", NEW."agreed_on", NEW."content_type", NEW."file", NEW."height", NEW."id", NEW."key", NEW."note_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."scope", NEW."view", NEW."width", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="cdbf73c234e7bbcd0d4f31a4c90b3cb1057b2c98",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_03b76",
                    table="patients_posturephoto",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="posturephoto",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "patients_posturephotoevent" ("added_at", "added_by_id", "agreed_by", "agreed_on", "content_type", "file", "height", "id", "key", "note_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "view", "width", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."agreed_by", NEW."agreed_on", NEW."content_type", NEW."file", NEW."height", NEW."id", NEW."key", NEW."note_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."scope", NEW."view", NEW."width", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="e09c1e428d9d492dc96fd74cb61d19b24b357249",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_50610",
                    table="patients_posturephoto",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="posturephoto",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_posturephotoevent" ("added_at", "added_by_id", "agreed_by", "agreed_on", "content_type", "file", "height", "id", "key", "note_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "view", "width", "withdrawn_at", "withdrawn_by_id") VALUES (OLD."added_at", OLD."added_by_id", OLD."agreed_by", OLD."agreed_on", OLD."content_type", OLD."file", OLD."height", OLD."id", OLD."key", OLD."note_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."scope", OLD."view", OLD."width", OLD."withdrawn_at", OLD."withdrawn_by_id"); RETURN NULL;',
                    hash="4d617e3261477326a7cdf24c243fe909e2699efd",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d183b",
                    table="patients_posturephoto",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="posturelandmarkevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4a0e81ed901b37fe81bc39a9f7fcebef0e89162c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_85cbf",
                    table="patients_posturelandmarkevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="posturelandmark",
            constraint=models.UniqueConstraint(
                fields=("photo", "name"), name="one_landmark_of_a_name_per_photo"
            ),
        ),
        migrations.AddConstraint(
            model_name="posturelandmark",
            constraint=models.CheckConstraint(
                condition=models.Q(("x__gte", 0), ("x__lte", 1), ("y__gte", 0), ("y__lte", 1)),
                name="a_landmark_is_on_its_photo",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="posturelandmark",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_posturelandmarkevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo_id", "x", "y") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."photo_id", NEW."x", NEW."y"); RETURN NULL;',
                    hash="80de7a9bc93e6f953cec069f2fb24a85f3894129",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_48cda",
                    table="patients_posturelandmark",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="posturelandmark",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "patients_posturelandmarkevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo_id", "x", "y") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."photo_id", NEW."x", NEW."y"); RETURN NULL;',
                    hash="2264260289597395a556565131a17b954c39108f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_864f2",
                    table="patients_posturelandmark",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="posturelandmark",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_posturelandmarkevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo_id", "x", "y") VALUES (OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."photo_id", OLD."x", OLD."y"); RETURN NULL;',
                    hash="c92a4dabec888b89a6cd1449519a031392edda51",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_62323",
                    table="patients_posturelandmark",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="posturephotoevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4ad1389ce5425f0338c4e7f4aa7b03ff09bcd1c6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ec935",
                    table="patients_posturephotoevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="posturemeasure",
            constraint=models.CheckConstraint(
                condition=models.Q(("low__lt", models.F("high")), ("step__gt", 0)),
                name="a_measure_has_a_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="posturemeasure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("notable", ""), ("notable_at__isnull", True)),
                    models.Q(models.Q(("notable", ""), _negated=True), ("notable_at__isnull", False)),
                    _connector="OR",
                ),
                name="what_is_notable_has_a_figure",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="posturefindingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c37db6b4e0fba110bc08499f0b87c9f16e6d1f03",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_dfe38",
                    table="patients_posturefindingevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="posturefinding",
            constraint=models.UniqueConstraint(
                fields=("note", "sign", "side"), name="one_posture_finding_per_side"
            ),
        ),
        migrations.AddConstraint(
            model_name="posturefinding",
            constraint=models.CheckConstraint(
                condition=models.Q(("grade__isnull", True), ("grade__lte", 3), _connector="OR"),
                name="a_grade_is_0_to_3",
            ),
        ),
        migrations.AddConstraint(
            model_name="posturefinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("measure__isnull", True), ("value__isnull", True)),
                    models.Q(("measure__isnull", False), ("value__isnull", False)),
                    _connector="OR",
                ),
                name="a_value_says_how_it_was_measured",
            ),
        ),
        migrations.AddConstraint(
            model_name="posturefinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("grade__isnull", False),
                    ("value__isnull", False),
                    models.Q(("words", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_posture_finding_says_something",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="posturefinding",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_posturefindingevent" ("carried", "grade", "id", "measure_id", "note_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "sign_id", "value", "version", "view", "words") VALUES (NEW."carried", NEW."grade", NEW."id", NEW."measure_id", NEW."note_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."side", NEW."sign_id", NEW."value", NEW."version", NEW."view", NEW."words"); RETURN NULL;',
                    hash="3df516e5a123c9c992504868692d03d9fc2e3dd3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_db311",
                    table="patients_posturefinding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="posturefinding",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "patients_posturefindingevent" ("carried", "grade", "id", "measure_id", "note_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "sign_id", "value", "version", "view", "words") VALUES (NEW."carried", NEW."grade", NEW."id", NEW."measure_id", NEW."note_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."side", NEW."sign_id", NEW."value", NEW."version", NEW."view", NEW."words"); RETURN NULL;',
                    hash="ad932a9c3801b2647eb0f552fc2180c77396ce27",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2754b",
                    table="patients_posturefinding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="posturefinding",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_posturefindingevent" ("carried", "grade", "id", "measure_id", "note_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "sign_id", "value", "version", "view", "words") VALUES (OLD."carried", OLD."grade", OLD."id", OLD."measure_id", OLD."note_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."side", OLD."sign_id", OLD."value", OLD."version", OLD."view", OLD."words"); RETURN NULL;',
                    hash="da1e8a332aa28e1512e8420a97eb6fb50b8f0c63",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_158cd",
                    table="patients_posturefinding",
                    when="AFTER",
                ),
            ),
        ),
        finding_fits_its_sign(),
        append_only(
            "patients_posturenoteevent",
            "patients_posturefindingevent",
            "patients_plumbdistanceevent",
            "patients_posturephotoevent",
            "patients_posturelandmarkevent",
        ),
        require_audit(
            "patients_posturenote",
            "patients_posturefinding",
            "patients_plumbdistance",
            "patients_posturephoto",
            "patients_posturelandmark",
        ),
        migrations.RunPython(lambda apps, _: load_posture(apps.get_model), migrations.RunPython.noop),
    ]

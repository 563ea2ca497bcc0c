"""Signs, recognition and referral of a point, and the treatments given at it."""

import django.db.models.constraints
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from clinic import migrating
from clinic.guards import append_only, require_audit
from sessions import stone_points


class Migration(migrating.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("treatment_sessions", "0006_despite"),
    ]

    operations = [
        migrations.CreateModel(
            name="FoundReferral",
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
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="FoundReferralEvent",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Treatment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "technique",
                    models.CharField(
                        choices=[
                            ("pressure_release", "Pressure release"),
                            ("ischemic_compression", "Ischemic compression"),
                            ("stripping", "Stripping"),
                            ("cross_fibre", "Cross-fibre"),
                            ("myofascial_release", "Myofascial release"),
                            ("muscle_energy_pir", "Muscle energy, PIR"),
                            ("positional_release", "Positional release"),
                            ("stretch", "Stretch"),
                            ("spray_and_stretch", "Spray and stretch"),
                            ("vibration_or_percussion", "Vibration or percussion"),
                            ("heat_or_cold", "Heat or cold"),
                            ("swedish_flush", "Swedish flush"),
                            ("tool_assisted", "Tool-assisted"),
                            ("other", "Other"),
                        ],
                        max_length=23,
                    ),
                ),
                (
                    "contact",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("thumb", "Thumb"),
                            ("finger", "Finger"),
                            ("knuckle", "Knuckle"),
                            ("elbow", "Elbow"),
                            ("pincer", "Pincer"),
                            ("tool", "Tool"),
                        ],
                        max_length=7,
                    ),
                ),
                (
                    "pressure",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "Touch"), (2, "Light"), (3, "Moderate"), (4, "Firm"), (5, "Deep")],
                        null=True,
                    ),
                ),
                ("steps", models.JSONField(blank=True, default=list)),
                ("hold_seconds", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("repetitions", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "response",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("released", "Released"),
                            ("partly", "Partly"),
                            ("unchanged", "Unchanged"),
                            ("worse", "Worse"),
                            ("not_tolerated", "Not tolerated"),
                        ],
                        max_length=13,
                    ),
                ),
                (
                    "adverse",
                    models.CharField(
                        choices=[
                            ("none", "None"),
                            ("bruise", "Bruise"),
                            ("dizziness", "Dizziness"),
                            ("faint", "Faint"),
                            ("new_numbness", "New numbness"),
                            ("flare", "Flare"),
                            ("headache", "Headache"),
                            ("nausea", "Nausea"),
                            ("skin_reaction", "Skin reaction"),
                            ("other", "Other"),
                        ],
                        default="none",
                        max_length=13,
                    ),
                ),
                ("over_cap_why", models.CharField(blank=True, max_length=300)),
                ("key", models.UUIDField()),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="TreatmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "technique",
                    models.CharField(
                        choices=[
                            ("pressure_release", "Pressure release"),
                            ("ischemic_compression", "Ischemic compression"),
                            ("stripping", "Stripping"),
                            ("cross_fibre", "Cross-fibre"),
                            ("myofascial_release", "Myofascial release"),
                            ("muscle_energy_pir", "Muscle energy, PIR"),
                            ("positional_release", "Positional release"),
                            ("stretch", "Stretch"),
                            ("spray_and_stretch", "Spray and stretch"),
                            ("vibration_or_percussion", "Vibration or percussion"),
                            ("heat_or_cold", "Heat or cold"),
                            ("swedish_flush", "Swedish flush"),
                            ("tool_assisted", "Tool-assisted"),
                            ("other", "Other"),
                        ],
                        max_length=23,
                    ),
                ),
                (
                    "contact",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("thumb", "Thumb"),
                            ("finger", "Finger"),
                            ("knuckle", "Knuckle"),
                            ("elbow", "Elbow"),
                            ("pincer", "Pincer"),
                            ("tool", "Tool"),
                        ],
                        max_length=7,
                    ),
                ),
                (
                    "pressure",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "Touch"), (2, "Light"), (3, "Moderate"), (4, "Firm"), (5, "Deep")],
                        null=True,
                    ),
                ),
                ("steps", models.JSONField(blank=True, default=list)),
                ("hold_seconds", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("repetitions", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "response",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("released", "Released"),
                            ("partly", "Partly"),
                            ("unchanged", "Unchanged"),
                            ("worse", "Worse"),
                            ("not_tolerated", "Not tolerated"),
                        ],
                        max_length=13,
                    ),
                ),
                (
                    "adverse",
                    models.CharField(
                        choices=[
                            ("none", "None"),
                            ("bruise", "Bruise"),
                            ("dizziness", "Dizziness"),
                            ("faint", "Faint"),
                            ("new_numbness", "New numbness"),
                            ("flare", "Flare"),
                            ("headache", "Headache"),
                            ("nausea", "Nausea"),
                            ("skin_reaction", "Skin reaction"),
                            ("other", "Other"),
                        ],
                        default="none",
                        max_length=13,
                    ),
                ),
                ("over_cap_why", models.CharField(blank=True, max_length=300)),
                ("key", models.UUIDField()),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="pointfinding",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="pointfinding",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="pointfinding",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="pointfinding",
            name="jump_sign",
            field=models.CharField(
                choices=[("yes", "Yes"), ("no", "No"), ("not_tested", "Not tested")],
                default="not_tested",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="pointfinding",
            name="local_twitch",
            field=models.CharField(
                choices=[("yes", "Yes"), ("no", "No"), ("not_tested", "Not tested")],
                default="not_tested",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="pointfinding",
            name="nodule",
            field=models.CharField(
                choices=[("yes", "Yes"), ("no", "No"), ("not_tested", "Not tested")],
                default="not_tested",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="pointfinding",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="satellites",
                to="treatment_sessions.pointfinding",
            ),
        ),
        migrations.AddField(
            model_name="pointfinding",
            name="ppt_after",
            field=models.DecimalField(blank=True, decimal_places=1, max_digits=3, null=True),
        ),
        migrations.AddField(
            model_name="pointfinding",
            name="ppt_before",
            field=models.DecimalField(blank=True, decimal_places=1, max_digits=3, null=True),
        ),
        migrations.AddField(
            model_name="pointfinding",
            name="quality",
            field=models.CharField(
                blank=True,
                choices=[
                    ("ache", "Ache"),
                    ("sharp", "Sharp"),
                    ("burning", "Burning"),
                    ("tingling", "Tingling"),
                    ("numb", "Numb"),
                    ("pressure", "Pressure"),
                    ("other", "Other"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="pointfinding",
            name="rechecks",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="pointfinding",
            name="recognition",
            field=models.CharField(
                choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No"), ("not_asked", "Not asked")],
                default="not_asked",
                max_length=9,
            ),
        ),
        migrations.AddField(
            model_name="pointfinding",
            name="referred_sensation",
            field=models.CharField(
                choices=[("yes", "Yes"), ("no", "No"), ("not_tested", "Not tested")],
                default="not_tested",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="pointfinding",
            name="relation",
            field=models.CharField(
                blank=True,
                choices=[("key", "Key point"), ("satellite", "Satellite"), ("independent", "Independent")],
                max_length=11,
            ),
        ),
        migrations.AddField(
            model_name="pointfinding",
            name="site_type",
            field=models.CharField(
                blank=True, choices=[("central", "Central"), ("attachment", "Attachment")], max_length=10
            ),
        ),
        migrations.AddField(
            model_name="pointfinding",
            name="spot_tender",
            field=models.CharField(
                choices=[("yes", "Yes"), ("no", "No"), ("not_tested", "Not tested")],
                default="not_tested",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="pointfinding",
            name="stretch_pain",
            field=models.CharField(
                choices=[("yes", "Yes"), ("no", "No"), ("not_tested", "Not tested")],
                default="not_tested",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="pointfinding",
            name="taut_band",
            field=models.CharField(
                choices=[("yes", "Yes"), ("no", "No"), ("not_tested", "Not tested")],
                default="not_tested",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="pointfinding",
            name="weakness",
            field=models.CharField(
                choices=[("yes", "Yes"), ("no", "No"), ("not_tested", "Not tested")],
                default="not_tested",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="pointfindingevent",
            name="jump_sign",
            field=models.CharField(
                choices=[("yes", "Yes"), ("no", "No"), ("not_tested", "Not tested")],
                default="not_tested",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="pointfindingevent",
            name="local_twitch",
            field=models.CharField(
                choices=[("yes", "Yes"), ("no", "No"), ("not_tested", "Not tested")],
                default="not_tested",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="pointfindingevent",
            name="nodule",
            field=models.CharField(
                choices=[("yes", "Yes"), ("no", "No"), ("not_tested", "Not tested")],
                default="not_tested",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="pointfindingevent",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="treatment_sessions.pointfinding",
            ),
        ),
        migrations.AddField(
            model_name="pointfindingevent",
            name="ppt_after",
            field=models.DecimalField(blank=True, decimal_places=1, max_digits=3, null=True),
        ),
        migrations.AddField(
            model_name="pointfindingevent",
            name="ppt_before",
            field=models.DecimalField(blank=True, decimal_places=1, max_digits=3, null=True),
        ),
        migrations.AddField(
            model_name="pointfindingevent",
            name="quality",
            field=models.CharField(
                blank=True,
                choices=[
                    ("ache", "Ache"),
                    ("sharp", "Sharp"),
                    ("burning", "Burning"),
                    ("tingling", "Tingling"),
                    ("numb", "Numb"),
                    ("pressure", "Pressure"),
                    ("other", "Other"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="pointfindingevent",
            name="rechecks",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="pointfindingevent",
            name="recognition",
            field=models.CharField(
                choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No"), ("not_asked", "Not asked")],
                default="not_asked",
                max_length=9,
            ),
        ),
        migrations.AddField(
            model_name="pointfindingevent",
            name="referred_sensation",
            field=models.CharField(
                choices=[("yes", "Yes"), ("no", "No"), ("not_tested", "Not tested")],
                default="not_tested",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="pointfindingevent",
            name="relation",
            field=models.CharField(
                blank=True,
                choices=[("key", "Key point"), ("satellite", "Satellite"), ("independent", "Independent")],
                max_length=11,
            ),
        ),
        migrations.AddField(
            model_name="pointfindingevent",
            name="site_type",
            field=models.CharField(
                blank=True, choices=[("central", "Central"), ("attachment", "Attachment")], max_length=10
            ),
        ),
        migrations.AddField(
            model_name="pointfindingevent",
            name="spot_tender",
            field=models.CharField(
                choices=[("yes", "Yes"), ("no", "No"), ("not_tested", "Not tested")],
                default="not_tested",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="pointfindingevent",
            name="stretch_pain",
            field=models.CharField(
                choices=[("yes", "Yes"), ("no", "No"), ("not_tested", "Not tested")],
                default="not_tested",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="pointfindingevent",
            name="taut_band",
            field=models.CharField(
                choices=[("yes", "Yes"), ("no", "No"), ("not_tested", "Not tested")],
                default="not_tested",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="pointfindingevent",
            name="weakness",
            field=models.CharField(
                choices=[("yes", "Yes"), ("no", "No"), ("not_tested", "Not tested")],
                default="not_tested",
                max_length=10,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pointfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_pointfindingevent" ("chart", "chart_version", "despite", "id", "jump_sign", "key", "local_twitch", "nodule", "number", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_by", "point_id", "ppt_after", "ppt_before", "previous_id", "quality", "rechecks", "recognition", "referred_sensation", "relation", "site_type", "spot_tender", "status", "stretch_pain", "taut_band", "tenderness_after", "tenderness_before", "treatment_session_id", "view", "weakness", "x", "y") VALUES (NEW."chart", NEW."chart_version", NEW."despite", NEW."id", NEW."jump_sign", NEW."key", NEW."local_twitch", NEW."nodule", NEW."number", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."placed_by", NEW."point_id", NEW."ppt_after", NEW."ppt_before", NEW."previous_id", NEW."quality", NEW."rechecks", NEW."recognition", NEW."referred_sensation", NEW."relation", NEW."site_type", NEW."spot_tender", NEW."status", NEW."stretch_pain", NEW."taut_band", NEW."tenderness_after", NEW."tenderness_before", NEW."treatment_session_id", NEW."view", NEW."weakness", NEW."x", NEW."y"); RETURN NULL;',
                    hash="88a774235826998deea8b82bf95cb36cc6df55c1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_94d48",
                    table="treatment_sessions_pointfinding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pointfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "treatment_sessions_pointfindingevent" ("chart", "chart_version", "despite", "id", "jump_sign", "key", "local_twitch", "nodule", "number", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_by", "point_id", "ppt_after", "ppt_before", "previous_id", "quality", "rechecks", "recognition", "referred_sensation", "relation", "site_type", "spot_tender", "status", "stretch_pain", "taut_band", "tenderness_after", "tenderness_before", "treatment_session_id", "view", "weakness", "x", "y") VALUES (NEW."chart", NEW."chart_version", NEW."despite", NEW."id", NEW."jump_sign", NEW."key", NEW."local_twitch", NEW."nodule", NEW."number", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."placed_by", NEW."point_id", NEW."ppt_after", NEW."ppt_before", NEW."previous_id", NEW."quality", NEW."rechecks", NEW."recognition", NEW."referred_sensation", NEW."relation", NEW."site_type", NEW."spot_tender", NEW."status", NEW."stretch_pain", NEW."taut_band", NEW."tenderness_after", NEW."tenderness_before", NEW."treatment_session_id", NEW."view", NEW."weakness", NEW."x", NEW."y"); RETURN NULL;',
                    hash="0657e00dca0e940b4380cbabe7dc2b550ffee4f0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_31b3e",
                    table="treatment_sessions_pointfinding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pointfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_pointfindingevent" ("chart", "chart_version", "despite", "id", "jump_sign", "key", "local_twitch", "nodule", "number", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_by", "point_id", "ppt_after", "ppt_before", "previous_id", "quality", "rechecks", "recognition", "referred_sensation", "relation", "site_type", "spot_tender", "status", "stretch_pain", "taut_band", "tenderness_after", "tenderness_before", "treatment_session_id", "view", "weakness", "x", "y") VALUES (OLD."chart", OLD."chart_version", OLD."despite", OLD."id", OLD."jump_sign", OLD."key", OLD."local_twitch", OLD."nodule", OLD."number", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."placed_by", OLD."point_id", OLD."ppt_after", OLD."ppt_before", OLD."previous_id", OLD."quality", OLD."rechecks", OLD."recognition", OLD."referred_sensation", OLD."relation", OLD."site_type", OLD."spot_tender", OLD."status", OLD."stretch_pain", OLD."taut_band", OLD."tenderness_after", OLD."tenderness_before", OLD."treatment_session_id", OLD."view", OLD."weakness", OLD."x", OLD."y"); RETURN NULL;',
                    hash="21cba8ac66c0f26f7e6b994dcd2cbd24721723fb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a6d35",
                    table="treatment_sessions_pointfinding",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="pointfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("taut_band__in", ["yes", "no", "not_tested"]),
                    ("spot_tender__in", ["yes", "no", "not_tested"]),
                    ("referred_sensation__in", ["yes", "no", "not_tested"]),
                    ("nodule__in", ["yes", "no", "not_tested"]),
                    ("local_twitch__in", ["yes", "no", "not_tested"]),
                    ("jump_sign__in", ["yes", "no", "not_tested"]),
                    ("weakness__in", ["yes", "no", "not_tested"]),
                    ("stretch_pain__in", ["yes", "no", "not_tested"]),
                ),
                name="a_sign_is_yes_no_or_not_tested",
            ),
        ),
        migrations.AddConstraint(
            model_name="pointfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("site_type__in", ["central", "attachment", ""]),
                    ("recognition__in", ["yes", "partly", "no", "not_asked"]),
                    (
                        "quality__in",
                        ["ache", "sharp", "burning", "tingling", "numb", "pressure", "other", ""],
                    ),
                    ("relation__in", ["key", "satellite", "independent", ""]),
                ),
                name="palpation_in_known_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="pointfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ppt_before__isnull", True),
                        models.Q(("ppt_before__gte", 0.1), ("ppt_before__lte", 20)),
                        _connector="OR",
                    ),
                    models.Q(
                        ("ppt_after__isnull", True),
                        models.Q(("ppt_after__gte", 0.1), ("ppt_after__lte", 20)),
                        _connector="OR",
                    ),
                ),
                name="threshold_is_a_tenth_to_20",
            ),
        ),
        migrations.AddConstraint(
            model_name="pointfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("parent__isnull", False), ("relation", "satellite")),
                    models.Q(models.Q(("relation", "satellite"), _negated=True), ("parent__isnull", True)),
                    _connector="OR",
                ),
                name="a_satellite_has_its_point",
            ),
        ),
        migrations.AddConstraint(
            model_name="pointfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent__isnull", True),
                    models.Q(("parent", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="no_point_is_its_own_satellite",
            ),
        ),
        migrations.AddField(
            model_name="foundreferral",
            name="finding",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="found_referrals",
                to="treatment_sessions.pointfinding",
            ),
        ),
        migrations.AddField(
            model_name="foundreferral",
            name="zone",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="treatment_sessions.zone"
            ),
        ),
        migrations.AddField(
            model_name="foundreferralevent",
            name="finding",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="treatment_sessions.pointfinding",
            ),
        ),
        migrations.AddField(
            model_name="foundreferralevent",
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
            model_name="foundreferralevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="treatment_sessions.foundreferral",
            ),
        ),
        migrations.AddField(
            model_name="foundreferralevent",
            name="zone",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="treatment_sessions.zone",
            ),
        ),
        migrations.AddField(
            model_name="treatment",
            name="finding",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="treatments",
                to="treatment_sessions.pointfinding",
            ),
        ),
        migrations.AddField(
            model_name="treatment",
            name="treatment_session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="treatments",
                to="treatment_sessions.treatmentsession",
            ),
        ),
        migrations.AddField(
            model_name="treatmentevent",
            name="finding",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="treatment_sessions.pointfinding",
            ),
        ),
        migrations.AddField(
            model_name="treatmentevent",
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
            model_name="treatmentevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="treatment_sessions.treatment",
            ),
        ),
        migrations.AddField(
            model_name="treatmentevent",
            name="treatment_session",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="treatment_sessions.treatmentsession",
            ),
        ),
        migrations.AddConstraint(
            model_name="foundreferral",
            constraint=models.UniqueConstraint(
                fields=("finding", "zone", "side"), name="one_referral_found_per_side"
            ),
        ),
        migrations.AddConstraint(
            model_name="foundreferral",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["left", "right", "midline"])),
                name="referred_to_a_known_side",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="foundreferral",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_foundreferralevent" ("finding_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "zone_id") VALUES (NEW."finding_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."side", NEW."zone_id"); RETURN NULL;',
                    hash="95ec685ebe970839e9442c204072e59e45d1d5c9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_82e6b",
                    table="treatment_sessions_foundreferral",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="foundreferral",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "treatment_sessions_foundreferralevent" ("finding_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "zone_id") VALUES (NEW."finding_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."side", NEW."zone_id"); RETURN NULL;',
                    hash="938adf3e42caab82174411e7a0b6a762fcf7e637",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8dd83",
                    table="treatment_sessions_foundreferral",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="foundreferral",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_foundreferralevent" ("finding_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "zone_id") VALUES (OLD."finding_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."side", OLD."zone_id"); RETURN NULL;',
                    hash="c5046a27770eac92b0c0a5d0f1edd5408731a118",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_aa1ec",
                    table="treatment_sessions_foundreferral",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="foundreferralevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d469929858c6112dbe5cebaa955ee6e9187d4d7a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6452e",
                    table="treatment_sessions_foundreferralevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="treatment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "technique__in",
                        [
                            "pressure_release",
                            "ischemic_compression",
                            "stripping",
                            "cross_fibre",
                            "myofascial_release",
                            "muscle_energy_pir",
                            "positional_release",
                            "stretch",
                            "spray_and_stretch",
                            "vibration_or_percussion",
                            "heat_or_cold",
                            "swedish_flush",
                            "tool_assisted",
                            "other",
                        ],
                    ),
                    ("contact__in", ["thumb", "finger", "knuckle", "elbow", "pincer", "tool", ""]),
                    ("response__in", ["released", "partly", "unchanged", "worse", "not_tolerated", ""]),
                    (
                        "adverse__in",
                        [
                            "none",
                            "bruise",
                            "dizziness",
                            "faint",
                            "new_numbness",
                            "flare",
                            "headache",
                            "nausea",
                            "skin_reaction",
                            "other",
                        ],
                    ),
                ),
                name="treated_in_known_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="treatment",
            constraint=models.CheckConstraint(
                condition=models.Q(("pressure__isnull", True), ("pressure__range", (1, 5)), _connector="OR"),
                name="pressure_is_1_to_5",
            ),
        ),
        migrations.AddConstraint(
            model_name="treatment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("hold_seconds__isnull", True), ("hold_seconds__range", (1, 300)), _connector="OR"
                ),
                name="a_hold_lasts_1_to_300_s",
            ),
        ),
        migrations.AddConstraint(
            model_name="treatment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("repetitions__isnull", True), ("repetitions__range", (1, 20)), _connector="OR"
                ),
                name="repeated_1_to_20_times",
            ),
        ),
        migrations.AddConstraint(
            model_name="treatment",
            constraint=models.CheckConstraint(
                condition=models.Q(("order__gte", 1)), name="treatments_count_from_1"
            ),
        ),
        migrations.AddConstraint(
            model_name="treatment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("over_cap_why", ""), ("over_cap_why__regex", "\\S\\s+\\S+\\s+\\S"), _connector="OR"
                ),
                name="over_cap_says_why_in_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="treatment",
            constraint=models.UniqueConstraint(
                fields=("treatment_session", "key"), name="one_treatment_per_tap"
            ),
        ),
        migrations.AddConstraint(
            model_name="treatment",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("treatment_session", "order"),
                name="one_treatment_per_turn",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="treatment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_treatmentevent" ("adverse", "contact", "finding_id", "hold_seconds", "id", "key", "order", "over_cap_why", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pressure", "repetitions", "response", "steps", "technique", "treatment_session_id") VALUES (NEW."adverse", NEW."contact", NEW."finding_id", NEW."hold_seconds", NEW."id", NEW."key", NEW."order", NEW."over_cap_why", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pressure", NEW."repetitions", NEW."response", NEW."steps", NEW."technique", NEW."treatment_session_id"); RETURN NULL;',
                    hash="f87a3ce91fc5d1746d98adb9f31aa34a68782cb0",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b1ac4",
                    table="treatment_sessions_treatment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="treatment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "treatment_sessions_treatmentevent" ("adverse", "contact", "finding_id", "hold_seconds", "id", "key", "order", "over_cap_why", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pressure", "repetitions", "response", "steps", "technique", "treatment_session_id") VALUES (NEW."adverse", NEW."contact", NEW."finding_id", NEW."hold_seconds", NEW."id", NEW."key", NEW."order", NEW."over_cap_why", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pressure", NEW."repetitions", NEW."response", NEW."steps", NEW."technique", NEW."treatment_session_id"); RETURN NULL;',
                    hash="97fcaed899bb063f57f0ba8e907dd09e93d25929",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c1430",
                    table="treatment_sessions_treatment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="treatment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_treatmentevent" ("adverse", "contact", "finding_id", "hold_seconds", "id", "key", "order", "over_cap_why", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pressure", "repetitions", "response", "steps", "technique", "treatment_session_id") VALUES (OLD."adverse", OLD."contact", OLD."finding_id", OLD."hold_seconds", OLD."id", OLD."key", OLD."order", OLD."over_cap_why", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pressure", OLD."repetitions", OLD."response", OLD."steps", OLD."technique", OLD."treatment_session_id"); RETURN NULL;',
                    hash="515f9fef45f7eeef82ee0189ee64dbc8f841cb20",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fafeb",
                    table="treatment_sessions_treatment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="treatmentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="783fa5427bbcab29f6707ae15bc11201c67ebd0b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b7abf",
                    table="treatment_sessions_treatmentevent",
                    when="BEFORE",
                ),
            ),
        ),
        append_only("treatment_sessions_foundreferralevent", "treatment_sessions_treatmentevent"),
        require_audit("treatment_sessions_foundreferral", "treatment_sessions_treatment"),
        migrations.RunSQL(stone_points.LOCK, stone_points.UNLOCK),
        migrations.RunSQL(stone_points.RELATIONS, stone_points.NO_RELATIONS),
        migrations.RunSQL(stone_points.LISTS, stone_points.NO_LISTS),
    ]

"""Complaints, plans, home care, outcomes and protocols, and what a clinic begins with."""

import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from clinic import migrating
from sessions.courses.reference import load


class Migration(migrating.Migration):
    dependencies = [
        ("patients", "0012_intake_questions"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("treatment_sessions", "0009_visit"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CourseDefaultEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("slug", models.SlugField(db_index=False, max_length=12, serialize=False)),
                ("name", models.CharField(max_length=60)),
                ("times", models.PositiveSmallIntegerField()),
                ("weeks", models.PositiveSmallIntegerField()),
                ("visits", models.PositiveSmallIntegerField()),
                ("minutes", models.PositiveSmallIntegerField()),
                ("reassess_visits", models.PositiveSmallIntegerField()),
                ("reassess_days", models.PositiveSmallIntegerField()),
                ("no_change_after", models.PositiveSmallIntegerField()),
                ("order", models.PositiveSmallIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=200)),
                ("unit", models.CharField(blank=True, max_length=20)),
                ("baseline", models.DecimalField(decimal_places=1, max_digits=6, null=True)),
                ("target", models.DecimalField(decimal_places=1, max_digits=6, null=True)),
                ("latest", models.DecimalField(decimal_places=1, max_digits=6, null=True)),
                ("latest_on", models.DateField(null=True)),
                ("due_on", models.DateField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("active", "Active"),
                            ("met", "Met"),
                            ("partly_met", "Partly met"),
                            ("not_met", "Not met"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="active",
                        max_length=10,
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=1)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="GoalEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("words", models.CharField(max_length=200)),
                ("unit", models.CharField(blank=True, max_length=20)),
                ("baseline", models.DecimalField(decimal_places=1, max_digits=6, null=True)),
                ("target", models.DecimalField(decimal_places=1, max_digits=6, null=True)),
                ("latest", models.DecimalField(decimal_places=1, max_digits=6, null=True)),
                ("latest_on", models.DateField(null=True)),
                ("due_on", models.DateField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("active", "Active"),
                            ("met", "Met"),
                            ("partly_met", "Partly met"),
                            ("not_met", "Not met"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="active",
                        max_length=10,
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=1)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HomeCare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seconds", models.PositiveSmallIntegerField(default=30)),
                ("repetitions", models.PositiveSmallIntegerField(default=1)),
                ("times_a_day", models.PositiveSmallIntegerField(default=1)),
                ("days_a_week", models.PositiveSmallIntegerField(default=7)),
                ("pressure", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("name", models.CharField(max_length=80)),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("left", "Left"),
                            ("right", "Right"),
                            ("midline", "Midline"),
                            ("both", "Both sides"),
                        ],
                        max_length=7,
                    ),
                ),
                ("words", models.TextField()),
                ("stop_rules", models.TextField()),
                ("demonstrated", models.BooleanField(null=True)),
                ("given_on", models.DateField()),
                ("key", models.UUIDField(editable=False, unique=True)),
            ],
            options={
                "ordering": ["given_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HomeCareEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("seconds", models.PositiveSmallIntegerField(default=30)),
                ("repetitions", models.PositiveSmallIntegerField(default=1)),
                ("times_a_day", models.PositiveSmallIntegerField(default=1)),
                ("days_a_week", models.PositiveSmallIntegerField(default=7)),
                ("pressure", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("name", models.CharField(max_length=80)),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("left", "Left"),
                            ("right", "Right"),
                            ("midline", "Midline"),
                            ("both", "Both sides"),
                        ],
                        max_length=7,
                    ),
                ),
                ("words", models.TextField()),
                ("stop_rules", models.TextField()),
                ("demonstrated", models.BooleanField(null=True)),
                ("given_on", models.DateField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HomeCareItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seconds", models.PositiveSmallIntegerField(default=30)),
                ("repetitions", models.PositiveSmallIntegerField(default=1)),
                ("times_a_day", models.PositiveSmallIntegerField(default=1)),
                ("days_a_week", models.PositiveSmallIntegerField(default=7)),
                ("pressure", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("name", models.CharField(max_length=80)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("release", "Self-release with a ball"),
                            ("heat", "Heat"),
                            ("stretch", "Stretch"),
                            ("strength", "Strengthening"),
                            ("break", "Posture break"),
                            ("sleep", "Sleep position"),
                        ],
                        max_length=8,
                    ),
                ),
                ("words", models.TextField()),
                ("stop_rules", models.TextField()),
                ("active", models.BooleanField(default=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["kind", "name"],
            },
        ),
        migrations.CreateModel(
            name="HomeCareItemEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("seconds", models.PositiveSmallIntegerField(default=30)),
                ("repetitions", models.PositiveSmallIntegerField(default=1)),
                ("times_a_day", models.PositiveSmallIntegerField(default=1)),
                ("days_a_week", models.PositiveSmallIntegerField(default=7)),
                ("pressure", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("name", models.CharField(max_length=80)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("release", "Self-release with a ball"),
                            ("heat", "Heat"),
                            ("stretch", "Stretch"),
                            ("strength", "Strengthening"),
                            ("break", "Posture break"),
                            ("sleep", "Sleep position"),
                        ],
                        max_length=8,
                    ),
                ),
                ("words", models.TextField()),
                ("stop_rules", models.TextField()),
                ("active", models.BooleanField(default=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HomeCareReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_on", models.DateField()),
                ("adherence", models.PositiveSmallIntegerField(null=True)),
                ("soreness", models.PositiveSmallIntegerField(null=True)),
                ("words", models.CharField(blank=True, max_length=300)),
                ("ends", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["asked_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HomeCareReportEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("asked_on", models.DateField()),
                ("adherence", models.PositiveSmallIntegerField(null=True)),
                ("soreness", models.PositiveSmallIntegerField(null=True)),
                ("words", models.CharField(blank=True, max_length=300)),
                ("ends", models.BooleanField(default=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                ("slug", models.SlugField(max_length=12, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=40)),
                ("about", models.CharField(max_length=120)),
                ("prompt", models.CharField(blank=True, max_length=300)),
                ("low_words", models.CharField(blank=True, max_length=60)),
                ("high_words", models.CharField(blank=True, max_length=60)),
                ("unit", models.CharField(blank=True, max_length=8)),
                ("low", models.SmallIntegerField()),
                ("high", models.SmallIntegerField()),
                ("lower_is_better", models.BooleanField()),
                ("is_change", models.BooleanField(default=False)),
                (
                    "scoring",
                    models.CharField(
                        choices=[
                            ("single", "One number"),
                            ("mean", "Mean of the answered"),
                            ("percent", "Per cent of the most possible"),
                            ("spread", "(Mean of the answered - 1) x 25"),
                            ("sum", "Sum"),
                        ],
                        max_length=7,
                    ),
                ),
                ("items_least", models.PositiveSmallIntegerField()),
                ("items_most", models.PositiveSmallIntegerField()),
                (
                    "item_values",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SmallIntegerField(), size=None
                    ),
                ),
                ("may_miss", models.PositiveSmallIntegerField()),
                ("named_items", models.BooleanField(default=False)),
                ("detectable", models.DecimalField(decimal_places=1, max_digits=5)),
                ("important", models.DecimalField(decimal_places=1, max_digits=5)),
                ("important_percent", models.PositiveSmallIntegerField(default=0)),
                ("bands", models.TextField(blank=True)),
                ("source", models.CharField(max_length=400)),
                ("instrument_version", models.CharField(max_length=40)),
                ("order", models.PositiveSmallIntegerField()),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="MeasureEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("slug", models.SlugField(db_index=False, max_length=12, serialize=False)),
                ("name", models.CharField(max_length=40)),
                ("about", models.CharField(max_length=120)),
                ("prompt", models.CharField(blank=True, max_length=300)),
                ("low_words", models.CharField(blank=True, max_length=60)),
                ("high_words", models.CharField(blank=True, max_length=60)),
                ("unit", models.CharField(blank=True, max_length=8)),
                ("low", models.SmallIntegerField()),
                ("high", models.SmallIntegerField()),
                ("lower_is_better", models.BooleanField()),
                ("is_change", models.BooleanField(default=False)),
                (
                    "scoring",
                    models.CharField(
                        choices=[
                            ("single", "One number"),
                            ("mean", "Mean of the answered"),
                            ("percent", "Per cent of the most possible"),
                            ("spread", "(Mean of the answered - 1) x 25"),
                            ("sum", "Sum"),
                        ],
                        max_length=7,
                    ),
                ),
                ("items_least", models.PositiveSmallIntegerField()),
                ("items_most", models.PositiveSmallIntegerField()),
                (
                    "item_values",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SmallIntegerField(), size=None
                    ),
                ),
                ("may_miss", models.PositiveSmallIntegerField()),
                ("named_items", models.BooleanField(default=False)),
                ("detectable", models.DecimalField(decimal_places=1, max_digits=5)),
                ("important", models.DecimalField(decimal_places=1, max_digits=5)),
                ("important_percent", models.PositiveSmallIntegerField(default=0)),
                ("bands", models.TextField(blank=True)),
                ("source", models.CharField(max_length=400)),
                ("instrument_version", models.CharField(max_length=40)),
                ("order", models.PositiveSmallIntegerField()),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("taken_on", models.DateField()),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("room", "On the tablet in the room"),
                            ("paper", "On paper, entered after"),
                            ("spoken", "Asked aloud"),
                        ],
                        default="room",
                        max_length=6,
                    ),
                ),
                ("language", models.CharField(default="en", max_length=8)),
                ("instrument_version", models.CharField(max_length=40)),
                (
                    "items",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SmallIntegerField(null=True), size=None
                    ),
                ),
                (
                    "names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), default=list, size=None
                    ),
                ),
                ("score", models.DecimalField(decimal_places=1, max_digits=5, null=True)),
                ("missing", models.PositiveSmallIntegerField(default=0)),
                ("detectable", models.DecimalField(decimal_places=1, max_digits=5)),
                ("important", models.DecimalField(decimal_places=1, max_digits=5)),
                ("important_percent", models.PositiveSmallIntegerField(default=0)),
                ("source", models.CharField(max_length=400)),
                ("taken_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_why", models.CharField(blank=True, max_length=300)),
                ("key", models.UUIDField(editable=False, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="OutcomeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("taken_on", models.DateField()),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("room", "On the tablet in the room"),
                            ("paper", "On paper, entered after"),
                            ("spoken", "Asked aloud"),
                        ],
                        default="room",
                        max_length=6,
                    ),
                ),
                ("language", models.CharField(default="en", max_length=8)),
                ("instrument_version", models.CharField(max_length=40)),
                (
                    "items",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SmallIntegerField(null=True), size=None
                    ),
                ),
                (
                    "names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), default=list, size=None
                    ),
                ),
                ("score", models.DecimalField(decimal_places=1, max_digits=5, null=True)),
                ("missing", models.PositiveSmallIntegerField(default=0)),
                ("detectable", models.DecimalField(decimal_places=1, max_digits=5)),
                ("important", models.DecimalField(decimal_places=1, max_digits=5)),
                ("important_percent", models.PositiveSmallIntegerField(default=0)),
                ("source", models.CharField(max_length=400)),
                ("taken_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_why", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("problem", models.TextField()),
                ("times", models.PositiveSmallIntegerField()),
                ("weeks", models.PositiveSmallIntegerField()),
                ("visits", models.PositiveSmallIntegerField()),
                ("minutes", models.PositiveSmallIntegerField()),
                (
                    "techniques",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("pressure_release", "Pressure release"),
                                ("ischemic_compression", "Ischaemic compression"),
                                ("stripping", "Stripping"),
                                ("cross_fibre", "Cross-fibre"),
                                ("myofascial_release", "Myofascial release"),
                                ("muscle_energy_pir", "Muscle energy"),
                                ("positional_release", "Positional release"),
                                ("stretch", "Stretch"),
                                ("spray_and_stretch", "Spray and stretch"),
                                ("vibration_or_percussion", "Vibration or percussion"),
                                ("heat_or_cold", "Heat or cold"),
                                ("swedish_flush", "Swedish strokes"),
                                ("tool_assisted", "With a tool"),
                                ("other", "Other"),
                            ],
                            max_length=24,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("areas", models.CharField(blank=True, max_length=300)),
                ("adaptations", models.TextField(blank=True)),
                ("reassess_on", models.DateField()),
                ("reassess_visit", models.PositiveSmallIntegerField()),
                ("discharge", models.TextField(blank=True)),
                ("agreed_by", models.CharField(blank=True, max_length=160)),
                ("agreed_on", models.DateField(null=True)),
                ("begun_on", models.DateField()),
                ("written_at", models.DateTimeField()),
                ("ended_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="PlanEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("problem", models.TextField()),
                ("times", models.PositiveSmallIntegerField()),
                ("weeks", models.PositiveSmallIntegerField()),
                ("visits", models.PositiveSmallIntegerField()),
                ("minutes", models.PositiveSmallIntegerField()),
                (
                    "techniques",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("pressure_release", "Pressure release"),
                                ("ischemic_compression", "Ischaemic compression"),
                                ("stripping", "Stripping"),
                                ("cross_fibre", "Cross-fibre"),
                                ("myofascial_release", "Myofascial release"),
                                ("muscle_energy_pir", "Muscle energy"),
                                ("positional_release", "Positional release"),
                                ("stretch", "Stretch"),
                                ("spray_and_stretch", "Spray and stretch"),
                                ("vibration_or_percussion", "Vibration or percussion"),
                                ("heat_or_cold", "Heat or cold"),
                                ("swedish_flush", "Swedish strokes"),
                                ("tool_assisted", "With a tool"),
                                ("other", "Other"),
                            ],
                            max_length=24,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("areas", models.CharField(blank=True, max_length=300)),
                ("adaptations", models.TextField(blank=True)),
                ("reassess_on", models.DateField()),
                ("reassess_visit", models.PositiveSmallIntegerField()),
                ("discharge", models.TextField(blank=True)),
                ("agreed_by", models.CharField(blank=True, max_length=160)),
                ("agreed_on", models.DateField(null=True)),
                ("begun_on", models.DateField()),
                ("written_at", models.DateTimeField()),
                ("ended_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Protocol",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True)),
                ("about", models.CharField(blank=True, max_length=300)),
                ("active", models.BooleanField(default=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="ProtocolEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=80)),
                ("about", models.CharField(blank=True, max_length=300)),
                ("active", models.BooleanField(default=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProtocolStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("left", "Left"),
                            ("right", "Right"),
                            ("midline", "Midline"),
                            ("both", "Both sides"),
                        ],
                        max_length=7,
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=12)),
                ("words", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="ProtocolStepEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("left", "Left"),
                            ("right", "Right"),
                            ("midline", "Midline"),
                            ("both", "Both sides"),
                        ],
                        max_length=7,
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=12)),
                ("words", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProtocolUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                (
                    "findings",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "left_out",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300), default=list, size=None
                    ),
                ),
                ("applied_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["applied_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ProtocolUseEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=80)),
                (
                    "findings",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "left_out",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300), default=list, size=None
                    ),
                ),
                ("applied_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SessionComplaint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SessionComplaintEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=300)),
                ("onset", models.CharField(blank=True, max_length=160)),
                (
                    "state",
                    models.CharField(
                        choices=[("treated", "Being treated"), ("watched", "Watching"), ("over", "Over")],
                        default="treated",
                        max_length=7,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("over_at", models.DateTimeField(null=True)),
                ("over_why", models.CharField(blank=True, max_length=300)),
                ("version", models.PositiveIntegerField(default=1)),
                ("key", models.UUIDField(editable=False, unique=True)),
                (
                    "history",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="patients.medicalhistory",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "over_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="patients.patient",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ComplaintEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("words", models.CharField(max_length=300)),
                ("onset", models.CharField(blank=True, max_length=160)),
                (
                    "state",
                    models.CharField(
                        choices=[("treated", "Being treated"), ("watched", "Watching"), ("over", "Over")],
                        default="treated",
                        max_length=7,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("over_at", models.DateTimeField(null=True)),
                ("over_why", models.CharField(blank=True, max_length=300)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="patients.medicalhistory",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "over_by",
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
                        to="treatment_sessions.complaint",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ComplaintZone",
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
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="zones",
                        to="treatment_sessions.complaint",
                    ),
                ),
                (
                    "zone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="treatment_sessions.zone",
                    ),
                ),
            ],
            options={
                "ordering": ["zone__order", "side"],
            },
        ),
        migrations.CreateModel(
            name="ComplaintZoneEvent",
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
                    "complaint",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="treatment_sessions.complaint",
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
                        to="treatment_sessions.complaintzone",
                    ),
                ),
                (
                    "zone",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="treatment_sessions.zone",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CourseDefault",
            fields=[
                ("slug", models.SlugField(max_length=12, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=60)),
                ("times", models.PositiveSmallIntegerField()),
                ("weeks", models.PositiveSmallIntegerField()),
                ("visits", models.PositiveSmallIntegerField()),
                ("minutes", models.PositiveSmallIntegerField()),
                ("reassess_visits", models.PositiveSmallIntegerField()),
                ("reassess_days", models.PositiveSmallIntegerField()),
                ("no_change_after", models.PositiveSmallIntegerField()),
                ("order", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minutes__range", (10, 180)),
                            ("no_change_after__range", (2, 12)),
                            ("reassess_days__range", (7, 180)),
                            ("reassess_visits__range", (1, 20)),
                            ("times__range", (1, 5)),
                            ("visits__range", (1, 60)),
                            ("weeks__range", (1, 12)),
                        ),
                        name="a_default_is_within_reason",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coursedefault",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_coursedefaultevent" ("minutes", "name", "no_change_after", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reassess_days", "reassess_visits", "slug", "times", "visits", "weeks") VALUES (NEW."minutes", NEW."name", NEW."no_change_after", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."slug", NEW."reassess_days", NEW."reassess_visits", NEW."slug", NEW."times", NEW."visits", NEW."weeks"); RETURN NULL;',
                    hash="9ae096f8f927d55f080fc7d0a504aeb3f1e1d382",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b2990",
                    table="treatment_sessions_coursedefault",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coursedefault",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "treatment_sessions_coursedefaultevent" ("minutes", "name", "no_change_after", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reassess_days", "reassess_visits", "slug", "times", "visits", "weeks") VALUES (NEW."minutes", NEW."name", NEW."no_change_after", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."slug", NEW."reassess_days", NEW."reassess_visits", NEW."slug", NEW."times", NEW."visits", NEW."weeks"); RETURN NULL;',
                    hash="e2cf3793266d4ef76784fbe49629752f9eae61f0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e96a6",
                    table="treatment_sessions_coursedefault",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coursedefault",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_coursedefaultevent" ("minutes", "name", "no_change_after", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reassess_days", "reassess_visits", "slug", "times", "visits", "weeks") VALUES (OLD."minutes", OLD."name", OLD."no_change_after", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."slug", OLD."reassess_days", OLD."reassess_visits", OLD."slug", OLD."times", OLD."visits", OLD."weeks"); RETURN NULL;',
                    hash="d8d898d6dcbf89b7612a040224a5ae16c577cca8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a716c",
                    table="treatment_sessions_coursedefault",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="coursedefaultevent",
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
            model_name="coursedefaultevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="treatment_sessions.coursedefault",
            ),
        ),
        migrations.AddField(
            model_name="goalevent",
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
            model_name="goalevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="treatment_sessions.goal",
            ),
        ),
        migrations.AddField(
            model_name="homecare",
            name="complaint",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="home_care",
                to="treatment_sessions.complaint",
            ),
        ),
        migrations.AddField(
            model_name="homecare",
            name="given_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="homecare",
            name="treatment_session",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="home_care",
                to="treatment_sessions.treatmentsession",
            ),
        ),
        migrations.AddField(
            model_name="homecareevent",
            name="complaint",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="treatment_sessions.complaint",
            ),
        ),
        migrations.AddField(
            model_name="homecareevent",
            name="given_by",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="homecareevent",
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
            model_name="homecareevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="treatment_sessions.homecare",
            ),
        ),
        migrations.AddField(
            model_name="homecareevent",
            name="treatment_session",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="treatment_sessions.treatmentsession",
            ),
        ),
        migrations.AddField(
            model_name="homecareitem",
            name="muscle",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="treatment_sessions.muscle",
            ),
        ),
        migrations.AddField(
            model_name="homecareevent",
            name="item",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="treatment_sessions.homecareitem",
            ),
        ),
        migrations.AddField(
            model_name="homecare",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="treatment_sessions.homecareitem",
            ),
        ),
        migrations.AddField(
            model_name="homecareitemevent",
            name="muscle",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="treatment_sessions.muscle",
            ),
        ),
        migrations.AddField(
            model_name="homecareitemevent",
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
            model_name="homecareitemevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="treatment_sessions.homecareitem",
            ),
        ),
        migrations.AddField(
            model_name="homecarereport",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="homecarereport",
            name="home_care",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reports",
                to="treatment_sessions.homecare",
            ),
        ),
        migrations.AddField(
            model_name="homecarereportevent",
            name="asked_by",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="homecarereportevent",
            name="home_care",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="treatment_sessions.homecare",
            ),
        ),
        migrations.AddField(
            model_name="homecarereportevent",
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
            model_name="homecarereportevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="treatment_sessions.homecarereport",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("detectable__gt", 0),
                    ("important__gt", 0),
                    ("important_percent__lte", 100),
                    models.Q(("source", ""), _negated=True),
                ),
                name="a_threshold_has_a_size_and_a_source",
            ),
        ),
        migrations.AddField(
            model_name="goalevent",
            name="measure",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="treatment_sessions.measure",
            ),
        ),
        migrations.AddField(
            model_name="goal",
            name="measure",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="treatment_sessions.measure",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measure",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_measureevent" ("about", "bands", "detectable", "high", "high_words", "important", "important_percent", "instrument_version", "is_change", "item_values", "items_least", "items_most", "low", "low_words", "lower_is_better", "may_miss", "name", "named_items", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prompt", "scoring", "slug", "source", "unit", "version") VALUES (NEW."about", NEW."bands", NEW."detectable", NEW."high", NEW."high_words", NEW."important", NEW."important_percent", NEW."instrument_version", NEW."is_change", NEW."item_values", NEW."items_least", NEW."items_most", NEW."low", NEW."low_words", NEW."lower_is_better", NEW."may_miss", NEW."name", NEW."named_items", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."slug", NEW."prompt", NEW."scoring", NEW."slug", NEW."source", NEW."unit", NEW."version"); RETURN NULL;',
                    hash="0e1f7d073036c1a672334a61e6f18c4d47185bc5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f1e2a",
                    table="treatment_sessions_measure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measure",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "treatment_sessions_measureevent" ("about", "bands", "detectable", "high", "high_words", "important", "important_percent", "instrument_version", "is_change", "item_values", "items_least", "items_most", "low", "low_words", "lower_is_better", "may_miss", "name", "named_items", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prompt", "scoring", "slug", "source", "unit", "version") VALUES (NEW."about", NEW."bands", NEW."detectable", NEW."high", NEW."high_words", NEW."important", NEW."important_percent", NEW."instrument_version", NEW."is_change", NEW."item_values", NEW."items_least", NEW."items_most", NEW."low", NEW."low_words", NEW."lower_is_better", NEW."may_miss", NEW."name", NEW."named_items", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."slug", NEW."prompt", NEW."scoring", NEW."slug", NEW."source", NEW."unit", NEW."version"); RETURN NULL;',
                    hash="8dfc756e7041ed0ebb44e83cd8d1a5489ed51647",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9a622",
                    table="treatment_sessions_measure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measure",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_measureevent" ("about", "bands", "detectable", "high", "high_words", "important", "important_percent", "instrument_version", "is_change", "item_values", "items_least", "items_most", "low", "low_words", "lower_is_better", "may_miss", "name", "named_items", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prompt", "scoring", "slug", "source", "unit", "version") VALUES (OLD."about", OLD."bands", OLD."detectable", OLD."high", OLD."high_words", OLD."important", OLD."important_percent", OLD."instrument_version", OLD."is_change", OLD."item_values", OLD."items_least", OLD."items_most", OLD."low", OLD."low_words", OLD."lower_is_better", OLD."may_miss", OLD."name", OLD."named_items", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."slug", OLD."prompt", OLD."scoring", OLD."slug", OLD."source", OLD."unit", OLD."version"); RETURN NULL;',
                    hash="f6b6e491aa8353ca3b3b09446e43609e4f153876",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6ce6b",
                    table="treatment_sessions_measure",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="measureevent",
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
            model_name="measureevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="treatment_sessions.measure",
            ),
        ),
        migrations.AddField(
            model_name="outcome",
            name="complaint",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="outcomes",
                to="treatment_sessions.complaint",
            ),
        ),
        migrations.AddField(
            model_name="outcome",
            name="measure",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="treatment_sessions.measure"
            ),
        ),
        migrations.AddField(
            model_name="outcome",
            name="taken_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="outcome",
            name="withdrawn_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="outcomeevent",
            name="complaint",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="treatment_sessions.complaint",
            ),
        ),
        migrations.AddField(
            model_name="outcomeevent",
            name="measure",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="treatment_sessions.measure",
            ),
        ),
        migrations.AddField(
            model_name="outcomeevent",
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
            model_name="outcomeevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="treatment_sessions.outcome",
            ),
        ),
        migrations.AddField(
            model_name="outcomeevent",
            name="taken_by",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="outcomeevent",
            name="withdrawn_by",
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
            model_name="plan",
            name="complaint",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="plans",
                to="treatment_sessions.complaint",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="kind",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="treatment_sessions.coursedefault",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="goalevent",
            name="plan",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="treatment_sessions.plan",
            ),
        ),
        migrations.AddField(
            model_name="goal",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="goals",
                to="treatment_sessions.plan",
            ),
        ),
        migrations.AddField(
            model_name="planevent",
            name="complaint",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="treatment_sessions.complaint",
            ),
        ),
        migrations.AddField(
            model_name="planevent",
            name="kind",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="treatment_sessions.coursedefault",
            ),
        ),
        migrations.AddField(
            model_name="planevent",
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
            model_name="planevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="treatment_sessions.plan",
            ),
        ),
        migrations.AddField(
            model_name="planevent",
            name="written_by",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="protocol",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="a_protocol_has_a_name"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="protocol",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_protocolevent" ("about", "active", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."about", NEW."active", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="f72cec1cb90eaa3598eda286baf84abbe7ccf901",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e5802",
                    table="treatment_sessions_protocol",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="protocol",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "treatment_sessions_protocolevent" ("about", "active", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."about", NEW."active", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="adeb324afa9fff336168d4f7609af75f4e1787e7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3d592",
                    table="treatment_sessions_protocol",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="protocol",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_protocolevent" ("about", "active", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."about", OLD."active", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version"); RETURN NULL;',
                    hash="986788f33f4e8246b0450efd9eea818f85773b02",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4bbb1",
                    table="treatment_sessions_protocol",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="protocolevent",
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
            model_name="protocolevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="treatment_sessions.protocol",
            ),
        ),
        migrations.AddField(
            model_name="protocolstep",
            name="muscle",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="treatment_sessions.muscle"
            ),
        ),
        migrations.AddField(
            model_name="protocolstep",
            name="protocol",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="steps",
                to="treatment_sessions.protocol",
            ),
        ),
        migrations.AddField(
            model_name="protocolstepevent",
            name="muscle",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="treatment_sessions.muscle",
            ),
        ),
        migrations.AddField(
            model_name="protocolstepevent",
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
            model_name="protocolstepevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="treatment_sessions.protocolstep",
            ),
        ),
        migrations.AddField(
            model_name="protocolstepevent",
            name="protocol",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="treatment_sessions.protocol",
            ),
        ),
        migrations.AddField(
            model_name="protocoluse",
            name="applied_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="protocoluse",
            name="protocol",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="treatment_sessions.protocol",
            ),
        ),
        migrations.AddField(
            model_name="protocoluse",
            name="treatment_session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="protocol_uses",
                to="treatment_sessions.treatmentsession",
            ),
        ),
        migrations.AddField(
            model_name="protocoluseevent",
            name="applied_by",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="protocoluseevent",
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
            model_name="protocoluseevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="treatment_sessions.protocoluse",
            ),
        ),
        migrations.AddField(
            model_name="protocoluseevent",
            name="protocol",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="treatment_sessions.protocol",
            ),
        ),
        migrations.AddField(
            model_name="protocoluseevent",
            name="treatment_session",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="treatment_sessions.treatmentsession",
            ),
        ),
        migrations.AddField(
            model_name="sessioncomplaint",
            name="complaint",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="session_complaints",
                to="treatment_sessions.complaint",
            ),
        ),
        migrations.AddField(
            model_name="sessioncomplaint",
            name="treatment_session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="session_complaints",
                to="treatment_sessions.treatmentsession",
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="treatment_sessions",
            field=models.ManyToManyField(
                related_name="complaints",
                through="treatment_sessions.SessionComplaint",
                to="treatment_sessions.treatmentsession",
            ),
        ),
        migrations.AddField(
            model_name="sessioncomplaintevent",
            name="complaint",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="treatment_sessions.complaint",
            ),
        ),
        migrations.AddField(
            model_name="sessioncomplaintevent",
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
            model_name="sessioncomplaintevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="treatment_sessions.sessioncomplaint",
            ),
        ),
        migrations.AddField(
            model_name="sessioncomplaintevent",
            name="treatment_session",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="treatment_sessions.treatmentsession",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="complaintevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="270685524a2cf04e86bf0daee5b8f2cbae8670ee",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e263a",
                    table="treatment_sessions_complaintevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintzone",
            constraint=models.UniqueConstraint(
                fields=("complaint", "zone", "side"), name="a_complaint_names_a_place_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="complaintzone",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_complaintzoneevent" ("complaint_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "zone_id") VALUES (NEW."complaint_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."side", NEW."zone_id"); RETURN NULL;',
                    hash="f5875d7e43c7357e50465e28f035bbbcc3e7b2ce",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7dfa1",
                    table="treatment_sessions_complaintzone",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="complaintzone",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "treatment_sessions_complaintzoneevent" ("complaint_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "zone_id") VALUES (NEW."complaint_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."side", NEW."zone_id"); RETURN NULL;',
                    hash="88800dd6e3e3c4b128c4e8ae3b6af0810ac8ad2d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f72ca",
                    table="treatment_sessions_complaintzone",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="complaintzone",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_complaintzoneevent" ("complaint_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "zone_id") VALUES (OLD."complaint_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."side", OLD."zone_id"); RETURN NULL;',
                    hash="3e7bc09ad0075740462217f1f97daca132772edc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_be08d",
                    table="treatment_sessions_complaintzone",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="complaintzoneevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7aad7278d9c16adf99a06302c653db3f1a0bf5f0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_09e02",
                    table="treatment_sessions_complaintzoneevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coursedefaultevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ff9c100d86ee83a61d14eddf297eb57ed307c41a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2f51e",
                    table="treatment_sessions_coursedefaultevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="homecareitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("days_a_week__range", (1, 7)),
                    ("repetitions__range", (1, 50)),
                    ("seconds__lte", 1800),
                    ("times_a_day__range", (1, 12)),
                    models.Q(("pressure__isnull", True), ("pressure__range", (1, 5)), _connector="OR"),
                ),
                name="an_items_dose_is_within_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="homecareitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "release"), _negated=True),
                    models.Q(("muscle__isnull", False), ("pressure__isnull", False)),
                    _connector="OR",
                ),
                name="self_release_says_where_and_how_hard",
            ),
        ),
        migrations.AddConstraint(
            model_name="homecareitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), _negated=True),
                    models.Q(("words", ""), _negated=True),
                    models.Q(("stop_rules", ""), _negated=True),
                ),
                name="an_item_says_how_and_when_to_stop",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="homecareitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_homecareitemevent" ("active", "days_a_week", "id", "kind", "muscle_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pressure", "repetitions", "seconds", "stop_rules", "times_a_day", "version", "words") VALUES (NEW."active", NEW."days_a_week", NEW."id", NEW."kind", NEW."muscle_id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pressure", NEW."repetitions", NEW."seconds", NEW."stop_rules", NEW."times_a_day", NEW."version", NEW."words"); RETURN NULL;',
                    hash="32ef96c3eb1b32cd1e1bf687ce2ee25b0b77a5a8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_907b8",
                    table="treatment_sessions_homecareitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="homecareitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "treatment_sessions_homecareitemevent" ("active", "days_a_week", "id", "kind", "muscle_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pressure", "repetitions", "seconds", "stop_rules", "times_a_day", "version", "words") VALUES (NEW."active", NEW."days_a_week", NEW."id", NEW."kind", NEW."muscle_id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pressure", NEW."repetitions", NEW."seconds", NEW."stop_rules", NEW."times_a_day", NEW."version", NEW."words"); RETURN NULL;',
                    hash="6f40615c6b9bc754cc635c1e334bebb74507be05",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_98173",
                    table="treatment_sessions_homecareitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="homecareitem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_homecareitemevent" ("active", "days_a_week", "id", "kind", "muscle_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pressure", "repetitions", "seconds", "stop_rules", "times_a_day", "version", "words") VALUES (OLD."active", OLD."days_a_week", OLD."id", OLD."kind", OLD."muscle_id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pressure", OLD."repetitions", OLD."seconds", OLD."stop_rules", OLD."times_a_day", OLD."version", OLD."words"); RETURN NULL;',
                    hash="f6e6b6524a9b5d9e26d82ae6057c82b587073ee7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e2c1d",
                    table="treatment_sessions_homecareitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="homecareevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7ba714fa03daf115132579db9074af58dd45c023",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0d8ba",
                    table="treatment_sessions_homecareevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="homecare",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("days_a_week__range", (1, 7)),
                    ("repetitions__range", (1, 50)),
                    ("seconds__lte", 1800),
                    ("times_a_day__range", (1, 12)),
                    models.Q(("pressure__isnull", True), ("pressure__range", (1, 5)), _connector="OR"),
                ),
                name="a_given_dose_is_within_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="homecare",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_homecareevent" ("complaint_id", "days_a_week", "demonstrated", "given_by_id", "given_on", "id", "item_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pressure", "repetitions", "seconds", "side", "stop_rules", "times_a_day", "treatment_session_id", "words") VALUES (NEW."complaint_id", NEW."days_a_week", NEW."demonstrated", NEW."given_by_id", NEW."given_on", NEW."id", NEW."item_id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pressure", NEW."repetitions", NEW."seconds", NEW."side", NEW."stop_rules", NEW."times_a_day", NEW."treatment_session_id", NEW."words"); RETURN NULL;',
                    hash="12bce7390464bc7fe09c036629debb816ea8f3e3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2e7b9",
                    table="treatment_sessions_homecare",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="homecare",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."complaint_id" IS DISTINCT FROM (NEW."complaint_id") OR OLD."days_a_week" IS DISTINCT FROM (NEW."days_a_week") OR OLD."demonstrated" IS DISTINCT FROM (NEW."demonstrated") OR OLD."given_by_id" IS DISTINCT FROM (NEW."given_by_id") OR OLD."given_on" IS DISTINCT FROM (NEW."given_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."item_id" IS DISTINCT FROM (NEW."item_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."pressure" IS DISTINCT FROM (NEW."pressure") OR OLD."repetitions" IS DISTINCT FROM (NEW."repetitions") OR OLD."seconds" IS DISTINCT FROM (NEW."seconds") OR OLD."side" IS DISTINCT FROM (NEW."side") OR OLD."stop_rules" IS DISTINCT FROM (NEW."stop_rules") OR OLD."times_a_day" IS DISTINCT FROM (NEW."times_a_day") OR OLD."treatment_session_id" IS DISTINCT FROM (NEW."treatment_session_id") OR OLD."words" IS DISTINCT FROM (NEW."words"))',
                    func='INSERT INTO "treatment_sessions_homecareevent" ("complaint_id", "days_a_week", "demonstrated", "given_by_id", "given_on", "id", "item_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pressure", "repetitions", "seconds", "side", "stop_rules", "times_a_day", "treatment_session_id", "words") VALUES (NEW."complaint_id", NEW."days_a_week", NEW."demonstrated", NEW."given_by_id", NEW."given_on", NEW."id", NEW."item_id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pressure", NEW."repetitions", NEW."seconds", NEW."side", NEW."stop_rules", NEW."times_a_day", NEW."treatment_session_id", NEW."words"); RETURN NULL;',
                    hash="a41a497d9d71544210eb2c23cc7013041a49fa17",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d1c15",
                    table="treatment_sessions_homecare",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="homecare",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_homecareevent" ("complaint_id", "days_a_week", "demonstrated", "given_by_id", "given_on", "id", "item_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pressure", "repetitions", "seconds", "side", "stop_rules", "times_a_day", "treatment_session_id", "words") VALUES (OLD."complaint_id", OLD."days_a_week", OLD."demonstrated", OLD."given_by_id", OLD."given_on", OLD."id", OLD."item_id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pressure", OLD."repetitions", OLD."seconds", OLD."side", OLD."stop_rules", OLD."times_a_day", OLD."treatment_session_id", OLD."words"); RETURN NULL;',
                    hash="7109fd191bf6da8340f0f515f1661eae3ab31b1b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_27d04",
                    table="treatment_sessions_homecare",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="homecareitemevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="fb1d7df6f89766ab5ea4caccb818bca6cf359f9d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_829a9",
                    table="treatment_sessions_homecareitemevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="homecarereport",
            constraint=models.CheckConstraint(
                condition=models.Q(("adherence__isnull", True), ("adherence__lte", 100), _connector="OR"),
                name="adherence_is_0_to_100",
            ),
        ),
        migrations.AddConstraint(
            model_name="homecarereport",
            constraint=models.CheckConstraint(
                condition=models.Q(("soreness__isnull", True), ("soreness__lte", 10), _connector="OR"),
                name="soreness_is_0_to_10",
            ),
        ),
        migrations.AddConstraint(
            model_name="homecarereport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends", True), ("adherence__isnull", False), ("soreness__isnull", False), _connector="OR"
                ),
                name="a_report_says_something",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="homecarereport",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_homecarereportevent" ("adherence", "asked_by_id", "asked_on", "ends", "home_care_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "soreness", "words") VALUES (NEW."adherence", NEW."asked_by_id", NEW."asked_on", NEW."ends", NEW."home_care_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."soreness", NEW."words"); RETURN NULL;',
                    hash="2d80a33e2fae3313d2ba0e9e7dd85a182599cafe",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e565a",
                    table="treatment_sessions_homecarereport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="homecarereport",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "treatment_sessions_homecarereportevent" ("adherence", "asked_by_id", "asked_on", "ends", "home_care_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "soreness", "words") VALUES (NEW."adherence", NEW."asked_by_id", NEW."asked_on", NEW."ends", NEW."home_care_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."soreness", NEW."words"); RETURN NULL;',
                    hash="337982df9821158decd00f79af08f0ed951cd3ec",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_50aa8",
                    table="treatment_sessions_homecarereport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="homecarereport",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_homecarereportevent" ("adherence", "asked_by_id", "asked_on", "ends", "home_care_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "soreness", "words") VALUES (OLD."adherence", OLD."asked_by_id", OLD."asked_on", OLD."ends", OLD."home_care_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."soreness", OLD."words"); RETURN NULL;',
                    hash="ab3631b979406e626b68367d2118a7859967f97b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_47c8e",
                    table="treatment_sessions_homecarereport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="homecarereportevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="04a390d3502541baba4687528ceab826573ddcd4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9f8ed",
                    table="treatment_sessions_homecarereportevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measureevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0d0b097cb461899bf5695274423c73bb9c1a655e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_98451",
                    table="treatment_sessions_measureevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="outcome",
            index=models.Index(fields=["complaint", "measure", "taken_on"], name="outcomes_of_a_complaint"),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True), ("withdrawn_why", "")
                    ),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        models.Q(("withdrawn_why", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="an_outcome_is_withdrawn_with_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outcome",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_outcomeevent" ("complaint_id", "detectable", "id", "important", "important_percent", "instrument_version", "items", "language", "measure_id", "missing", "mode", "names", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "score", "source", "taken_at", "taken_by_id", "taken_on", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") VALUES (NEW."complaint_id", NEW."detectable", NEW."id", NEW."important", NEW."important_percent", NEW."instrument_version", NEW."items", NEW."language", NEW."measure_id", NEW."missing", NEW."mode", NEW."names", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."score", NEW."source", NEW."taken_at", NEW."taken_by_id", NEW."taken_on", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_why"); RETURN NULL;',
                    hash="5f130b871d56fc20a53ff8de28e7fd73e5c32e25",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_157e6",
                    table="treatment_sessions_outcome",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outcome",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."complaint_id" IS DISTINCT FROM (NEW."complaint_id") OR OLD."detectable" IS DISTINCT FROM (NEW."detectable") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."important" IS DISTINCT FROM (NEW."important") OR OLD."important_percent" IS DISTINCT FROM (NEW."important_percent") OR OLD."instrument_version" IS DISTINCT FROM (NEW."instrument_version") OR OLD."items" IS DISTINCT FROM (NEW."items") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."measure_id" IS DISTINCT FROM (NEW."measure_id") OR OLD."missing" IS DISTINCT FROM (NEW."missing") OR OLD."mode" IS DISTINCT FROM (NEW."mode") OR OLD."names" IS DISTINCT FROM (NEW."names") OR OLD."score" IS DISTINCT FROM (NEW."score") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."taken_at" IS DISTINCT FROM (NEW."taken_at") OR OLD."taken_by_id" IS DISTINCT FROM (NEW."taken_by_id") OR OLD."taken_on" IS DISTINCT FROM (NEW."taken_on") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_by_id" IS DISTINCT FROM (NEW."withdrawn_by_id") OR OLD."withdrawn_why" IS DISTINCT FROM (NEW."withdrawn_why"))',
                    func='INSERT INTO "treatment_sessions_outcomeevent" ("complaint_id", "detectable", "id", "important", "important_percent", "instrument_version", "items", "language", "measure_id", "missing", "mode", "names", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "score", "source", "taken_at", "taken_by_id", "taken_on", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") VALUES (NEW."complaint_id", NEW."detectable", NEW."id", NEW."important", NEW."important_percent", NEW."instrument_version", NEW."items", NEW."language", NEW."measure_id", NEW."missing", NEW."mode", NEW."names", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."score", NEW."source", NEW."taken_at", NEW."taken_by_id", NEW."taken_on", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_why"); RETURN NULL;',
                    hash="1f464e19afe7933f3f07c573558de578d66a5326",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c08fa",
                    table="treatment_sessions_outcome",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outcome",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_outcomeevent" ("complaint_id", "detectable", "id", "important", "important_percent", "instrument_version", "items", "language", "measure_id", "missing", "mode", "names", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "score", "source", "taken_at", "taken_by_id", "taken_on", "withdrawn_at", "withdrawn_by_id", "withdrawn_why") VALUES (OLD."complaint_id", OLD."detectable", OLD."id", OLD."important", OLD."important_percent", OLD."instrument_version", OLD."items", OLD."language", OLD."measure_id", OLD."missing", OLD."mode", OLD."names", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."score", OLD."source", OLD."taken_at", OLD."taken_by_id", OLD."taken_on", OLD."withdrawn_at", OLD."withdrawn_by_id", OLD."withdrawn_why"); RETURN NULL;',
                    hash="af1376d319c69e95647b93ff257e6752658e2f4f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2a1b1",
                    table="treatment_sessions_outcome",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outcomeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="497648954dac4523eae222188e36294d638512c9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_eb1fb",
                    table="treatment_sessions_outcomeevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)),
                fields=("complaint",),
                name="one_plan_in_force_per_complaint",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed_by", ""), ("agreed_on__isnull", True)),
                    models.Q(models.Q(("agreed_by", ""), _negated=True), ("agreed_on__isnull", False)),
                    _connector="OR",
                ),
                name="a_plan_is_agreed_by_name_and_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("times__range", (1, 5)),
                    ("visits__range", (1, 60)),
                    ("weeks__range", (1, 12)),
                    ("minutes__range", (10, 180)),
                    ("reassess_visit__range", (1, 200)),
                ),
                name="a_plan_is_within_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True), ("ended_on__gte", models.F("begun_on")), _connector="OR"
                ),
                name="a_plan_ends_after_it_begins",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plan",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_planevent" ("adaptations", "agreed_by", "agreed_on", "areas", "begun_on", "complaint_id", "discharge", "ended_on", "id", "kind_id", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "reassess_on", "reassess_visit", "techniques", "times", "version", "visits", "weeks", "written_at", "written_by_id") VALUES (NEW."adaptations", NEW."agreed_by", NEW."agreed_on", NEW."areas", NEW."begun_on", NEW."complaint_id", NEW."discharge", NEW."ended_on", NEW."id", NEW."kind_id", NEW."minutes", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."problem", NEW."reassess_on", NEW."reassess_visit", NEW."techniques", NEW."times", NEW."version", NEW."visits", NEW."weeks", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                    hash="25b3523e5b0545735c7fc188f5dd690e78d08794",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6d953",
                    table="treatment_sessions_plan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "treatment_sessions_planevent" ("adaptations", "agreed_by", "agreed_on", "areas", "begun_on", "complaint_id", "discharge", "ended_on", "id", "kind_id", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "reassess_on", "reassess_visit", "techniques", "times", "version", "visits", "weeks", "written_at", "written_by_id") VALUES (NEW."adaptations", NEW."agreed_by", NEW."agreed_on", NEW."areas", NEW."begun_on", NEW."complaint_id", NEW."discharge", NEW."ended_on", NEW."id", NEW."kind_id", NEW."minutes", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."problem", NEW."reassess_on", NEW."reassess_visit", NEW."techniques", NEW."times", NEW."version", NEW."visits", NEW."weeks", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                    hash="6d99954030cf6d7f4739126f4ec55fea936c1f3d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d3193",
                    table="treatment_sessions_plan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plan",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_planevent" ("adaptations", "agreed_by", "agreed_on", "areas", "begun_on", "complaint_id", "discharge", "ended_on", "id", "kind_id", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "reassess_on", "reassess_visit", "techniques", "times", "version", "visits", "weeks", "written_at", "written_by_id") VALUES (OLD."adaptations", OLD."agreed_by", OLD."agreed_on", OLD."areas", OLD."begun_on", OLD."complaint_id", OLD."discharge", OLD."ended_on", OLD."id", OLD."kind_id", OLD."minutes", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."problem", OLD."reassess_on", OLD."reassess_visit", OLD."techniques", OLD."times", OLD."version", OLD."visits", OLD."weeks", OLD."written_at", OLD."written_by_id"); RETURN NULL;',
                    hash="30ab5c8c8789dff92a20321c1452dd1627c8c990",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bbbbf",
                    table="treatment_sessions_plan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goalevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="27327f47fcc107736e75f31b7dc550558c5ed5d1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0443d",
                    table="treatment_sessions_goalevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="a_goal_is_put_into_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latest__isnull", True), ("latest_on__isnull", True)),
                    models.Q(("latest__isnull", False), ("latest_on__isnull", False)),
                    _connector="OR",
                ),
                name="a_goals_latest_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("plan", "order"),
                name="one_goal_per_place_in_a_plan",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goal",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_goalevent" ("baseline", "due_on", "id", "latest", "latest_on", "measure_id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "state", "target", "unit", "version", "words") VALUES (NEW."baseline", NEW."due_on", NEW."id", NEW."latest", NEW."latest_on", NEW."measure_id", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."state", NEW."target", NEW."unit", NEW."version", NEW."words"); RETURN NULL;',
                    hash="f6de968c18127823fbee8e1bf6e60a0d8a12a8bd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7f1ff",
                    table="treatment_sessions_goal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goal",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "treatment_sessions_goalevent" ("baseline", "due_on", "id", "latest", "latest_on", "measure_id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "state", "target", "unit", "version", "words") VALUES (NEW."baseline", NEW."due_on", NEW."id", NEW."latest", NEW."latest_on", NEW."measure_id", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."state", NEW."target", NEW."unit", NEW."version", NEW."words"); RETURN NULL;',
                    hash="c54289db6cd558e535975d8a9387c8af556a95a0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2b276",
                    table="treatment_sessions_goal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goal",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_goalevent" ("baseline", "due_on", "id", "latest", "latest_on", "measure_id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "state", "target", "unit", "version", "words") VALUES (OLD."baseline", OLD."due_on", OLD."id", OLD."latest", OLD."latest_on", OLD."measure_id", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."state", OLD."target", OLD."unit", OLD."version", OLD."words"); RETURN NULL;',
                    hash="ff64ee50656cd2b78119a893aa3eb079b99df513",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f9bbf",
                    table="treatment_sessions_goal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b75f1a945f9b0a2b13251880c5e8acc4314e6aeb",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_09c1a",
                    table="treatment_sessions_planevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="protocolevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="15fed1c39c06f91b78b6f6f9980c891c0079207e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_56305",
                    table="treatment_sessions_protocolevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="protocolstep",
            constraint=models.UniqueConstraint(fields=("protocol", "order"), name="one_step_per_place"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="protocolstep",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_protocolstepevent" ("code", "id", "muscle_id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protocol_id", "side", "words") VALUES (NEW."code", NEW."id", NEW."muscle_id", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."protocol_id", NEW."side", NEW."words"); RETURN NULL;',
                    hash="b480d15cc1b56d39e253e226afb6d2e1a1cef657",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_13fcb",
                    table="treatment_sessions_protocolstep",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="protocolstep",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "treatment_sessions_protocolstepevent" ("code", "id", "muscle_id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protocol_id", "side", "words") VALUES (NEW."code", NEW."id", NEW."muscle_id", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."protocol_id", NEW."side", NEW."words"); RETURN NULL;',
                    hash="8de14414835063c8c3630dc5ac0be86762845247",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_753c4",
                    table="treatment_sessions_protocolstep",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="protocolstep",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_protocolstepevent" ("code", "id", "muscle_id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protocol_id", "side", "words") VALUES (OLD."code", OLD."id", OLD."muscle_id", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."protocol_id", OLD."side", OLD."words"); RETURN NULL;',
                    hash="0bce2b162434b715789f1e7e5b989d231df98674",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_78104",
                    table="treatment_sessions_protocolstep",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="protocolstepevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="32c0440cd272ad99a103f81e5223a8169a994e83",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_290c0",
                    table="treatment_sessions_protocolstepevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="protocoluse",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_protocoluseevent" ("applied_at", "applied_by_id", "findings", "id", "left_out", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protocol_id", "treatment_session_id", "undone_at") VALUES (NEW."applied_at", NEW."applied_by_id", NEW."findings", NEW."id", NEW."left_out", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."protocol_id", NEW."treatment_session_id", NEW."undone_at"); RETURN NULL;',
                    hash="696c0ccb1b3e7d06fbe6b7eedf9167a9596ea4ca",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b079d",
                    table="treatment_sessions_protocoluse",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="protocoluse",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "treatment_sessions_protocoluseevent" ("applied_at", "applied_by_id", "findings", "id", "left_out", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protocol_id", "treatment_session_id", "undone_at") VALUES (NEW."applied_at", NEW."applied_by_id", NEW."findings", NEW."id", NEW."left_out", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."protocol_id", NEW."treatment_session_id", NEW."undone_at"); RETURN NULL;',
                    hash="5fa6342bace0695b483f8990a43a9498a488f95a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b90c0",
                    table="treatment_sessions_protocoluse",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="protocoluse",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_protocoluseevent" ("applied_at", "applied_by_id", "findings", "id", "left_out", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protocol_id", "treatment_session_id", "undone_at") VALUES (OLD."applied_at", OLD."applied_by_id", OLD."findings", OLD."id", OLD."left_out", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."protocol_id", OLD."treatment_session_id", OLD."undone_at"); RETURN NULL;',
                    hash="473109dee08aac44a3277dd4fa1cd7baaa6137ec",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4fc8b",
                    table="treatment_sessions_protocoluse",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="protocoluseevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e95d7e53bf9db687d6011ca7fe67c1f3e62103c6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ff147",
                    table="treatment_sessions_protocoluseevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="sessioncomplaint",
            constraint=models.UniqueConstraint(
                fields=("treatment_session", "complaint"), name="a_session_names_a_complaint_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sessioncomplaint",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_sessioncomplaintevent" ("complaint_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "treatment_session_id") VALUES (NEW."complaint_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."treatment_session_id"); RETURN NULL;',
                    hash="ad1560e6c0b3d50af2e1ebb27f6d6cc3813e31e7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ddfa3",
                    table="treatment_sessions_sessioncomplaint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sessioncomplaint",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "treatment_sessions_sessioncomplaintevent" ("complaint_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "treatment_session_id") VALUES (NEW."complaint_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."treatment_session_id"); RETURN NULL;',
                    hash="c36fb1cc902b69ecb3ae5a3e85d0aa0286ea8de7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_24f56",
                    table="treatment_sessions_sessioncomplaint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sessioncomplaint",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_sessioncomplaintevent" ("complaint_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "treatment_session_id") VALUES (OLD."complaint_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."treatment_session_id"); RETURN NULL;',
                    hash="012fbe3616a579fab7feb0494162a7d16f39ce0b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cc50c",
                    table="treatment_sessions_sessioncomplaint",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["patient", "opened_at"], name="complaints_of_a_patient"),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="a_complaint_is_put_into_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("state", "over"), _negated=True),
                        ("over_at__isnull", True),
                        ("over_by__isnull", True),
                        ("over_why", ""),
                    ),
                    models.Q(
                        ("over_at__isnull", False),
                        ("over_by__isnull", False),
                        ("state", "over"),
                        models.Q(("over_why", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_complaint_is_over_with_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="complaint",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_complaintevent" ("history_id", "id", "onset", "opened_at", "opened_by_id", "over_at", "over_by_id", "over_why", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "version", "words") VALUES (NEW."history_id", NEW."id", NEW."onset", NEW."opened_at", NEW."opened_by_id", NEW."over_at", NEW."over_by_id", NEW."over_why", NEW."patient_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state", NEW."version", NEW."words"); RETURN NULL;',
                    hash="09c2543525a16ebc09c7baec4bbaae03aa2c0623",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_47847",
                    table="treatment_sessions_complaint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="complaint",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."history_id" IS DISTINCT FROM (NEW."history_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."onset" IS DISTINCT FROM (NEW."onset") OR OLD."opened_at" IS DISTINCT FROM (NEW."opened_at") OR OLD."opened_by_id" IS DISTINCT FROM (NEW."opened_by_id") OR OLD."over_at" IS DISTINCT FROM (NEW."over_at") OR OLD."over_by_id" IS DISTINCT FROM (NEW."over_by_id") OR OLD."over_why" IS DISTINCT FROM (NEW."over_why") OR OLD."patient_id" IS DISTINCT FROM (NEW."patient_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."words" IS DISTINCT FROM (NEW."words"))',
                    func='INSERT INTO "treatment_sessions_complaintevent" ("history_id", "id", "onset", "opened_at", "opened_by_id", "over_at", "over_by_id", "over_why", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "version", "words") VALUES (NEW."history_id", NEW."id", NEW."onset", NEW."opened_at", NEW."opened_by_id", NEW."over_at", NEW."over_by_id", NEW."over_why", NEW."patient_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state", NEW."version", NEW."words"); RETURN NULL;',
                    hash="d6b7155cee5ab3b47eed014ea894bbc7327cd660",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_abefb",
                    table="treatment_sessions_complaint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="complaint",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_sessions_complaintevent" ("history_id", "id", "onset", "opened_at", "opened_by_id", "over_at", "over_by_id", "over_why", "patient_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "version", "words") VALUES (OLD."history_id", OLD."id", OLD."onset", OLD."opened_at", OLD."opened_by_id", OLD."over_at", OLD."over_by_id", OLD."over_why", OLD."patient_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."state", OLD."version", OLD."words"); RETURN NULL;',
                    hash="8c1b5dd534ea8e6f45dc159efb8d6fa3cfe8e26a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4287c",
                    table="treatment_sessions_complaint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sessioncomplaintevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6d0078ead7d412c9d54aad3e50eb1a64506db267",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_26d67",
                    table="treatment_sessions_sessioncomplaintevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunPython(lambda apps, _: load(apps.get_model), migrations.RunPython.noop),
    ]

"""Facts of the day, decisions about cautions, and rules that a clinical lead changes by version."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from clinic import migrating
from clinic.guards import append_only, require_audit
from patients.reference import load_caution_rules
from patients.settling import guards


class Migration(migrating.Migration):
    dependencies = [
        ("clinic", "0003_a_clinical_lead"),
        ("patients", "0009_documents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Reading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("changed", models.BooleanField(null=True)),
                ("systolic", models.PositiveSmallIntegerField(null=True)),
                ("diastolic", models.PositiveSmallIntegerField(null=True)),
                ("celsius", models.DecimalField(decimal_places=1, max_digits=3, null=True)),
                ("painkiller_at", models.DateTimeField(null=True)),
                ("intoxicated", models.BooleanField(null=True)),
                ("weeks_pregnant", models.PositiveSmallIntegerField(null=True)),
                ("due_on", models.DateField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RuleVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("trigger", models.CharField(max_length=300)),
                ("severity", models.CharField(max_length=9)),
                ("affects", models.CharField(max_length=300)),
                ("chip", models.CharField(max_length=60)),
                ("message", models.CharField(max_length=300)),
                ("thresholds", models.CharField(blank=True, max_length=80)),
                ("why", models.CharField(blank=True, max_length=300)),
                ("approved_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["version"],
            },
        ),
        migrations.CreateModel(
            name="Settlement",
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
                            ("override", "Overridden"),
                            ("letter", "Letter"),
                            ("closing", "Closed"),
                            ("handled", "Referred or rebooked"),
                            ("withdrawal", "Withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
                ("severity", models.CharField(max_length=9)),
                ("said", models.CharField(blank=True, max_length=1000)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("from_whom", models.CharField(blank=True, max_length=120)),
                ("dated_on", models.DateField(null=True)),
                ("until_on", models.DateField(null=True)),
                ("file_reference", models.CharField(blank=True, max_length=120)),
                ("as_lead", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="cautionrule",
            name="shipped_severity",
            field=models.CharField(
                choices=[
                    ("emergency", "Stop: emergency"),
                    ("urgent", "Stop: urgent"),
                    ("absolute", "Stop"),
                    ("clearance", "Letter needed"),
                    ("local", "Keep off"),
                    ("modify", "Adjust"),
                ],
                default="",
                max_length=9,
            ),
        ),
        migrations.AddField(
            model_name="cautionrule",
            name="source",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddField(
            model_name="cautionrule",
            name="thresholds",
            field=models.CharField(blank=True, default="", max_length=80),
        ),
        migrations.AddField(
            model_name="cautionrule",
            name="version",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddConstraint(
            model_name="cautionrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("shipped_severity", "emergency"), _negated=True),
                    ("severity__in", ("emergency", "urgent")),
                    _connector="OR",
                ),
                name="an_emergency_stays_urgent_at_least",
            ),
        ),
        migrations.AddField(
            model_name="reading",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="reading",
            name="corrects",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrected_by",
                to="patients.reading",
            ),
        ),
        migrations.AddField(
            model_name="reading",
            name="patient",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="readings", to="patients.patient"
            ),
        ),
        migrations.AddField(
            model_name="ruleversion",
            name="approved_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="ruleversion",
            name="rule",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="patients.cautionrule",
            ),
        ),
        migrations.AddField(
            model_name="settlement",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="settlement",
            name="history",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="patients.medicalhistory",
            ),
        ),
        migrations.AddField(
            model_name="settlement",
            name="patient",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="settlements", to="patients.patient"
            ),
        ),
        migrations.AddField(
            model_name="settlement",
            name="rule",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.cautionrule"
            ),
        ),
        migrations.AddField(
            model_name="settlement",
            name="withdraws",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="withdrawn_by",
                to="patients.settlement",
            ),
        ),
        migrations.AddIndex(
            model_name="reading",
            index=models.Index(fields=["patient", "on"], name="readings_of_a_day"),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("corrects__isnull", False),
                    ("changed__isnull", False),
                    ("systolic__isnull", False),
                    ("diastolic__isnull", False),
                    ("celsius__isnull", False),
                    ("painkiller_at__isnull", False),
                    ("intoxicated__isnull", False),
                    ("weeks_pregnant__isnull", False),
                    ("due_on__isnull", False),
                    _connector="OR",
                ),
                name="a_reading_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("systolic__isnull", True), ("systolic__range", (40, 300)), _connector="OR"),
                    models.Q(("diastolic__isnull", True), ("diastolic__range", (20, 200)), _connector="OR"),
                    models.Q(("celsius__isnull", True), ("celsius__range", (30, 45)), _connector="OR"),
                    models.Q(
                        ("weeks_pregnant__isnull", True), ("weeks_pregnant__range", (0, 45)), _connector="OR"
                    ),
                ),
                name="a_reading_is_a_living_persons",
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("diastolic__isnull", True), ("systolic__isnull", True)),
                    models.Q(
                        ("diastolic__isnull", False),
                        ("systolic__gt", models.F("diastolic")),
                        ("systolic__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_pressure_has_both_numbers",
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("corrects__isnull", True), ("reason", "")),
                    models.Q(("corrects__isnull", False), ("reason__regex", "\\S\\s+\\S+\\s+\\S")),
                    _connector="OR",
                ),
                name="a_correction_has_a_reason_in_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleversion",
            constraint=models.UniqueConstraint(
                fields=("rule", "version"), name="one_text_per_version_of_a_rule"
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at__isnull", True), ("approved_by__isnull", True), ("version", 1)),
                    models.Q(
                        ("approved_at__isnull", False),
                        ("approved_by__isnull", False),
                        ("version__gt", 1),
                        ("why__regex", "\\S\\s+\\S+\\s+\\S"),
                    ),
                    _connector="OR",
                ),
                name="what_did_not_ship_was_approved",
            ),
        ),
        migrations.AddIndex(
            model_name="settlement",
            index=models.Index(fields=["patient", "rule"], name="settlements_of_a_caution"),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "override"), _negated=True),
                    ("severity__in", ("local", "modify")),
                    models.Q(("as_lead", True), ("severity", "clearance")),
                    _connector="OR",
                ),
                name="only_a_lead_overrides_a_clearance_and_nobody_a_stop",
            ),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "override"), _negated=True),
                    models.Q(
                        ("dated_on__isnull", False),
                        ("dated_on__lte", models.F("until_on")),
                        ("until_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="an_override_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "letter"), _negated=True),
                    models.Q(
                        ("dated_on__isnull", False),
                        ("dated_on__lte", models.F("until_on")),
                        ("until_on__isnull", False),
                        ("severity", "clearance"),
                        models.Q(("from_whom", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_letter_is_from_somebody_dated_and_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "closing"), _negated=True),
                    ("severity__in", ("local", "modify")),
                    models.Q(("as_lead", True), ("severity", "clearance")),
                    models.Q(
                        ("severity__in", ("emergency", "urgent", "absolute")),
                        models.Q(("from_whom", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_stop_is_closed_on_somebodys_word",
            ),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "letter"), ("reason__regex", "\\S\\s+\\S+\\s+\\S"), _connector="OR"
                ),
                name="a_settlement_has_a_reason_in_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "withdrawal"), ("withdraws__isnull", False)),
                    models.Q(models.Q(("kind", "withdrawal"), _negated=True), ("withdraws__isnull", True)),
                    _connector="OR",
                ),
                name="a_withdrawal_names_what_it_withdraws",
            ),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("override", "letter", "closing", "handled", "withdrawal"))),
                name="a_settlement_is_of_a_known_kind",
            ),
        ),
        migrations.RunPython(lambda apps, _: load_caution_rules(apps.get_model), migrations.RunPython.noop),
        append_only("patients_reading", "patients_settlement", "patients_ruleversion"),
        require_audit("patients_reading", "patients_settlement", "patients_ruleversion"),
        migrations.RunSQL(guards.LAWFUL, guards.LAWLESS),
    ]

"""What was done at a point in one visit, in one row of a view."""

from django.db import migrations, models

from clinic import migrating

# The inner question is asked of one point at a time, so that a month costs what a month's points cost.
VIEW = """
CREATE VIEW treatment_sessions_treatedpoint AS
SELECT finding.id, finding.treatment_session_id, finding.point_id,
    finding.tenderness_before, finding.tenderness_after, finding.ppt_before, finding.ppt_after,
    given.released, given.answered, given.held, given.holds
FROM treatment_sessions_pointfinding AS finding
CROSS JOIN LATERAL (
    SELECT bool_or(response = 'released') AS released, bool_or(response <> '') AS answered,
        coalesce(sum(hold_seconds), 0) AS held, count(hold_seconds) AS holds
    FROM treatment_sessions_treatment WHERE finding_id = finding.id HAVING count(*) > 0
) AS given
"""


class Migration(migrating.Migration):
    dependencies = [("treatment_sessions", "0015_earlier_notes")]

    operations = [
        migrations.RunSQL(VIEW, "DROP VIEW treatment_sessions_treatedpoint"),
        migrations.CreateModel(
            name="TreatedPoint",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("tenderness_before", models.PositiveSmallIntegerField(null=True)),
                ("tenderness_after", models.PositiveSmallIntegerField(null=True)),
                ("ppt_before", models.DecimalField(decimal_places=1, max_digits=3, null=True)),
                ("ppt_after", models.DecimalField(decimal_places=1, max_digits=3, null=True)),
                ("released", models.BooleanField()),
                ("answered", models.BooleanField()),
                ("held", models.IntegerField()),
                ("holds", models.IntegerField()),
            ],
            options={"managed": False},
        ),
    ]

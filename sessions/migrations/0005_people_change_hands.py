"""Signed sessions may change hands in a merge of two records of one person."""

from django.db import migrations

from clinic import migrating
from sessions import hands


class Migration(migrating.Migration):
    dependencies = [
        ("patients", "0007_people"),
        ("treatment_sessions", "0004_muscles_in_full"),
    ]

    operations = [
        migrations.RunSQL(hands.HANDS, hands.NO_HANDS),
    ]

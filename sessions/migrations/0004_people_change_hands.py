"""Signed sessions may change hands in a merge of two records of one person."""

from django.db import migrations

from sessions import hands


class Migration(migrations.Migration):
    dependencies = [
        ("patients", "0005_people"),
        ("treatment_sessions", "0003_a_signing_is_waited_for"),
    ]

    operations = [
        migrations.RunSQL(hands.HANDS, hands.NO_HANDS),
    ]

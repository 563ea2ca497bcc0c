"""Operations done together leave the tables that they leave one by one."""

import os
import subprocess
import sys

import psycopg
import pytest
from django.apps import apps
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.models.signals import pre_migrate

from clinic import migrating
from clinic.migrating import not_in_a_new_table, runs

ONE_BY_ONE = """
import django; django.setup()
from django.core.management import call_command
from clinic import migrating
del migrating.Migration.apply
call_command("migrate", verbosity=0)
"""
TABLES = """
SELECT format('%s %s %s %s %s %s', attrelid::regclass, attnum, attname, format_type(atttypid, atttypmod),
        attnotnull, pg_get_expr(adbin, adrelid)) FROM pg_attribute
    JOIN pg_class ON pg_class.oid = attrelid AND relkind = 'r' AND relnamespace = 'public'::regnamespace
    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE attnum > 0
UNION ALL SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT format('%s %s', relname, relacl) FROM pg_class
    WHERE relkind IN ('r', 'S') AND relnamespace = 'public'::regnamespace
"""


def test_only_what_adds_is_done_together_and_the_order_stays():
    made = migrations.CreateModel("Cup", [])
    filled = migrations.RunSQL("UPDATE cup SET full = true")
    renamed = migrations.RenameField("Cup", "full", "filled")
    marked = migrations.AddField("Cup", "mark", None)
    numbered = migrations.AddField("Cup", "number", None)

    together = list(runs([made, marked, filled, renamed, numbered]))

    assert together == [[made, marked], [filled], [renamed], [numbered]]


def test_a_new_table_is_made_with_its_additions_and_an_old_one_is_added_to():
    made = migrations.CreateModel("Cup", [])
    marked = migrations.AddField("cup", "mark", None)
    older = migrations.AddField("Saucer", "mark", None)
    indexed = migrations.AddIndex("Cup", models.Index(fields=["mark"], name="by_mark"))

    assert list(not_in_a_new_table([older, made, marked, indexed])) == [older, made]


def test_every_migration_of_ours_is_drawn_once():
    """Write class Migration(migrating.Migration) where makemigrations wrote migrations.Migration."""
    ours = {app.label for app in apps.get_app_configs() if "site-packages" not in app.path}
    slow = [
        str(migration)
        for (label, _), migration in MigrationLoader(None).disk_migrations.items()
        if label in ours and not isinstance(migration, migrating.Migration)
    ]
    assert not slow


@pytest.mark.sweep
@pytest.mark.django_db
def test_one_by_one_leaves_the_same_tables():
    server, name = (
        os.environ["DATABASE_OWNER_URL"].rsplit("/", 1)[0],
        f"{connection.settings_dict['NAME']}_slow",
    )
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        together = {line for (line,) in cursor.fetchall() if "clinic_cache" not in line}
    with psycopg.connect(f"{server}/{connection.settings_dict['NAME']}", autocommit=True) as owner:
        owner.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        try:
            slow = {"DATABASE_URL": f"{server}/{name}", "DATABASE_OWNER_URL": f"{server}/{name}"}
            settings = {"DJANGO_SETTINGS_MODULE": "clinic.settings"}
            subprocess.run([sys.executable, "-c", ONE_BY_ONE], env=os.environ | slow | settings, check=True)
            with psycopg.connect(f"{server}/{name}") as made:
                assert {line for (line,) in made.execute(TABLES)} ^ together == set()
        finally:
            owner.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.django_db
def test_no_time_out_of_a_page_ends_a_migration():
    with connection.cursor() as cursor:
        pre_migrate.send(sender=apps.get_app_config("clinic"), using="default")
        for limit in ("statement_timeout", "idle_in_transaction_session_timeout"):
            cursor.execute(f"SHOW {limit}")
            assert cursor.fetchone() == ("0",)

"""Operations done together leave the tables that they leave one by one."""

from django.apps import apps
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader

from clinic import migrating
from clinic.migrating import not_in_a_new_table, runs


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

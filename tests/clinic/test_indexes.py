"""Each index is written with every row, so each is one that somebody asks by."""

import pytest
from django.apps import apps
from django.db import connection, models

pytestmark = pytest.mark.django_db
FIRST_COLUMNS = """
SELECT indrelid::regclass::text, attname, indexrelid::regclass::text FROM pg_index
JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
JOIN pg_class ON pg_class.oid = indexrelid AND relam = (SELECT oid FROM pg_am WHERE amname = 'btree')
WHERE indpred IS NULL OR pg_get_expr(indpred, indrelid) = format('(%I IS NOT NULL)', attname)
"""
OURS = [model for model in apps.get_models() if model.__module__.split(".")[0] in {
    "clinic", "patients", "reports", "scheduling", "sessions"
}]  # fmt: skip
VERSIONS = [model for model in OURS if hasattr(model, "pgh_tracked_model")]


def indexes() -> dict[str, list[tuple[str, str]]]:
    """By table: the column that each begins with, and its name."""
    with connection.cursor() as cursor:
        cursor.execute(FIRST_COLUMNS)
        found: dict[str, list[tuple[str, str]]] = {}
        for table, column, name in cursor.fetchall():
            found.setdefault(table, []).append((column, name))
    return found


def test_versions_are_found_by_their_row_and_by_what_their_model_names():
    found = indexes()
    for model in VERSIONS:
        named = {index.name for index in model._meta.indexes}
        others = [column for column, name in found[model._meta.db_table] if name not in named]
        assert {*others} == {"pgh_id", "pgh_obj_id"}, model
    assert VERSIONS


def test_a_key_without_an_index_of_its_own_is_the_first_of_another():
    found = indexes()
    unindexed = [
        (model, field)
        for model in OURS
        if model not in VERSIONS
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.ForeignKey) and field.db_constraint and not field.db_index
    ]
    for model, field in unindexed:
        assert field.column in {column for column, _ in found[model._meta.db_table]}, (model, field.name)
    assert unindexed

"""Migrations that draw up Django's picture of the tables once for many operations, instead of once for each.

After every operation Django renders anew all models that hang together, and here nearly all of them do: a
first start spent half a minute on that. Additions need the picture of the end alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from django.db import migrations
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

TOGETHER = (
    migrations.CreateModel,
    migrations.AddField,
    migrations.AddIndex,
    migrations.AddConstraint,
    migrations.AlterModelOptions,
    AddTrigger,
    RemoveTrigger,
)


# The index that Django gives a key by itself: of that column alone, of all rows, and not unique.
OWN_INDEXES = """
SELECT string_agg(indexrelid::regclass::text, ', ') FROM pg_index
JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
WHERE indrelid = %s::regclass AND attname = ANY (%s)
AND indnatts = 1 AND NOT indisunique AND indpred IS NULL AND indexprs IS NULL
"""


class Unindex(Operation):
    """Foreign keys lose the index of their own that Django gives each; nothing else of their tables changes.

    Django would take the key itself away, and check every row when it puts it back. keys: by models' names.
    """

    reduces_to_sql = reversible = True

    def __init__(self, keys: Mapping[str, Sequence[str]]) -> None:
        self.keys = keys

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)
        for model, names in self.keys.items():
            for name in names:
                field = state.models[app_label, model].fields[name].clone()
                field.db_index = False
                state.alter_field(app_label, model, name, field, preserve_default=True)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for table, columns in self._columns(app_label):
            with schema_editor.connection.cursor() as cursor:
                cursor.execute(OWN_INDEXES, [table, columns])
                (found,) = cursor.fetchone()
            if found:
                schema_editor.execute(f"DROP INDEX {found}")

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for table, columns in self._columns(app_label):
            for column in columns:
                schema_editor.execute(f"CREATE INDEX ON {table} ({column})")

    def describe(self) -> str:
        return f"Take the keys of {len(self.keys)} tables out of their own indexes"

    def _columns(self, app_label: str) -> Iterator[tuple[str, list[str]]]:
        for model, names in self.keys.items():
            yield f"{app_label}_{model}", [f"{name}_id" for name in names]


class Migration(migrations.Migration):
    """Applied it leaves what Django's own would leave, column for column; only sooner."""

    def apply(
        self, project_state: ProjectState, schema_editor: Any, collect_sql: bool = False
    ) -> ProjectState:
        """One operation after another if SQL is to be shown, else each run of additions at once."""
        if collect_sql:
            return super().apply(project_state, schema_editor, collect_sql)
        for operations in runs(self.operations):
            before = project_state.clone()
            if len(operations) > 1:
                project_state.__dict__.pop("apps", None)  # undrawn, it takes in operations without drawing
            for operation in operations:
                operation.state_forwards(self.app_label, project_state)
            for operation in not_in_a_new_table(operations):
                operation.database_forwards(self.app_label, schema_editor, before, project_state)
        return project_state


def runs(operations: Sequence[Operation]) -> Iterator[list[Operation]]:
    """In their order: what may be done together in one list, everything else by itself."""
    for together, group in groupby(operations, lambda operation: type(operation) in TOGETHER):
        if together:
            yield list(group)
        else:
            yield from ([operation] for operation in group)


def not_in_a_new_table(operations: Sequence[Operation]) -> Iterator[Operation]:
    """Those that still have to be done: a table of this run is made with all that the run adds to it."""
    new: set[str] = set()
    for operation in operations:
        if isinstance(operation, migrations.CreateModel):
            new.add(operation.name_lower)
        elif getattr(operation, "model_name", "").lower() in new:
            continue
        yield operation

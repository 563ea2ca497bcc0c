"""A row as somebody has just described it: what is otherwise now is set, kept, and named in the audit log."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from clinic import audit
from clinic.models import Staff


def change(row: Model, said: Mapping[str, Any], *, by: Staff) -> list[str]:
    """The columns that were changed; where there are none, nothing is written. Call it with the row held."""
    changed = [name for name, value in said.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, said[name])
    if changed:
        row.save(update_fields=changed)
        audit.record("changed", row, by=by, fields=changed)
    return changed

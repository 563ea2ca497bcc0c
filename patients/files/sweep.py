"""Files and the rows that name them, held against each other."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models

from clinic import clock
from patients.files.storage import StoredName, drop

# Younger than this, a file may belong to a row that is just being written.
GRACE = timedelta(hours=24)


@dataclass(frozen=True)
class Swept:
    """removed: files that no row named. missing: names in rows whose file is gone."""

    files: int
    removed: int
    missing: list[str]


def sweep() -> Swept:
    """Remove what a crash left between file and row; tell what rows name in vain."""
    store: Any = default_storage
    kept = set(store.names())
    # Asked after the files: a row that comes meanwhile names a file that is not among them.
    named = _named()
    stray = [name for name in kept - named if clock.now() - store.get_modified_time(name) > GRACE]
    for name in stray:
        drop(name)
    return Swept(len(kept), len(stray), sorted(named - set(store.names())))


def _named() -> set[str]:
    """Every name in every StoredName of every model, versions kept by the database included."""
    fields = [
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, StoredName)
    ]
    return {name for model, field in fields for name in _names(model, field)}


def _names(model: type[models.Model], field: str) -> set[str]:
    manager = model._meta.default_manager
    assert manager is not None
    rows = manager.exclude(**{field: ""}).values_list(field, flat=True)
    return set(rows.distinct().iterator())

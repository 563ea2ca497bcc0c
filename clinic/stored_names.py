"""The column that names a kept file; the files themselves are patients/files/storage.py's."""

from typing import Any

from django.db import models


class StoredName(models.CharField):
    """The random name of a kept file; by these fields the sweep knows which files belong to a row."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max_length": 40, "editable": False, **options})

    def deconstruct(self) -> Any:
        """To a migration it is plain text, so that none depends on where this class stands."""
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options

"""Where cleaned files are kept: under random names, on disk or in a bucket, as the settings say."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import models


class StoredName(models.CharField):
    """The random name of a kept file; by these fields the sweep knows which files belong to a row."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max_length": 40, "editable": False, **options})


@contextmanager
def kept(*contents: bytes) -> Iterator[list[str]]:
    """Store the files and give their names, "" for an empty one; they go again if the block fails.

    Put the verb that writes the row inside, so that its transaction is over when the block ends:

        with storage.kept(cleaned.content, cleaned.thumbnail) as (name, thumbnail):
            return _add(patient, name, thumbnail, by=by)
    """
    names: list[str] = []
    try:
        for content in contents:
            # One by one, so that the first is known when the second fails.
            names.append(_save(content) if content else "")  # noqa: PERF401
        yield names
    except BaseException:
        for name in filter(None, names):
            drop(name)
        raise


def opened(name: str) -> File:
    """The file, to be read and closed; raises FileNotFoundError when it is gone."""
    return default_storage.open(name)


def read(name: str) -> bytes:
    with opened(name) as file:
        content: bytes = file.read()
        return content


def drop(name: str) -> None:
    """Remove the file; one that is gone already stays so."""
    default_storage.delete(name)


def _save(content: bytes) -> str:
    name = secrets.token_hex(16)
    return default_storage.save(f"{name[:2]}/{name}", ContentFile(content))

"""Where cleaned files are kept: under random names, on disk or in a bucket, as the settings say."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import structlog
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from clinic.refusals import Refused
from clinic.stored_names import StoredName

__all__ = ["Lost", "StoreAway", "StoredName", "drop", "kept", "read"]


class StoreAway(Refused):
    words = "The place where files are kept does not answer. Nothing was changed; try again in a moment."

    def __init__(self) -> None:
        super().__init__(self.words)


class Lost(StoreAway):
    """The store answers, and does not have the file."""

    words = "This file is no longer where files are kept. Tell whoever runs the server: a copy may have it."


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


def read(name: str) -> bytes:
    """The file whole; raises StoreAway where it cannot be read now."""
    try:
        with default_storage.open(name) as file:
            content: bytes = file.read()
            return content
    except OSError as error:
        raise _away(error) from error


def drop(name: str) -> None:
    """Remove the file; one that is gone already stays so, one out of reach is left for the sweep."""
    with suppress(OSError):
        default_storage.delete(name)


def _save(content: bytes) -> str:
    name = secrets.token_hex(16)
    try:
        return default_storage.save(f"{name[:2]}/{name}", ContentFile(content))
    except OSError as error:
        raise _away(error) from error


def _away(error: OSError) -> StoreAway:
    structlog.get_logger().error("file store failed", kind=type(error).__name__, number=error.errno)
    return Lost() if isinstance(error, FileNotFoundError) else StoreAway()

"""One export written from its first byte to the last, or not at all.

The file grows under a name that nobody is offered. Only when it is whole is it put in the store and its row
says ready. Whoever writes it holds a lock of the database, which goes when the process does, however it ends.
"""

import errno
import gc
import hashlib
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psycopg
import structlog
from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from clinic import audit, clock
from clinic.models import Clinic
from clinic.refusals import Refused
from clinic.transactions import verb
from patients.files import storage
from reports.exports import kinds
from reports.exports.models import Export
from reports.exports.progress import Progress, Stopped

State = Export.State
KEPT = timedelta(hours=24)
LONG_SILENCE = timedelta(minutes=5)
MOST_TRIES = 2
LOCK = 0x6578706F  # the first half of the lock's number, "expo"
FULL = "The clinic's disk is full, so nothing was written. Make room, then ask for it again."
NO_STORE = "The place where files are kept does not answer. Ask for it again in a while."
BROKEN = "Something went wrong that nobody had thought of. The server's log has the details."
DROPPED = "The worker that wrote it was ended, twice. Tell whoever runs the server, then ask for it again."
FULL_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def write(key: int) -> None:
    """Take the export up and bring it to an end; one that somebody else is writing is left to them."""
    with _alone_at(key) as line:
        if line is None:
            return
        export = _take_up(key)
        if export is None:
            return
        with _by_the_clinics_clock():
            _written(export, Progress(export.pk, line))
    # A library that failed may hold its files open, deleted as they are, and the disk stays full.
    gc.collect()


@contextmanager
def _by_the_clinics_clock() -> Iterator[None]:
    """As a request has it: the clinic's row is read once, and times are shown as its wall shows them."""
    Clinic.remember(Clinic.current())
    try:
        with timezone.override(clock.zone()):
            yield
    finally:
        Clinic.remember(None)


def _written(export: Export, progress: Progress) -> None:
    try:
        # Always the same for one export: the next try clears away what a killed worker left.
        with unfinished(f"export-{export.pk}") as path:
            made = kinds.WRITERS[export.kind](export, path, progress)
            progress.end()
            _offer(export, made, path)
    except Stopped:
        return
    except Refused as refusal:
        fail(export, str(refusal))
    except OSError as error:
        structlog.get_logger().error("export failed", export=export.pk, number=error.errno)
        fail(export, FULL if error.errno in FULL_DISK else NO_STORE)
    except BaseException:
        fail(export, BROKEN)
        raise


@contextmanager
def _alone_at(key: int) -> Iterator[psycopg.Connection | None]:
    """A line of its own for progress, holding the export's lock; None where somebody else has it."""
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as line:
        (mine,) = line.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK, key % 2**31]).fetchone() or (0,)
        yield line if mine else None


@contextmanager
def unfinished(name: str = "") -> Iterator[Path]:
    """A place in a folder of its own that is never served; whatever stands there, before or afterwards, goes.

    Whoever writes may put down more beside it: a disk that filled up halfway has room again.
    """
    folder = settings.UNFINISHED_ROOT / (name or secrets.token_hex(16))
    shutil.rmtree(folder, ignore_errors=True)
    settings.UNFINISHED_ROOT.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700)
    try:
        yield folder / "whole.part"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@verb
def _take_up(key: int) -> Export | None:
    """Begin, or begin again what a dead worker left; None when there is nothing to do any more."""
    export = Export.objects.select_for_update(no_key=True).filter(pk=key).under_way().first()
    if export is None:
        return None
    if export.tries >= MOST_TRIES:
        _ended_badly(export, DROPPED)
        return None
    export.state, export.begun_at, export.beat_at = State.RUNNING, clock.now(), clock.now()
    export.tries, export.done, export.total = export.tries + 1, 0, 0
    export.save(update_fields=["state", "begun_at", "beat_at", "tries", "done", "total"])
    audit.record("began an export", export, by=None, fields=[export.kind, f"try {export.tries}"])
    return export


def _offer(export: Export, made: kinds.Made, path: Path) -> None:
    """Into the store under a random name, whole; then, and only then, the row says so."""
    size, digest = path.stat().st_size, _digest(path)
    name = secrets.token_hex(16)
    stored = default_storage.save(f"{name[:2]}/{name}", _Written(path))
    try:
        _ready(export, made, stored, size, digest)
    except BaseException:
        default_storage.delete(stored)
        raise


@verb
def _ready(export: Export, made: kinds.Made, stored: str, size: int, digest: str) -> None:
    held = Export.objects.select_for_update(no_key=True).get(pk=export.pk)
    if held.state != State.RUNNING:
        raise Stopped
    held.state, held.stored, held.name, held.size, held.sha256 = State.READY, stored, made.name, size, digest
    held.rows, held.people, held.missing = made.rows, made.people, made.missing
    held.ended_at, held.expires_at = clock.now(), clock.now() + KEPT
    held.save(
        update_fields=[
            "state", "stored", "name", "size", "sha256",
            "rows", "people", "missing", "ended_at", "expires_at",
        ]
    )  # fmt: skip
    audit.record("wrote an export", held, by=None, fields=[held.kind, f"rows {made.rows}"])


@verb
def fail(export: Export, why: str) -> None:
    """Say how it ended; one that ended otherwise meanwhile stays so."""
    held = Export.objects.select_for_update(no_key=True).filter(pk=export.pk).under_way().first()
    if held is not None:
        _ended_badly(held, why)


def _ended_badly(held: Export, why: str) -> None:
    held.state, held.failed_why, held.ended_at = State.FAILED, why, clock.now()
    held.save(update_fields=["state", "failed_why", "ended_at"])
    audit.record("an export failed", held, by=None, fields=[held.kind], outcome="failed")


def abandoned() -> list[int]:
    """Those that say they are being written, by nobody: not even the end of it could be told."""
    since = clock.now() - LONG_SILENCE
    silent = Export.objects.filter(state=State.RUNNING, beat_at__lt=since).values_list("pk", flat=True)
    return [key for key in silent if not _is_being_written(key)]


def _is_being_written(key: int) -> bool:
    with _alone_at(key) as line:
        return line is None


def expire() -> int:
    """Delete the files whose time is over; gives how many. The row stays and says what there was."""
    gone = Export.objects.filter(state=State.READY, expires_at__lte=clock.now())
    return sum(map(_expire, gone.values_list("pk", flat=True)))


def _expire(key: int) -> int:
    stored = _no_longer_offered(key)
    if stored:
        storage.drop(stored)  # one out of reach has no row any more, and goes with the nightly sweep
    return bool(stored)


@verb
def _no_longer_offered(key: int) -> str:
    held = Export.objects.select_for_update(no_key=True).filter(pk=key, state=State.READY).first()
    if held is None:
        return ""
    stored, held.stored, held.state = held.stored, "", State.EXPIRED
    held.save(update_fields=["stored", "state"])
    audit.record("deleted an export", held, by=None, fields=[held.kind])
    return stored


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Written(File):
    """A file that is whole on this machine: a store on the same disk takes it over by renaming it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.open("rb"), name=path.name)
        self.path = path

    def temporary_file_path(self) -> str:
        return str(self.path)

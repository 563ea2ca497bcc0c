"""A worker that is killed midway leaves a job that another one brings to its end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings as chosen
from django.db import connection, transaction

from reports.exports import asking
from reports.exports.models import Export
from tests import make
from tests.reports.exports.scene import treated

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sweep]
PATIENCE = 90  # seconds for what takes ten
STALE = "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '5 minutes'"
RETRY = """
import asyncio
from procrastinate.contrib.django import app
from reports.exports.jobs import take_up_dropped
class Context: pass
async def go():
    async with app.with_connector(app.connector.get_worker_connector()).open_async() as living:
        Context.app = living
        await take_up_dropped.func(Context, 0)
asyncio.run(go())
"""


def here(media: Path) -> dict[str, str]:
    """This test's database and a place for its files, as the settings read them."""
    at = connection.settings_dict
    url = f"postgresql://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
    return {**os.environ, "DATABASE_URL": url, "MEDIA_ROOT": str(media), "DATABASE_POOL": "0"}


@contextmanager
def worker(media: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The clinic's own worker, at this test's database and with its files."""
    command = [sys.executable, "manage.py", "procrastinate", "worker"]
    process = subprocess.Popen(command, cwd=chosen.BASE_DIR, env=here(media), stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait(10)
        # What hangs from its jobs stands in the way of whoever empties the tables.
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_periodic_defers")


def until(export, seen: str, happens) -> None:
    give_up_at = time.monotonic() + PATIENCE
    while time.monotonic() < give_up_at:
        export.refresh_from_db()
        if happens(export):
            return
        time.sleep(0.02)
    raise AssertionError(f"never {seen}: {export.state}, {export.done} of {export.total}")


def test_a_worker_killed_at_half_leaves_a_job_that_is_taken_up_again(tmp_path):
    with transaction.atomic():
        rosa = make.admin()
        treated(12)
    export = asking.ask(Export.Kind.EVERYTHING, {}, by=rosa)

    with worker(tmp_path) as first:
        until(export, "at half", lambda row: row.total and row.done >= row.total / 2)
        first.send_signal(signal.SIGKILL)
        first.wait(10)
    export.refresh_from_db()
    assert (export.state, export.stored) == (Export.State.RUNNING, "")
    assert list((tmp_path / "unfinished").glob("*/*.part"))

    with connection.cursor() as cursor:
        cursor.execute(STALE)
    take_up = [sys.executable, "manage.py", "shell", "--no-imports", "-c", RETRY]
    subprocess.run(take_up, cwd=chosen.BASE_DIR, env=here(tmp_path), check=True)
    with worker(tmp_path):
        until(export, "ready", lambda row: row.state == Export.State.READY)
    assert export.tries == 2
    assert (tmp_path / export.stored).stat().st_size == export.size

"""Whether each part that the clinic leans on is there: the database, its migrations, the worker, the disk."""

import shutil

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from psycopg_pool import PoolTimeout

WORKER_SILENCE = 60.0  # seconds
LEAST_FREE = 0.05


def parts() -> dict[str, str]:
    """Each part's name with "ok" or a few words on what is wrong."""
    found = {"disk": _disk()}
    try:
        found["database"] = "ok"
        found["migrations"] = _migrations()
        found["worker"] = _worker()
    except (DatabaseError, PoolTimeout):
        found["database"] = "does not answer"
    return found


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(missing)} not applied" if missing else "ok"


def _worker() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_workers"
            " WHERE last_heartbeat > now() - make_interval(secs => %s)",
            [WORKER_SILENCE],
        )
        alive = cursor.fetchone()[0]
    return "ok" if alive else "not seen for a minute"


def _disk() -> str:
    disk = shutil.disk_usage(settings.BASE_DIR)
    return "ok" if disk.free > LEAST_FREE * disk.total else "nearly full"

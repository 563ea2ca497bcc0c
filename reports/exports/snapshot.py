"""Everything read as it was in one instant, however long the reading takes."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# An export runs longer than a page may; one core, so that pages go on. Hundreds of small questions are not
# worth compiling.
SETTINGS = {
    "statement_timeout": "60min",
    "idle_in_transaction_session_timeout": "60min",
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
}


@contextmanager
def of_one_instant() -> Iterator[None]:
    """Inside, the database answers from the same instant and takes no changes.

    Within a transaction that has begun already it is that transaction's instant, whatever it may be.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            for setting, value in SETTINGS.items():
                cursor.execute(f"SET LOCAL {setting} = '{value}'")
        yield

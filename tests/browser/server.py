"""The clinic's server in the tests' own process: its threads share a few connections, as they do for real."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper

POOL = {"min_size": 1, "max_size": 8, "timeout": 30}


class Server(ThreadedWSGIServer):
    """Were a connection opened for each request, Postgres would plan every statement anew for each."""

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        connections["default"] = of_the_pool()
        super().process_request_thread(request, client_address)


def of_the_pool() -> DatabaseWrapper:
    """For one thread; the test's own connection, which changes roles, is not of the pool."""
    here = connections.settings["default"]
    return DatabaseWrapper({**here, "OPTIONS": {**here["OPTIONS"], "pool": POOL}}, "default")


@contextmanager
def open_for_requests() -> Iterator[None]:
    """A pool for as long as this lasts: a request that comes later is refused, and writes nothing."""
    DatabaseWrapper._connection_pools.pop("default", None)
    pool = of_the_pool().pool
    yield
    pool.close()

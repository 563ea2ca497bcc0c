"""Django's own way to Postgres, which asks a pooled connection nothing before each request."""

from select import POLLIN, poll
from typing import Any

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """In place of CONN_HEALTH_CHECKS, which sends each connection a statement whenever it leaves the pool."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """One that the server has not ended meanwhile; the pool makes another for each that it has."""
        connection: Any = super().get_new_connection(conn_params)
        while self.pool and ended(connection):
            connection.close()
            self.pool.putconn(connection)
            connection = super().get_new_connection(conn_params)
        return connection


def ended(connection: Any) -> bool:
    """Whether an idle connection has something to read: as a rule that the server has hung up."""
    socket = poll()
    socket.register(connection.fileno(), POLLIN)
    return bool(socket.poll(0))

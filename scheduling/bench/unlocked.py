"""The clinic's own pages with the queue taken away: what the locks are there for, shown by their absence."""

from functools import cache
from typing import Any

from django.db.models import QuerySet


def application(environ: Any, start_response: Any) -> Any:
    """For a web server; importing this changes nothing."""
    return _opened()(environ, start_response)


@cache
def _opened() -> Any:
    from clinic.wsgi import application as clinic
    from scheduling.locks import QUEUE

    QuerySet.select_for_update = lambda self, *_, **__: self  # type: ignore[method-assign]
    QUEUE.sql = QUEUE.sql.replace("FOR NO KEY UPDATE", "")
    return clinic

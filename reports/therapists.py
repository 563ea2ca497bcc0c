"""Lines of a table that are about one therapist each: kept apart by their key, called by their name."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from clinic.models import Staff
from clinic.same_names import told_apart

Counted = dict[str, Any]
_alone: ContextVar[Staff | None] = ContextVar("alone", default=None)


@contextmanager
def alone(staff: Staff) -> Iterator[None]:
    """Every line within is about this therapist, so nobody else's name is looked up."""
    token = _alone.set(staff)
    try:
        yield
    finally:
        _alone.reset(token)


def named(found: Iterable[Counted], key: str = "by") -> list[Counted]:
    """In the order of their names; key: where a line has the therapist's.

    name: what to call them; opens: the filter for their rows.
    """
    one = _alone.get()
    called = told_apart([one] if one else Staff.objects.only("display_name", "legal_name", "email"))
    lines = [line | {"name": called[line[key]], "opens": {"therapist": line[key]}} for line in found]
    return sorted(lines, key=lambda line: (line["name"].casefold(), line[key]))

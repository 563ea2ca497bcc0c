"""How a rule writes: all of it or nothing, tried again when the database picked it as the loser."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction
from django.db.models import Model, QuerySet
from psycopg.errors import DeadlockDetected, LockNotAvailable, QueryCanceled, SerializationFailure

from clinic.refusals import TooBusy

P = ParamSpec("P")
R = TypeVar("R")
Row = TypeVar("Row", bound=Model)
TRIES = 3


def verb(rule: Callable[P, R]) -> Callable[P, R]:
    """Run in one transaction; a deadlock or serialization failure is tried twice more, then TooBusy.

    Inside a transaction of the caller's there is no second try, for that transaction is already lost.
    """

    @wraps(rule)
    def attempt(*args: P.args, **kwargs: P.kwargs) -> R:
        tries = 1 if connection.in_atomic_block else TRIES
        for last in (n == tries for n in range(1, tries + 1)):
            try:
                with transaction.atomic():
                    return rule(*args, **kwargs)
            except OperationalError as error:
                lost_a_race = isinstance(error.__cause__, DeadlockDetected | SerializationFailure)
                # A statement that waits for several locks in turn runs out of its own time, not of theirs.
                gave_up = isinstance(error.__cause__, LockNotAvailable | QueryCanceled)
                if gave_up or (lost_a_race and last):
                    raise TooBusy from error
                if not lost_a_race:
                    raise
        raise TooBusy

    return attempt


def hold_rows(rows: QuerySet[Row], *, no_key: bool = False) -> QuerySet[Row]:
    """Hold them to the transaction's end, in the order of their keys; then to be read as they are now.

    rows: chosen by columns of their own, with any joins asked for, which are read and not held. Held first
    and read then: a statement that waits for a row with a join at hand goes on with the partner that the row
    had before, so one that was given to another patient meanwhile would not be found at all. Where one
    relation is followed, hold the row by itself: Django reads the relation when it is asked for.
    """
    held = rows.select_related(None).order_by("pk").select_for_update(no_key=no_key)
    return rows.filter(pk__in=[*held.values_list("pk", flat=True)]).order_by("pk")

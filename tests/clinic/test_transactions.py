"""How a rule writes: whole, and tried again when it lost a race it did not cause."""

import pytest
from django.db import OperationalError, transaction
from psycopg.errors import DeadlockDetected, LockNotAvailable

from clinic import audit
from clinic.models import AuditEvent, Staff
from clinic.refusals import TooBusy
from clinic.transactions import TRIES, hold_rows, verb

pytestmark = pytest.mark.django_db(transaction=True)


def lost(to: type[Exception]) -> OperationalError:
    error = OperationalError()
    error.__cause__ = to()
    return error


def test_a_deadlock_is_tried_again_and_leaves_nothing_of_the_first_try():
    tries = []

    @verb
    def rule() -> str:
        tries.append(1)
        audit.record("charted", by=None)
        if len(tries) < TRIES:
            raise lost(DeadlockDetected)
        return "done"

    assert rule() == "done"
    assert AuditEvent.objects.filter(action="charted").count() == 1


@pytest.mark.parametrize(("cause", "tries_made"), [(DeadlockDetected, TRIES), (LockNotAvailable, 1)])
def test_it_gives_up_with_a_plain_refusal(cause, tries_made):
    tries = []

    @verb
    def rule() -> None:
        tries.append(1)
        raise lost(cause)

    with pytest.raises(TooBusy, match="Nothing was changed"):
        rule()
    assert len(tries) == tries_made


def test_a_statement_that_would_wait_with_other_rows_at_hand_stops_every_test():
    """The suite's own guard; what it lets through is held first and read then."""
    mias = Staff.objects.filter(supervisor__display_name="Mia")
    with transaction.atomic():
        for rows in (
            mias,
            Staff.objects.select_related("supervisor"),
            Staff.objects.filter(supervisor__in=mias),
        ):
            with pytest.raises(AssertionError, match="hold_rows"):
                list(rows.select_for_update(of=("self",)))
        assert not hold_rows(Staff.objects.select_related("supervisor"))

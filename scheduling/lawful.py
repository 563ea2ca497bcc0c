"""Which status may follow which; whatever changes a status asks here first."""

from scheduling.models import Appointment, Status
from scheduling.refusals import StatusRefused

# The ways back (arrived to booked, cancelled to booked and so on) are how a change is taken back.
NEXT: dict[Status, frozenset[Status]] = {
    Status.PROPOSED: frozenset({Status.PENDING, Status.BOOKED, Status.CANCELLED, Status.ENTERED_IN_ERROR}),
    Status.PENDING: frozenset({Status.BOOKED, Status.CANCELLED, Status.ENTERED_IN_ERROR}),
    Status.WAITLIST: frozenset({Status.PROPOSED, Status.BOOKED, Status.CANCELLED, Status.ENTERED_IN_ERROR}),
    Status.BOOKED: frozenset(
        {Status.ARRIVED, Status.CHECKED_IN, Status.NOSHOW, Status.CANCELLED, Status.ENTERED_IN_ERROR}
    ),
    Status.CHECKED_IN: frozenset({Status.BOOKED, Status.ARRIVED, Status.FULFILLED, Status.CANCELLED}),
    Status.ARRIVED: frozenset({Status.BOOKED, Status.FULFILLED, Status.CANCELLED}),
    Status.NOSHOW: frozenset({Status.BOOKED, Status.ARRIVED}),
    Status.CANCELLED: frozenset({Status.PROPOSED, Status.PENDING, Status.BOOKED, Status.ARRIVED}),
    Status.FULFILLED: frozenset(),
    Status.ENTERED_IN_ERROR: frozenset(),
}
# Those whose time and place may still change.
MOVABLE = frozenset({Status.PROPOSED, Status.PENDING, Status.BOOKED})
# Those whose end may: somebody who is here, as long as the treatment has not begun.
RESIZABLE = MOVABLE | {Status.ARRIVED, Status.CHECKED_IN}
# Of these a session can be begun: on the day, or written up after it.
STARTABLE = frozenset({Status.BOOKED, Status.ARRIVED, Status.CHECKED_IN, Status.FULFILLED})


def may_become(appointment: Appointment, status: Status) -> bool:
    return status in NEXT[Status(appointment.status)]


def require(appointment: Appointment, status: Status, verb: str) -> None:
    """Refuse unless the appointment may become this; verb is what it would be: cancelled, marked arrived."""
    if not may_become(appointment, status):
        raise StatusRefused(appointment, verb)

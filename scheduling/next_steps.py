"""What can be done with an appointment now, and what is the sensible thing to do first."""

from typing import Any

from clinic import clock
from clinic.models import Role, Staff
from scheduling import cards, wording
from scheduling.lawful import MOVABLE, RESIZABLE, STARTABLE, may_become
from scheduling.models import Appointment, Status

TAKE_BACK = {
    Status.CANCELLED: "Put it back",
    Status.NOSHOW: "Take the no-show back",
    Status.ARRIVED: "Not here yet",
}


def of(held: Appointment, viewer: Staff) -> dict[str, Any]:
    """For the appointment's panel; nobody is offered what the rules would refuse."""
    possible, opens = actions(held), may_open(held, viewer)
    waiting, late = cards.waiting_minutes(held), cards.late_minutes(held)
    return {
        "state": cards.state_for(held, viewer),
        "price": "" if held.price is None else wording.money(held.price),
        "waiting": waiting,
        "waiting_words": cards.time_words(waiting, late),
        "actions": possible,
        "first": first_step(held, possible, opens=opens),
        "may_move": Status(held.status) in MOVABLE and not held.chair_day_id,
        "may_resize": may_resize(held),
        "may_open": opens,
        "writes_up": opens and not held.has_visit and held.day < clock.today(),
        "may_fill": held.status == Status.CANCELLED
        and held.starts_at > clock.now()
        and not held.chair_day_id,
        "late_cancel": held.is_late_to_cancel(held.cancelled_at or clock.now()),
        "restore_words": TAKE_BACK.get(Status(held.status), ""),
    }


def actions(held: Appointment) -> set[str]:
    """The verbs that booking would take now."""
    is_today, begun = held.day == clock.today(), held.starts_at <= clock.now()
    offered = {
        "accept_request": held.status == Status.PROPOSED and not begun,
        "confirm": held.status == Status.BOOKED and not held.confirmed_at and not begun,
        "arrive": held.status == Status.BOOKED and is_today,
        "miss": may_become(held, Status.NOSHOW) and begun,
        "cancel": may_become(held, Status.CANCELLED) and not held.has_visit,
        "restore": held.status in TAKE_BACK and held.version > 1 and not held.has_visit,
    }
    return {name for name, possible in offered.items() if possible}


def may_resize(held: Appointment) -> bool:
    """Whether there is another length for it, and it may still change."""
    still = Status(held.status) in RESIZABLE and not (held.has_visit or held.chair_day_id)
    return still and len(held.service.durations) > 1


def may_open(held: Appointment, viewer: Staff) -> bool:
    """Whether it is this therapist's own visit of today or before, or one whose session has begun."""
    mine = viewer.has(Role.THERAPIST) and held.therapist_id == viewer.pk
    return mine and (held.has_visit or (held.status in STARTABLE and held.day <= clock.today()))


def first_step(held: Appointment, possible: set[str], *, opens: bool) -> str:
    """The one that is drawn as the primary button; empty where nothing stands out."""
    if opens and held.status != Status.BOOKED:
        return "open"
    for name in ("accept_request", "arrive", "confirm"):
        if name in possible:
            return name
    put_back = "restore" in possible and held.status != Status.ARRIVED
    return "restore" if put_back else ("open" if opens else "")

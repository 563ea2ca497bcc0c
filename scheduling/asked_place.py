"""The place that was pressed on the board: why it cannot be had, where it is not free."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from clinic.models import Staff
from patients.models import Patient
from scheduling import obstacles
from scheduling.availability import Offer
from scheduling.mobile.destination import Destination
from scheduling.models import Room
from scheduling.wish import Wish


def why_not(
    wanted: dict[str, Any],
    place: datetime | None,
    *,
    therapist: Staff | None,
    room: Room | None,
    rooms: Sequence[Room],
    offers: Iterable[Offer],
) -> str:
    """What keeps the therapist from it, in a sentence; empty where it is offered, or nobody is named.

    wanted: what free_times() was asked. Of anyone there is no one reason.
    """
    if not wanted or place is None or therapist is None or any(one.starts_at == place for one in offers):
        return ""
    patient, service = wanted["patient"] or Patient(), wanted["service"]
    to = Destination(wanted["zone"]) if wanted["zone"] else None
    wish = Wish.new(patient, therapist, service, wanted["minutes"], place, room, to)
    wish = replace(wish, features=frozenset(wanted["features"]))
    return obstacles.why_not(wish, [one for one in rooms if {*wish.needs} <= {*one.features}])

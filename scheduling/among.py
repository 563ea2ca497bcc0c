"""Where and with whom a visit could be, and what was chosen of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from clinic.models import Staff
from scheduling.models import Appointment, Location, Room, Service

PREFERRED = "preferred"
R = TypeVar("R", Staff, Room, Service)


@dataclass(frozen=True)
class Where:
    """The places and the room features there are to choose from, and those chosen; location None: any."""

    locations: Sequence[Location]
    location: Location | None
    features: Sequence[str]
    chosen: Sequence[str]

    @classmethod
    def among(cls, rooms: Sequence[Room], key: int | None, features: Sequence[str]) -> Self:
        """What none of the rooms has is left out."""
        locations = sorted({one.location for one in rooms if one.location.active}, key=str)
        known = sorted({feature for one in rooms for feature in one.features})
        location = next((one for one in locations if one.pk == key), None)
        return cls(locations, location, known, [one for one in known if one in features])


@dataclass(frozen=True)
class Whom:
    """therapist None: anyone. usual: whom the patient saw last. first: whose times come before others'."""

    therapists: Sequence[Staff]
    therapist: Staff | None
    usual: Staff | None
    first: Staff | None

    @classmethod
    def among(cls, therapists: Sequence[Staff], asked: dict[str, Any], last: Appointment | None) -> Self:
        therapist = among(therapists, asked.get("therapist"))
        usual = among(therapists, last.therapist_id if last else None)
        first = (therapist or usual) if asked.get("order") == PREFERRED else None
        return cls(therapists, therapist, usual, first)

    @property
    def in_order(self) -> list[Staff]:
        """Those to look at, the patient's usual one first."""
        if self.therapist and not self.first:
            return [self.therapist]
        return sorted(self.therapists, key=lambda one: one != self.usual)


def among(rows: Sequence[R], key: int | None) -> R | None:
    return next((one for one in rows if one.pk == key), None)

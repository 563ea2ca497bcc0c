"""The list of a chair-massage event as the desk fills it: each therapist's slots, and which is next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from clinic import clock
from clinic.models import Staff
from scheduling import wording
from scheduling.cards import state_for
from scheduling.events import filling, slots
from scheduling.models import HOLDING, Appointment, ChairDay, Status

DONE = frozenset({Status.ARRIVED, Status.CHECKED_IN})


@dataclass(frozen=True)
class Slot:
    """visit: who has it; None while it is free."""

    at: datetime
    until: datetime
    therapist: Staff
    visit: Appointment | None
    state: str
    is_chosen: bool = False

    @property
    def value(self) -> str:
        """As OfferField reads it."""
        return f"{self.therapist.pk} {self.at.isoformat()}"

    @property
    def is_over(self) -> bool:
        return self.until <= clock.now()

    @property
    def may_arrive(self) -> bool:
        on_the_day = self.visit is not None and self.visit.day == clock.today()
        return self.visit is not None and self.visit.status == Status.BOOKED and on_the_day

    @property
    def may_be_done(self) -> bool:
        return self.visit is not None and self.visit.status in DONE

    @property
    def words(self) -> str:
        """10:15 with Ines."""
        return f"{wording.at(self.at)} with {self.therapist.first_name}"


@dataclass(frozen=True)
class Page:
    """people: each with their slots. chosen: the slot that a name typed now gets; None where none is free."""

    event: ChairDay
    people: Sequence[tuple[Staff, Sequence[Slot]]]
    chosen: Slot | None

    @property
    def slots(self) -> list[Slot]:
        return [slot for _, mine in self.people for slot in mine]

    @property
    def taken(self) -> int:
        return sum(slot.visit is not None for slot in self.slots)

    @property
    def patients(self) -> list[int]:
        return sorted({slot.visit.patient_id for slot in self.slots if slot.visit})

    @property
    def is_today(self) -> bool:
        return self.event.on == clock.today()


def of(event: ChairDay, viewer: Staff, asked: tuple[Staff, datetime] | None = None) -> Page:
    """Two questions; asked: the slot that somebody pressed, if it is still free."""
    people = list(filling.goers(event))
    rows = event.slots.visible_to(viewer).filter(Q(status__in=HOLDING) | Q(status=Status.NOSHOW))
    taken: dict[tuple[datetime, int], Appointment] = {}
    for row in rows.select_related("patient", "therapist").with_visits():
        if row.status in HOLDING or (row.starts_at, row.therapist_id) not in taken:
            taken[row.starts_at, row.therapist_id] = row
    found = [
        _slot(event, at, who, taken.get((at, who.pk)), viewer) for at in slots.starts(event) for who in people
    ]
    chosen = _chosen(found, asked) if event.is_open else None
    every = [_marked(slot) if slot is chosen else slot for slot in found]
    return Page(event, [(who, [one for one in every if one.therapist == who]) for who in people], chosen)


def _slot(event: ChairDay, at: datetime, who: Staff, visit: Appointment | None, viewer: Staff) -> Slot:
    state = state_for(visit, viewer) if visit else ""
    return Slot(at, at + timedelta(minutes=event.minutes), who, visit, state)


def _marked(slot: Slot) -> Slot:
    return Slot(slot.at, slot.until, slot.therapist, slot.visit, slot.state, is_chosen=True)


def _chosen(found: Sequence[Slot], asked: tuple[Staff, datetime] | None) -> Slot | None:
    """The one pressed, else the first in the order of the clock."""
    free = [slot for slot in found if slot.visit is None and not slot.is_over]
    pressed = [slot for slot in free if asked == (slot.therapist, slot.at)]
    return next(iter([*pressed, *free]), None)

"""One wish while its places in the queue are held: the rows as they are now, and the room that it gets."""

from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from clinic.asking import Standing, blank
from clinic.models import Staff
from patients.models import Patient
from scheduling import locks, obstacles
from scheduling.known import BLANKS, Asked, Known, Rows
from scheduling.models import Appointment, Room
from scheduling.refusals import GivenAway
from scheduling.services.pricing import PriceList
from scheduling.wish import Wish

R = TypeVar("R")


class RoomGone(Exception):
    """Never said to anybody: the same is tried again, with every room held."""


def likeliest_room_first(rule: Callable[..., R]) -> R:
    """Call it with every_room=False, which holds few; with True where it is another room that it gets."""
    try:
        return rule(every_room=False)
    except RoomGone:
        return rule(every_room=True)


# What a refusal says or asks of the patient, and what no rule asks of the therapist.
NAMED = (
    "first_name", "last_name", "preferred_name", "standing", "died_on", "archived_why", "merged_into",
    "birth_on", "phone", "address",
)  # fmt: skip
UNASKED = (
    "password", "last_login", "legal_name", "phone", "profession", "registration", "charting", "supervisor",
)  # fmt: skip


def _everything() -> Sequence[QuerySet]:
    return [
        *Rows.around([BLANKS]),
        Staff.objects.filter(pk=BLANKS.therapist).defer(*UNASKED),
        Patient.objects.filter(pk=BLANKS.patient).only(*NAMED),
        Appointment.objects.filter(pk=blank("moving", "bigint")),
        Appointment.objects.filter(booked_by=blank("by", "bigint"), key=blank("key", "uuid")),
    ]


EVERYTHING = Standing(_everything)


class Held:
    """First the queue, then all there is to know in one statement; within the verb that is to decide.

    wish: with its therapist as they are now. others: therapists to hold too. first_answer: what that person
    booked with that key before.
    """

    def __init__(
        self,
        wish: Wish,
        *others: Staff,
        every_room: bool,
        by: Staff | None = None,
        key: UUID | None = None,
    ) -> None:
        self._held = locks.queue(wish, *others, every_room=every_room)
        moving = wish.moving.pk if wish.moving else None
        *rows, people, patients, moved, sent = EVERYTHING.ask(
            **Asked.by(wish)._asdict(), moving=moving, by=by.pk if by else None, key=key
        )
        [held], [self.patient] = people, patients
        self._moved, self.first_answer = [*moved], next(iter(sent), None)
        self.wish, read = wish.with_therapist(held), Rows(*rows)
        self._rooms, self.prices = [] if wish.away else [*read.fit], PriceList.read(read.prices)
        self._known = Known([self.wish], self._rooms, read)

    @property
    def moving(self) -> Appointment:
        """The appointment that the wish is about, as it is now; raises GivenAway where it is another's."""
        [row] = self._moved
        if row.patient_id != self.wish.patient.pk:
            raise GivenAway
        row.patient, row.service = self.wish.patient, self.wish.service
        return row

    def room(self) -> Room | None:
        """The one that the wish gets, if it needs one; raises what stands first in its way."""
        return self._if_held(obstacles.room_for(self.wish, self._rooms, self._known))

    def room_or_another(self) -> Room | None:
        """The same, or whichever will do where the room it has will not."""
        return self._if_held(obstacles.this_room_or_another(self.wish, self._rooms, self._known))

    def _if_held(self, room: Room | None) -> Room | None:
        if room and room.pk not in self._held:
            raise RoomGone
        return room

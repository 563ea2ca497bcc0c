"""What is asked of the schedule: a patient, a therapist, a service and a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from clinic.models import Staff
from patients.models import Patient
from scheduling import wording
from scheduling.mobile.destination import Destination
from scheduling.models import STEP_FREE, Appointment, Room, Service


@dataclass(frozen=True)
class Wish:
    """A time to hold; before and after are its buffers, moving is the appointment that is to stand there.

    room None: any that will do. features: what its room must have besides what service and patient need.
    away: it is at the patient's, so it gets no room, and the drive is part of its buffers; to: where that is.
    """

    patient: Patient
    therapist: Staff
    service: Service
    starts_at: datetime
    ends_at: datetime
    before: timedelta
    after: timedelta
    room: Room | None = None
    moving: Appointment | None = None
    features: frozenset[str] = frozenset()
    away: bool = False
    to: Destination | None = None

    @classmethod
    def new(
        cls,
        patient: Patient,
        therapist: Staff,
        service: Service,
        minutes: int,
        starts_at: datetime,
        room: Room | None = None,
        to: Destination | None = None,
    ) -> Self:
        return cls(
            patient,
            therapist,
            service,
            starts_at,
            starts_at + timedelta(minutes=minutes),
            timedelta(minutes=service.buffer_before) + (to.there if to else timedelta()),
            timedelta(minutes=service.buffer_after) + (to.back if to else timedelta()),
            None if to else room,
            away=to is not None,
            to=to,
        )

    @classmethod
    def again(cls, appointment: Appointment) -> Self:
        """The appointment's own time and room, with the buffers it was booked with."""
        return cls(
            appointment.patient,
            appointment.therapist,
            appointment.service,
            appointment.starts_at,
            appointment.ends_at,
            appointment.starts_at - appointment.occupies.lower,
            appointment.occupies.upper - appointment.ends_at,
            appointment.room,
            appointment,
            away=appointment.is_away,
        )

    def lasting(self, minutes: int) -> Self:
        """The same visit from the same time on, shorter or longer."""
        return replace(self, ends_at=self.starts_at + timedelta(minutes=minutes))

    def elsewhere(self, starts_at: datetime, therapist: Staff, room: Room | None = None) -> Self:
        """The same visit at another time or with another therapist, in that room or whatever room will do."""
        ends_at = starts_at + (self.ends_at - self.starts_at)
        return replace(self, starts_at=starts_at, ends_at=ends_at, therapist=therapist, room=room)

    def with_therapist(self, held: Staff) -> Self:
        """The same, with the therapist's row as it was read under the lock."""
        return replace(self, therapist=held)

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def occupies(self) -> DateTimeTZRange:
        return DateTimeTZRange(self.starts_at - self.before, self.ends_at + self.after)

    @property
    def needs(self) -> list[str]:
        """What its room must have: the service's needs, the patient's, and what was asked for."""
        return room_needs(self.service, self.patient, self.features)


def room_needs(service: Service, patient: Patient | None, features: Iterable[str] = ()) -> list[str]:
    step_free = [STEP_FREE] if patient and patient.step_free else []
    return sorted({*service.needs, *step_free, *features})


def room_with(needs: Sequence[str]) -> str:
    """step-free room with table with lift."""
    things = [need for need in needs if need != STEP_FREE]
    having = f" with {wording.listed(things)}" if things else ""
    return f"{'step-free ' if STEP_FREE in needs else ''}room{having}"

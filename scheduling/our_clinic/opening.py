"""What a new clinic has to say before its first visit can be booked."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Q
from django.urls import reverse

from clinic.models import Clinic, Staff
from scheduling.models import Appointment, Room, Service, WorkingHours

UNNAMED = Clinic._meta.get_field("name").default
STEPS = (
    ("named", "Say who you are", "Name, time zone, currency", "our_clinic"),
    ("rooms", "Add rooms", "Where you treat", "premises"),
    ("services", "Add services", "What you offer, and what it costs", "services"),
    ("treats", "Add colleagues", "Who treats, who books", "colleagues"),
    ("hours", "Enter working hours", "Who is there when", "team"),
)


@dataclass(frozen=True)
class Step:
    words: str
    why: str
    url: str
    done: bool


def steps() -> list[Step]:
    """In the order in which they are best taken; none once all are, or once a visit has been booked."""
    found: Any = Clinic.objects.values(
        named=~Q(name=UNNAMED),
        rooms=Exists(Room.objects.filter(active=True)),
        services=Exists(Service.objects.filter(active=True)),
        treats=Exists(Staff.objects.therapists()),
        hours=Exists(WorkingHours.objects.filter(therapist__is_active=True)),
        visits=Exists(Appointment.objects.all()),
    ).get()
    if found["visits"]:
        return []
    every = [Step(words, why, reverse(f"scheduling:{page}"), found[told]) for told, words, why, page in STEPS]
    return [] if all(step.done for step in every) else every

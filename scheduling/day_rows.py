"""The rows that a day's board is drawn from: two questions, each put into words only once."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from clinic import clock
from clinic.asking import Standing, blank
from clinic.models import Staff
from patients import ask_first
from patients.alerts import for_the_desk
from patients.intake import state as intake_state
from scheduling.appointment_models import AppointmentQuerySet
from scheduling.models import Appointment, Room, Service, Status, TimeOff, WorkingHours

# What no card says of a patient: where it is asked for after all, the row fetches it.
UNSAID = (
    "phone_digits", "search_name", "name_tokens", "email", "address", "occupation", "registered_at", "key",
)  # fmt: skip
UNASKED = (
    "password", "last_login", "email", "legal_name", "phone", "profession", "registration", "charting",
    "supervisor",
)  # fmt: skip
DAY: Any = blank("day", "date")
WEEKDAY, TODAY = blank("weekday", "int"), blank("today", "date")
SINCE: Any = blank("since", "timestamptz")
UNTIL: Any = blank("until", "timestamptz")


class DayRows(NamedTuple):
    """visits: in order, with all that a card says. off: of people, of rooms and of the clinic.

    people: those who work that day, or would.
    """

    visits: list[Appointment]
    hours: list[WorkingHours]
    off: list[TimeOff]
    people: list[Staff]


def of(day: date, viewer: Staff) -> DayRows:
    since, until = clock.clinic_day(day)
    told = {"day": day, "weekday": day.weekday(), "since": since, "until": until}
    [visits] = VISITS.ask(**told, today=clock.today(), viewer=viewer.pk)
    hours, off, people, rooms, services = map(list, AROUND.ask(**told))
    by_key = [{one.pk: one for one in rows} for rows in (people, rooms, services)]
    for one in visits:
        one.therapist, one.room, one.service = (
            rows.get(key)
            for rows, key in zip(by_key, (one.therapist_id, one.room_id, one.service_id), strict=True)
        )
    return DayRows([*visits], hours, off, people)


def _on_that_day() -> AppointmentQuerySet:
    rows = Appointment.objects.filter(starts_at__gte=SINCE, starts_at__lt=UNTIL)
    return rows.exclude(status=Status.ENTERED_IN_ERROR)


def _visits() -> Sequence[QuerySet]:
    """Of many visits few therapists, rooms and services: those come with what is around."""
    told = (
        _on_that_day()
        .visible_to_key(blank("viewer", "bigint"))
        .with_visits()
        .annotate(
            **intake_state.for_the_board("patient", today=TODAY),
            **ask_first.suspected("patient", on=DAY),
            **for_the_desk("patient", today=TODAY),
        )
    )
    told = told.select_related("patient", "chair_day").defer(*(f"patient__{name}" for name in UNSAID))
    return [told.order_by("starts_at", "therapist__display_name", "pk")]


def _around() -> Sequence[QuerySet]:
    hours = WorkingHours.objects.between(DAY, DAY).filter(weekday=WEEKDAY)
    off = TimeOff.objects.between(SINCE, UNTIL)
    seen = [rows.values("therapist") for rows in (_on_that_day(), hours, off.exclude(therapist=None))]
    people = Staff.objects.filter(Q(pk__in=seen[0]) | Q(pk__in=seen[1]) | Q(pk__in=seen[2]))
    return [
        hours.select_related("room").order_by("starts", "pk"),
        off.select_related("chair_day").order_by("starts_at"),
        people.defer(*UNASKED).order_by("display_name", "pk"),
        Room.objects.all(),
        Service.objects.all(),
    ]


VISITS, AROUND = Standing(_visits), Standing(_around)

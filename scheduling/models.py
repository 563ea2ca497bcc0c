"""Places, services, working hours and time off; the times held for patients stand in appointment_models."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Self

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import CheckConstraint, F, Q

from clinic import clock
from clinic.models import Role, Staff
from scheduling.appointment_models import HELD, HOLDING, Appointment, Status, TsTzRange
from scheduling.calls.models import Call
from scheduling.events.models import ChairDay
from scheduling.feeds.models import CalendarFeed
from scheduling.ics_import.models import ImportBatch, ImportedAppointment
from scheduling.mobile.models import CalloutFee, MobileVisit, TravelZone
from scheduling.series.models import Series, SettledDate
from scheduling.services.models import Price
from scheduling.waiting.models import HeldPlace, Waiting

__all__ = [
    "HELD",
    "HOLDING",
    "STEP_FREE",
    "Appointment",
    "CalendarFeed",
    "Call",
    "CalloutFee",
    "ChairDay",
    "HeldPlace",
    "ImportBatch",
    "ImportedAppointment",
    "Location",
    "MobileVisit",
    "Price",
    "Room",
    "Series",
    "Service",
    "SettledDate",
    "Status",
    "TimeOff",
    "TravelZone",
    "Waiting",
    "WorkingHours",
    "arranges",
]

# The room feature that patients with step_free need.
STEP_FREE = "step-free"


class Location(models.Model):
    """jurisdiction: the state or province whose licence is needed here; empty where any will do."""

    name = models.CharField(max_length=80, unique=True)
    address = models.CharField(max_length=300, blank=True)
    jurisdiction = models.CharField(max_length=60, blank=True)
    active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class Room(models.Model):
    """A place for one treatment at a time; features are words that services and patients may need."""

    location = models.ForeignKey(Location, models.PROTECT, related_name="rooms")
    name = models.CharField(max_length=40)
    features = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["location", "name"], name="one_room_per_name")]

    def __str__(self) -> str:
        return self.name


class ServiceQuerySet(models.QuerySet["Service"]):
    def bookable(self) -> Self:
        return self.filter(active=True).order_by("order", "name")


@pghistory.track()
class Service(models.Model):
    """What is offered, in the lengths offered; all times are minutes.

    needs: features its room must have. modality: what its therapist must hold a credential for, if anything.
    mobile: it takes place at the patient's, so it needs no room but a drive.
    """

    class Category(models.TextChoices):
        POINTS = "trigger_point", "Trigger point"
        DEEP = "deep_tissue", "Deep tissue"
        SWEDISH = "swedish", "Swedish"
        COMBINED = "combined", "Combined"
        CHAIR = "chair", "Chair"
        ASSESSMENT = "assessment", "Assessment"
        ADD_ON = "add_on", "Add-on"

    name = models.CharField(max_length=60, unique=True)
    category = models.CharField(max_length=13, choices=Category, default=Category.POINTS)
    durations = ArrayField(models.PositiveSmallIntegerField())
    buffer_before = models.PositiveSmallIntegerField(default=0)
    buffer_after = models.PositiveSmallIntegerField(default=15)
    needs = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    modality = models.CharField(max_length=60, blank=True)
    first_visit_only = models.BooleanField(default=False)
    mobile = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=100)
    active = models.BooleanField(default=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        constraints = [CheckConstraint(condition=Q(durations__len__gte=1), name="a_service_has_a_length")]

    def __str__(self) -> str:
        return self.name

    def occupied(self, starts_at: datetime, ends_at: datetime) -> DateTimeTZRange:
        """The time a visit takes from therapist and room, with the buffers on both sides."""
        return DateTimeTZRange(
            starts_at - timedelta(minutes=self.buffer_before), ends_at + timedelta(minutes=self.buffer_after)
        )


class WorkingHoursQuerySet(models.QuerySet["WorkingHours"]):
    def on(self, day: date) -> Self:
        """Those in force on this day."""
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day), weekday=day.weekday(), valid_from__lte=day
        )

    def between(self, first: date, last: date) -> Self:
        """Those in force on any of these days, if their weekday comes."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=first), valid_from__lte=last)


@pghistory.track()
class WorkingHours(models.Model):
    """A stretch of a weekday on which a therapist can be booked, in the clinic's wall time; 0 is Monday.

    room: where the therapist usually is in that time; a booking takes it if it is free and fits.
    """

    therapist = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="working_hours")
    location = models.ForeignKey(Location, models.PROTECT, related_name="+")
    room = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="+")
    weekday = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    ends = models.TimeField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    objects = WorkingHoursQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "working hours"
        constraints = [
            CheckConstraint(condition=Q(ends__gt=F("starts")), name="hours_end_after_they_start"),
            CheckConstraint(condition=Q(weekday__lte=6), name="hours_fall_on_a_weekday"),
        ]
        indexes = [models.Index(fields=["weekday", "therapist"], name="hours_of_a_weekday")]

    def __str__(self) -> str:
        return f"{self.starts:%H:%M} to {self.ends:%H:%M}"

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on this day; as on() asks the database."""
        ended = self.valid_until is not None and self.valid_until < day
        return self.weekday == day.weekday() and self.valid_from <= day and not ended

    def span(self, day: date) -> tuple[datetime, datetime]:
        """The instants it is open between on this day; the same twice if the clocks leave nothing of it."""
        opens = _instant(day, self.starts)
        return opens, max(opens, _instant(day, self.ends))


def _instant(day: date, wall_time: time) -> datetime:
    """As Postgres reads a wall time: of the two instants a skipped or repeated one may mean, the later."""
    wall = datetime.combine(day, wall_time, tzinfo=clock.zone())
    return max(wall.astimezone(UTC), wall.replace(fold=1).astimezone(UTC))


class TimeOffQuerySet(models.QuerySet["TimeOff"]):
    def between(self, since: datetime, until: datetime) -> Self:
        return self.filter(starts_at__lt=until, ends_at__gt=since)

    def to_come(self) -> Self:
        return self.filter(ends_at__gt=clock.now()).order_by("starts_at", "pk")

    def closing_the_clinic(self) -> Self:
        return self.filter(therapist=None, room=None)


@pghistory.track(
    meta={"indexes": [models.Index(fields=["therapist", "starts_at"], name="versions_of_time_off")]}
)
class TimeOff(models.Model):
    """A stretch in which a therapist or a room cannot be booked; nobody's and no room's: the whole clinic.

    reason: read by those who arrange the time; the colleague's own page and the board tell others "Away".
    chair_day: the chair massage that the therapist goes to then, the way there and back included.
    """

    therapist = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="time_off"
    )
    room = models.ForeignKey(Room, models.PROTECT, null=True, related_name="time_off")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=80)
    chair_day = models.ForeignKey(ChairDay, models.PROTECT, null=True, related_name="holds")

    objects = TimeOffQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "time off"
        constraints = [
            CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="time_off_ends_after_it_starts"),
            CheckConstraint(
                condition=Q(therapist__isnull=True) | Q(room__isnull=True),
                name="time_off_is_not_a_therapists_and_a_rooms",
            ),
            CheckConstraint(
                condition=Q(chair_day__isnull=True) | Q(therapist__isnull=False),
                name="a_therapist_goes_to_a_chair_day",
            ),
            ExclusionConstraint(
                name="a_therapist_is_at_one_chair_day_at_a_time",
                expressions=[
                    ("therapist", RangeOperators.EQUAL),
                    (TsTzRange("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                condition=Q(chair_day__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["ends_at", "starts_at"], name="time_off_by_end")]

    def __str__(self) -> str:
        return self.reason

    @property
    def closes_the_clinic(self) -> bool:
        return self.therapist_id is None and self.room_id is None

    def why(self, viewer: Staff) -> str:
        """Its reason, for whoever arranges the time or takes it; of a colleague only that they are away."""
        told = self.chair_day_id or self.therapist_id in {None, viewer.pk} or arranges(viewer)
        return self.reason if told else "Away"


def arranges(staff: Staff) -> bool:
    """Who sets hours and time off for everybody."""
    return staff.has(Role.FRONT_DESK) or staff.has(Role.ADMIN)

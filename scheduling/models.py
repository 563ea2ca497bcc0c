"""Places, services, working hours, and the times held for patients."""

from datetime import date, datetime, timedelta
from typing import Self

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import CheckConstraint, F, Func, Q

from clinic import clock
from clinic.models import Staff
from patients.models import Patient

CARE_MONTHS = 24


class Location(models.Model):
    name = models.CharField(max_length=80, unique=True)
    address = models.CharField(max_length=300, blank=True)
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


class Service(models.Model):
    """What is offered, in the lengths offered; all times are minutes."""

    name = models.CharField(max_length=60, unique=True)
    durations = ArrayField(models.PositiveSmallIntegerField())
    buffer_before = models.PositiveSmallIntegerField(default=0)
    buffer_after = models.PositiveSmallIntegerField(default=15)
    needs = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    first_visit_only = models.BooleanField(default=False)
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


@pghistory.track()
class WorkingHours(models.Model):
    """A stretch of a weekday on which a therapist can be booked, in the clinic's wall time; 0 is Monday."""

    therapist = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="working_hours")
    location = models.ForeignKey(Location, models.PROTECT, related_name="+")
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


class TimeOffQuerySet(models.QuerySet["TimeOff"]):
    def between(self, since: datetime, until: datetime) -> Self:
        return self.filter(starts_at__lt=until, ends_at__gt=since)


@pghistory.track()
class TimeOff(models.Model):
    """A stretch in which a therapist, or a room, cannot be booked."""

    therapist = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="time_off"
    )
    room = models.ForeignKey(Room, models.PROTECT, null=True, related_name="time_off")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=80)

    objects = TimeOffQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "time off"
        constraints = [
            CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="time_off_ends_after_it_starts"),
            CheckConstraint(
                condition=Q(therapist__isnull=False, room__isnull=True)
                | Q(therapist__isnull=True, room__isnull=False),
                name="time_off_is_somebodys_or_a_rooms",
            ),
        ]
        indexes = [models.Index(fields=["ends_at", "starts_at"], name="time_off_by_end")]

    def __str__(self) -> str:
        return self.reason


class Status(models.TextChoices):
    """HL7 FHIR R4's words for where an appointment stands."""

    PROPOSED = "proposed", "Proposed"
    PENDING = "pending", "Proposed"
    BOOKED = "booked", "Booked"
    ARRIVED = "arrived", "Arrived"
    FULFILLED = "fulfilled", "Fulfilled"
    CANCELLED = "cancelled", "Cancelled"
    NOSHOW = "noshow", "No-show"
    ENTERED_IN_ERROR = "entered-in-error", "Entered in error"
    CHECKED_IN = "checked-in", "Arrived"
    WAITLIST = "waitlist", "On the wait list"


# Those that take up their time. The constraints and every read of taken time repeat this condition to the
# letter, for a partial index answers only a query that names its condition.
HOLDING = (
    Status.PROPOSED,
    Status.PENDING,
    Status.BOOKED,
    Status.ARRIVED,
    Status.FULFILLED,
    Status.CHECKED_IN,
)
HELD = Q(status__in=HOLDING)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def visible_to(self, staff: Staff) -> Self:
        """The schedule is open to all staff at work."""
        return self if staff.is_active else self.none()

    def on(self, day: date) -> Self:
        """Those that begin on this day by the clinic's clock."""
        start, end = clock.clinic_day(day)
        return self.filter(starts_at__gte=start, starts_at__lt=end)

    def holding(self) -> Self:
        return self.filter(HELD)

    def in_care(self) -> Self:
        """Those that put their therapist on the patient's care team: of the last 24 months, or booked."""
        return self.holding().filter(starts_at__gte=clock.now() - timedelta(days=CARE_MONTHS * 365 // 12))


class TsTzRange(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


@pghistory.track()
class Appointment(models.Model):
    """A time held for one patient with one therapist; ends_at itself is free for the next.

    occupies: the same time with the service's buffers around it, frozen at booking.
    key: the booking form's own number, so that sending it twice books once.
    version: counts changes, so that a stale page cannot act.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="appointments")
    therapist = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="appointments")
    room = models.ForeignKey(Room, models.PROTECT, related_name="appointments")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    occupies = DateTimeRangeField()
    status = models.CharField(max_length=16, choices=Status, default=Status.BOOKED)
    confirmed_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=200, blank=True)
    booked_at = models.DateTimeField(auto_now_add=True)
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    key = models.UUIDField()
    version = models.PositiveIntegerField(default=1)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="ends_after_it_starts"),
            CheckConstraint(
                condition=Q(occupies__contains=TsTzRange(F("starts_at"), F("ends_at"))),
                name="occupies_its_own_time",
            ),
            models.UniqueConstraint(fields=["booked_by", "key"], name="one_appointment_per_form"),
            ExclusionConstraint(
                name="a_therapist_sees_one_patient_at_a_time",
                expressions=[("therapist", RangeOperators.EQUAL), ("occupies", RangeOperators.OVERLAPS)],
                condition=HELD,
            ),
            ExclusionConstraint(
                name="a_room_holds_one_patient_at_a_time",
                expressions=[("room", RangeOperators.EQUAL), ("occupies", RangeOperators.OVERLAPS)],
                condition=HELD,
            ),
            ExclusionConstraint(
                name="a_patient_is_in_one_place_at_a_time",
                expressions=[
                    ("patient", RangeOperators.EQUAL),
                    (TsTzRange("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                condition=HELD,
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at", "id"], name="appointments_in_order"),
            models.Index(fields=["patient", "-starts_at"], name="appointments_of_a_patient"),
            models.Index(fields=["therapist", "starts_at"], name="appointments_of_a_therapist"),
        ]

    def __str__(self) -> str:
        return f"appointment {self.pk}"

    @property
    def day(self) -> date:
        return clock.local(self.starts_at).date()

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def shown_as(self) -> str:
        """The board's word for it: FHIR's, with confirmed and in session told apart."""
        if self.status == Status.BOOKED:
            return "confirmed" if self.confirmed_at else "booked"
        if self.status in {Status.ARRIVED, Status.CHECKED_IN}:
            return "insession" if hasattr(self, "treatment_session") else "arrived"
        return {Status.PENDING: "proposed", Status.ENTERED_IN_ERROR: "cancelled"}.get(
            Status(self.status), self.status
        )

"""The times held for patients, and where each of them stands."""

from datetime import date, datetime, timedelta
from typing import Any, Self

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import CheckConstraint, Exists, F, Func, Q

from clinic import clock
from clinic.models import Clinic, Staff
from patients.models import Patient

CARE_MONTHS = 24
CARE_LASTS = timedelta(days=CARE_MONTHS * 365 // 12)
AT_THE_PATIENTS = "At the patient's"


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

    def visible_to_key(self, key: Any) -> Self:
        """The same where only the key of the staff is told, as by a blank."""
        return self.filter(Exists(Staff.objects.filter(pk=key, is_active=True)))

    def on(self, day: date) -> Self:
        """Those that begin on this day by the clinic's clock."""
        start, end = clock.clinic_day(day)
        return self.filter(starts_at__gte=start, starts_at__lt=end)

    def holding(self) -> Self:
        return self.filter(HELD)

    def with_during(self) -> Self:
        """With the plain time as one range, written as the patients' constraint writes it, to filter by."""
        return self.alias(during=TsTzRange("starts_at", "ends_at"))

    def with_visits(self) -> Self:
        """Each with its treatment session's key and when that was signed, but nothing of what it says."""
        return self.annotate(
            visit_id=F("treatment_session__id"), visit_signed_at=F("treatment_session__signed_at")
        )

    def in_care(self, now: Any = None) -> Self:
        """Those that put their therapist on the patient's care team: of the last 24 months, or booked.

        now: a blank for it.
        """
        return self.holding().filter(starts_at__gte=(now or clock.now()) - CARE_LASTS)


class TsTzRange(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


# Whoever handed a visit on has it taken out of their calendar: its versions are looked up by their days.
@pghistory.track(
    meta={"indexes": [models.Index(fields=["therapist", "starts_at"], name="versions_of_a_therapist")]}
)
class Appointment(models.Model):
    """A time held for one patient with one therapist; ends_at itself is free for the next.

    room: None for a visit at the patient's, see mobile_visit, and for a slot of an event.
    occupies: the same time with the service's buffers and the drive around it, frozen at booking.
    series: the visits it was booked together with.
    chair_day: the chair-massage event that it is a slot of.
    price: what it cost when it was booked, in the clinic's currency; None where nobody had said.
    key: the booking form's own number, so that sending it twice books once.
    version: counts changes, so that a stale page cannot act.
    """

    # Without an index of its own: another begins with it.
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="appointments", db_index=False)
    therapist = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="appointments", db_index=False
    )
    room = models.ForeignKey("scheduling.Room", models.PROTECT, null=True, related_name="appointments")
    chair_day = models.ForeignKey(
        "scheduling.ChairDay", models.PROTECT, null=True, related_name="slots", db_index=False
    )
    service = models.ForeignKey("scheduling.Service", models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    occupies = DateTimeRangeField()
    status = models.CharField(max_length=16, choices=Status, default=Status.BOOKED)
    confirmed_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=120, blank=True)
    price = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    note = models.CharField(max_length=200, blank=True)
    series = models.ForeignKey("scheduling.Series", models.PROTECT, null=True, related_name="appointments")
    booked_at = models.DateTimeField(auto_now_add=True)
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    key = models.UUIDField()
    version = models.PositiveIntegerField(default=1)
    events: Any  # every version of the row, kept by the database itself
    trip: Any  # its mobile visit, where a sheet asked for somebody whom its address concerns
    is_suspected: bool  # known where the board asked, see patients/ask_first.py

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="ends_after_it_starts"),
            CheckConstraint(
                condition=Q(occupies__contains=TsTzRange(F("starts_at"), F("ends_at"))),
                name="occupies_its_own_time",
            ),
            CheckConstraint(
                condition=Q(room__isnull=True) | Q(chair_day__isnull=True), name="a_chair_slot_has_no_room"
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
            models.Index(
                fields=["chair_day", "starts_at"],
                condition=Q(chair_day__isnull=False),
                name="slots_of_a_chair_day",
            ),
            # Who came, when, without a look at the rows: reports ask it of every patient at once.
            models.Index(
                fields=["patient", "starts_at"], condition=Q(status=Status.FULFILLED), name="visits_that_were"
            ),
        ]

    def __str__(self) -> str:
        return f"appointment {self.pk}"

    @property
    def day(self) -> date:
        return clock.local(self.starts_at).date()

    @property
    def place(self) -> str:
        """Room 2, where the chair massage is, or At the patient's; never an address, which is not for all."""
        if self.is_away:
            return AT_THE_PATIENTS
        return str(self.room or self.chair_day)

    @property
    def is_away(self) -> bool:
        """At the patient's, which is all that has neither a room nor an event."""
        return self.room_id is None and self.chair_day_id is None

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    def is_late_to_cancel(self, at: datetime) -> bool:
        """Whether a cancellation then comes too late to fill the place, by the clinic's own policy."""
        return at > self.starts_at - timedelta(hours=Clinic.current().late_cancel_hours)

    @property
    def has_visit(self) -> bool:
        """Whether its treatment session has begun; asks nothing more of rows that came by with_visits()."""
        if "visit_id" in self.__dict__:
            return self.__dict__["visit_id"] is not None
        return hasattr(self, "treatment_session")

    @property
    def shown_as(self) -> str:
        """The board's word for it: FHIR's, with confirmed and in session told apart."""
        if self.status == Status.BOOKED:
            return "confirmed" if self.confirmed_at else "booked"
        if self.status in {Status.ARRIVED, Status.CHECKED_IN}:
            return "insession" if self.has_visit else "arrived"
        return {Status.PENDING: "proposed", Status.ENTERED_IN_ERROR: "cancelled"}.get(
            Status(self.status), self.status
        )

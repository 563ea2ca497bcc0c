"""Visits at the patient's: the zones that are driven to, and each visit's address, drive, fee and safety."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q

from clinic import clock
from clinic.models import Role, Staff

LONGEST = 240  # minutes of driving one way


@pghistory.track()
class TravelZone(models.Model):
    """Somewhere the clinic drives to; minutes_there and minutes_back are those of the drive."""

    name = models.CharField(max_length=60, unique=True)
    minutes_there = models.PositiveSmallIntegerField(default=30)
    minutes_back = models.PositiveSmallIntegerField(default=30)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(minutes_there__lte=LONGEST, minutes_back__lte=LONGEST),
                name="a_drive_has_an_end",
            )
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class CalloutFee(models.Model):
    """What coming to a zone costs from this day on, in the clinic's currency; the last counts."""

    zone = models.ForeignKey(TravelZone, models.PROTECT, related_name="fees")
    valid_from = models.DateField()
    amount = models.DecimalField(max_digits=8, decimal_places=2)

    class Meta:
        verbose_name = "call-out fee"
        constraints = [
            models.UniqueConstraint(fields=["zone", "valid_from"], name="one_callout_fee_from_a_day"),
            CheckConstraint(condition=Q(amount__gte=0), name="a_callout_fee_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"call-out fee {self.pk}"


class MobileVisitQuerySet(models.QuerySet["MobileVisit"]):
    def visible_to(self, staff: Staff) -> Self:
        """An address is for whoever drives there, and for those who keep watch: the desk and admins."""
        if not staff.is_active:
            return self.none()
        keeps_watch = staff.has(Role.FRONT_DESK) or staff.has(Role.ADMIN)
        return self if keeps_watch else self.filter(appointment__therapist=staff)


@pghistory.track()
class MobileVisit(models.Model):
    """Where an appointment takes place that needs no room; kept as it was when it was booked.

    minutes_there, minutes_back: of its zone then. fee: the call-out fee then; None where nobody had said.
    address_by, address_at: who gave an address that is not the patient's own, and when.
    here_at, left_at: the therapist's own word, from the door. alerted_at: when the admins were last told that
    it is overdue. settled_at, settled_by, settled_why: somebody made sure that all is well.
    """

    appointment = models.OneToOneField("scheduling.Appointment", models.PROTECT, related_name="mobile_visit")
    zone = models.ForeignKey(TravelZone, models.PROTECT, related_name="+")
    address = models.CharField(max_length=300)
    directions = models.CharField(max_length=200, blank=True)
    address_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    address_at = models.DateTimeField(null=True)
    minutes_there = models.PositiveSmallIntegerField()
    minutes_back = models.PositiveSmallIntegerField()
    fee = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    here_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    alerted_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_why = models.CharField(max_length=200, blank=True)

    objects = MobileVisitQuerySet.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(condition=~Q(address=""), name="a_mobile_visit_has_an_address"),
            CheckConstraint(
                condition=Q(address_by=None, address_at=None)
                | Q(address_by__isnull=False, address_at__isnull=False),
                name="another_address_was_given_by_somebody",
            ),
            CheckConstraint(
                condition=Q(here_at=None) | Q(left_at=None) | Q(left_at__gte=F("here_at")),
                name="left_after_being_there",
            ),
            CheckConstraint(
                condition=Q(settled_at=None, settled_by=None, settled_why="")
                | Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(settled_why=""),
                name="settled_by_somebody_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["appointment"],
                condition=Q(left_at=None, settled_at=None),
                name="mobile_visits_not_over",
            )
        ]

    def __str__(self) -> str:
        return f"mobile visit {self.pk}"

    @property
    def should_be_over(self) -> bool:
        """Its time is, and the therapist has not said that they have left."""
        return self.left_at is None and self.appointment.ends_at <= clock.now()

    @property
    def patient_id(self) -> int:
        """Whose record an audit event about it belongs to."""
        return self.appointment.patient_id

"""Where a point sent its sensation, and what was done at it: rows of one finding of one session."""

from typing import Any, Self

import pghistory
from django.db import models
from django.db.models import CheckConstraint, Q

from clinic.models import Staff
from patients.models import Patient
from sessions.catalogue_models import Zone


class Technique(models.TextChoices):
    PRESSURE_RELEASE = "pressure_release", "Pressure release"
    ISCHEMIC_COMPRESSION = "ischemic_compression", "Ischaemic compression"
    STRIPPING = "stripping", "Stripping"
    CROSS_FIBRE = "cross_fibre", "Cross-fibre"
    MYOFASCIAL_RELEASE = "myofascial_release", "Myofascial release"
    MUSCLE_ENERGY_PIR = "muscle_energy_pir", "Muscle energy, PIR"
    POSITIONAL_RELEASE = "positional_release", "Positional release"
    STRETCH = "stretch", "Stretch"
    SPRAY_AND_STRETCH = "spray_and_stretch", "Spray and stretch"
    VIBRATION_OR_PERCUSSION = "vibration_or_percussion", "Vibration or percussion"
    HEAT_OR_COLD = "heat_or_cold", "Heat or cold"
    SWEDISH_FLUSH = "swedish_flush", "Swedish flush"
    TOOL_ASSISTED = "tool_assisted", "Tool-assisted"
    OTHER = "other", "Other"


class Contact(models.TextChoices):
    THUMB = "thumb", "Thumb"
    FINGER = "finger", "Finger"
    KNUCKLE = "knuckle", "Knuckle"
    ELBOW = "elbow", "Elbow"
    PINCER = "pincer", "Pincer"
    TOOL = "tool", "Tool"


class Pressure(models.IntegerChoices):
    TOUCH = 1, "Touch"
    LIGHT = 2, "Light"
    MODERATE = 3, "Moderate"
    FIRM = 4, "Firm"
    DEEP = 5, "Deep"


class Response(models.TextChoices):
    RELEASED = "released", "Released"
    PARTLY = "partly", "Partly"
    UNCHANGED = "unchanged", "Unchanged"
    WORSE = "worse", "Worse"
    NOT_TOLERATED = "not_tolerated", "Not tolerated"


class Adverse(models.TextChoices):
    NONE = "none", "None"
    BRUISE = "bruise", "Bruise"
    DIZZINESS = "dizziness", "Dizziness"
    FAINT = "faint", "Faint"
    NEW_NUMBNESS = "new_numbness", "New numbness"
    FLARE = "flare", "Flare"
    HEADACHE = "headache", "Headache"
    NAUSEA = "nausea", "Nausea"
    SKIN_REACTION = "skin_reaction", "Skin reaction"
    OTHER = "other", "Other"


class FoundReferralQuerySet(models.QuerySet["FoundReferral"]):
    def visible_to(self, staff: Staff) -> Self:
        charts = Patient.objects.chart_open_to(staff)
        return self.filter(finding__treatment_session__patient__in=charts)


def when_saved(name: str) -> dict[str, Any]:
    """The index by which a session's page asks when a version was last written; name: the index's."""
    return {"indexes": [models.Index(fields=["treatment_session", "pgh_created_at"], name=name)]}


@pghistory.track()
class FoundReferral(models.Model):
    """A zone that the point sent its sensation to when it was pressed; side is the patient's own."""

    finding = models.ForeignKey(
        "treatment_sessions.PointFinding", models.CASCADE, related_name="found_referrals", db_index=False
    )
    zone = models.ForeignKey(Zone, models.PROTECT, related_name="+")
    side = models.CharField(
        max_length=7, choices=[("left", "Left"), ("right", "Right"), ("midline", "Midline")]
    )

    objects = FoundReferralQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "zone", "side"], name="one_referral_found_per_side"),
            CheckConstraint(
                condition=Q(side__in=["left", "right", "midline"]), name="referred_to_a_known_side"
            ),
        ]

    def __str__(self) -> str:
        return f"referral {self.pk}"

    @property
    def words(self) -> str:
        """Left temple; Behind the left ear; Crown of the head."""
        name = self.zone.label
        if self.side == "midline":
            return name
        if name.startswith(("In ", "Behind ", "Over ")):
            return name.replace(" the ", f" the {self.side} ", 1)
        return f"{self.side.capitalize()} {name[0].lower()}{name[1:]}"


class TreatmentQuerySet(models.QuerySet["Treatment"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(treatment_session__patient__in=Patient.objects.chart_open_to(staff))

    def over_cap(self) -> Self:
        """Those that went past what a caution asks for, each with the reason written then."""
        return self.exclude(over_cap_why="")


@pghistory.track(meta=when_saved("versions_of_treatments"))
class Treatment(models.Model):
    """One technique applied to one point.

    pressure: 1 touch, 2 light, 3 moderate, 4 firm, 5 deep. steps: pressure in increments, in their order, as
    [{"pressure": 1-5, "discomfort": 0-10 or null, "seconds": 1-300}]; their seconds add up to hold_seconds.
    hold_seconds: 1-300, of one repetition. order: 1 and on, in which the session's treatments were given.
    over_cap_why: why it went past a caution's limit; empty where none was passed.
    """

    treatment_session = models.ForeignKey(
        "treatment_sessions.TreatmentSession", models.PROTECT, related_name="treatments", db_index=False
    )
    finding = models.ForeignKey("treatment_sessions.PointFinding", models.CASCADE, related_name="treatments")
    technique = models.CharField(max_length=23, choices=Technique)
    contact = models.CharField(max_length=7, choices=Contact, blank=True)
    pressure = models.PositiveSmallIntegerField(choices=Pressure, null=True, blank=True)
    steps = models.JSONField(default=list, blank=True)
    hold_seconds = models.PositiveSmallIntegerField(null=True, blank=True)
    repetitions = models.PositiveSmallIntegerField(null=True, blank=True)
    order = models.PositiveSmallIntegerField()
    response = models.CharField(max_length=13, choices=Response, blank=True)
    adverse = models.CharField(max_length=13, choices=Adverse, default=Adverse.NONE)
    over_cap_why = models.CharField(max_length=300, blank=True)
    key = models.UUIDField()

    # Whether this answers a save that was sent before.
    repeated = False

    objects = TreatmentQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        constraints = [
            CheckConstraint(
                condition=Q(technique__in=Technique.values)
                & Q(contact__in=[*Contact.values, ""])
                & Q(response__in=[*Response.values, ""])
                & Q(adverse__in=Adverse.values),
                name="treated_in_known_words",
            ),
            CheckConstraint(
                condition=Q(pressure__isnull=True) | Q(pressure__range=(1, 5)), name="pressure_is_1_to_5"
            ),
            CheckConstraint(
                condition=Q(hold_seconds__isnull=True) | Q(hold_seconds__range=(1, 300)),
                name="a_hold_lasts_1_to_300_s",
            ),
            CheckConstraint(
                condition=Q(repetitions__isnull=True) | Q(repetitions__range=(1, 20)),
                name="repeated_1_to_20_times",
            ),
            CheckConstraint(condition=Q(order__gte=1), name="treatments_count_from_1"),
            CheckConstraint(
                condition=Q(over_cap_why="") | Q(over_cap_why__regex=r"\S\s+\S+\s+\S"),
                name="over_cap_says_why_in_words",
            ),
            models.UniqueConstraint(fields=["treatment_session", "key"], name="one_treatment_per_tap"),
            models.UniqueConstraint(
                fields=["treatment_session", "order"],
                name="one_treatment_per_turn",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return f"treatment {self.pk}"

    @property
    def highest(self) -> int | None:
        """The most pressure of the treatment and all its steps."""
        levels = [self.pressure, *(step["pressure"] for step in self.steps)]
        return max((level for level in levels if level is not None), default=None)

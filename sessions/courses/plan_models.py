"""What was agreed about a complaint: a plan with its goals, and the clinic's own defaults for one."""

from decimal import Decimal

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from sessions.courses.complaint_models import Complaint
from sessions.courses.outcome_models import Measure
from sessions.courses.rows import ClinicalRows, OfPlan, plain


class Technique(models.TextChoices):
    PRESSURE_RELEASE = "pressure_release", "Pressure release"
    ISCHEMIC_COMPRESSION = "ischemic_compression", "Ischaemic compression"
    STRIPPING = "stripping", "Stripping"
    CROSS_FIBRE = "cross_fibre", "Cross-fibre"
    MYOFASCIAL_RELEASE = "myofascial_release", "Myofascial release"
    MUSCLE_ENERGY = "muscle_energy_pir", "Muscle energy"
    POSITIONAL_RELEASE = "positional_release", "Positional release"
    STRETCH = "stretch", "Stretch"
    SPRAY_AND_STRETCH = "spray_and_stretch", "Spray and stretch"
    VIBRATION = "vibration_or_percussion", "Vibration or percussion"
    HEAT_OR_COLD = "heat_or_cold", "Heat or cold"
    SWEDISH_FLUSH = "swedish_flush", "Swedish strokes"
    TOOL_ASSISTED = "tool_assisted", "With a tool"
    OTHER = "other", "Other"


@pghistory.track()
class CourseDefault(models.Model):
    """What a new plan of its kind begins with; a clinic may change each number.

    times visits every weeks weeks. no_change_after: visits without an important change before it is said.
    Shipped numbers: sessions/data/course_defaults.csv, from professional knowledge, to be confirmed.
    """

    slug = models.SlugField(primary_key=True, max_length=12)
    name = models.CharField(max_length=60)
    times = models.PositiveSmallIntegerField()
    weeks = models.PositiveSmallIntegerField()
    visits = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    reassess_visits = models.PositiveSmallIntegerField()
    reassess_days = models.PositiveSmallIntegerField()
    no_change_after = models.PositiveSmallIntegerField()
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [
            CheckConstraint(
                condition=Q(
                    times__range=(1, 5), weeks__range=(1, 12), visits__range=(1, 60),
                    minutes__range=(10, 180), reassess_visits__range=(1, 20), reassess_days__range=(7, 180),
                    no_change_after__range=(2, 12),
                ),
                name="a_default_is_within_reason",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Plan(models.Model):
    """The plan in force for a complaint, or one that ended.

    times visits every weeks weeks, visits in all, of minutes each. reassess_on, reassess_visit: the day or
    the visit of the plan, whichever comes first. adaptations: what the cautions ask for. agreed_by: the
    name that the patient gave; empty until they agree. version counts changes.
    """

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="plans")
    kind = models.ForeignKey(CourseDefault, models.PROTECT, related_name="+")
    problem = models.TextField()
    times = models.PositiveSmallIntegerField()
    weeks = models.PositiveSmallIntegerField()
    visits = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    techniques = ArrayField(models.CharField(max_length=24, choices=Technique), default=list)
    areas = models.CharField(max_length=300, blank=True)
    adaptations = models.TextField(blank=True)
    reassess_on = models.DateField()
    reassess_visit = models.PositiveSmallIntegerField()
    discharge = models.TextField(blank=True)
    agreed_by = models.CharField(max_length=160, blank=True)
    agreed_on = models.DateField(null=True)
    begun_on = models.DateField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    ended_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = ClinicalRows.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["complaint"],
                condition=Q(ended_on__isnull=True),
                name="one_plan_in_force_per_complaint",
            ),
            CheckConstraint(
                condition=Q(agreed_by="", agreed_on__isnull=True)
                | (~Q(agreed_by="") & Q(agreed_on__isnull=False)),
                name="a_plan_is_agreed_by_name_and_day",
            ),
            CheckConstraint(
                condition=Q(times__range=(1, 5), weeks__range=(1, 12), visits__range=(1, 60))
                & Q(minutes__range=(10, 180), reassess_visit__range=(1, 200)),
                name="a_plan_is_within_reason",
            ),
            CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("begun_on")),
                name="a_plan_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"plan {self.pk}"

    @property
    def frequency(self) -> str:
        """2 visits a week."""
        count = "1 visit" if self.times == 1 else f"{self.times} visits"
        return f"{count} a week" if self.weeks == 1 else f"{count} every {self.weeks} weeks"

    @property
    def technique_words(self) -> list[str]:
        return [str(Technique(one).label) for one in self.techniques if one in Technique]


@pghistory.track()
class Goal(models.Model):
    """Something to be reached by a day: in the patient's words, with a number where there is one.

    measure: the outcome measure that it is read from; null where the therapist writes the number down.
    baseline, target, latest: in unit, at most one decimal. A target may lie below the baseline.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        ACTIVE = "active", "Active"
        MET = "met", "Met"
        PARTLY_MET = "partly_met", "Partly met"
        NOT_MET = "not_met", "Not met"
        CANCELLED = "cancelled", "Cancelled"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="goals")
    words = models.CharField(max_length=200)
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, related_name="+")
    unit = models.CharField(max_length=20, blank=True)
    baseline = models.DecimalField(max_digits=6, decimal_places=1, null=True)
    target = models.DecimalField(max_digits=6, decimal_places=1, null=True)
    latest = models.DecimalField(max_digits=6, decimal_places=1, null=True)
    latest_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE)
    order = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)

    objects = OfPlan.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            CheckConstraint(condition=~Q(words=""), name="a_goal_is_put_into_words"),
            CheckConstraint(
                condition=Q(latest__isnull=True, latest_on__isnull=True)
                | Q(latest__isnull=False, latest_on__isnull=False),
                name="a_goals_latest_has_its_day",
            ),
            UniqueConstraint(
                fields=["plan", "order"],
                name="one_goal_per_place_in_a_plan",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return f"goal {self.pk}"

    @property
    def now(self) -> Decimal | None:
        return self.baseline if self.latest is None else self.latest

    @property
    def in_unit(self) -> str:
        return self.unit or (self.measure.unit if self.measure else "")

    @property
    def standing(self) -> str:
        """45 of 60 degrees; 5, to reach 3 where less is wanted; nothing without a target."""
        if self.target is None:
            return ""
        target, now = plain(self.target), self.now
        if now is None:
            return f"to reach {target} {self.in_unit}".strip()
        less = self.baseline is not None and self.target < self.baseline
        return f"{plain(now)}{', to reach' if less else ' of'} {target} {self.in_unit}".strip()

    @property
    def share(self) -> int | None:
        """How much of the way from baseline to target is gone, 0-100; None where the way is not known."""
        if self.baseline is None or self.target is None or self.now is None or self.baseline == self.target:
            return None
        gone = (self.now - self.baseline) / (self.target - self.baseline)
        return int(min(max(gone, Decimal(0)), Decimal(1)) * 100)

"""What patients do at home: the clinic's library, what was given to whom, and how it went."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

from sessions.catalogue_models import Muscle
from sessions.courses.complaint_models import Complaint
from sessions.courses.rows import SIDES, ClinicalRows, OfHomeCare, is_score


class Dose(models.Model):
    """seconds x repetitions x times a day x days a week; 0 seconds where it is not held. pressure: 1-5."""

    seconds = models.PositiveSmallIntegerField(default=30)
    repetitions = models.PositiveSmallIntegerField(default=1)
    times_a_day = models.PositiveSmallIntegerField(default=1)
    days_a_week = models.PositiveSmallIntegerField(default=7)
    pressure = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def dose(self) -> str:
        """Hold 30 seconds, 3 times. Twice a day, 5 days a week."""
        held = _time(self.seconds)
        often = "once" if self.repetitions == 1 else f"{self.repetitions} times"
        daily = {1: "Once", 2: "Twice"}.get(self.times_a_day, f"{self.times_a_day} times")
        week = "every day" if self.days_a_week == 7 else f"{self.days_a_week} days a week"
        first = f"{held}, {often}" if held else often.capitalize()
        return f"{first}. {daily} a day, {week}."

    @property
    def pressure_words(self) -> str:
        words = {1: "just touch", 2: "light", 3: "moderate", 4: "firm", 5: "deep"}
        return words.get(self.pressure or 0, "")


def _time(seconds: int) -> str:
    """Whole minutes as such from two on; nothing where it is not held."""
    if seconds >= 120 and seconds % 60 == 0:
        return f"{seconds // 60} minutes"
    return f"{seconds} seconds" if seconds else ""


DOSE_IN_REASON = Q(
    seconds__lte=1800, repetitions__range=(1, 50), times_a_day__range=(1, 12), days_a_week__range=(1, 7)
) & (Q(pressure__isnull=True) | Q(pressure__range=(1, 5)))


@pghistory.track()
class HomeCareItem(Dose):
    """Something the clinic gives to do at home, in the clinic's own words.

    muscle: where; null where it is for no one muscle. Self-release always names one, so that it can be
    kept off places where nobody should press. Shipped ones: sessions/data/home_care.csv.
    """

    class Kind(models.TextChoices):
        RELEASE = "release", "Self-release with a ball"
        HEAT = "heat", "Heat"
        STRETCH = "stretch", "Stretch"
        STRENGTH = "strength", "Strengthening"
        BREAK = "break", "Posture break"
        SLEEP = "sleep", "Sleep position"

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=Kind)
    muscle = models.ForeignKey(Muscle, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField()
    stop_rules = models.TextField()
    active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            CheckConstraint(condition=DOSE_IN_REASON, name="an_items_dose_is_within_reason"),
            CheckConstraint(
                condition=~Q(kind="release") | Q(muscle__isnull=False, pressure__isnull=False),
                name="self_release_says_where_and_how_hard",
            ),
            CheckConstraint(
                condition=~Q(name="") & ~Q(words="") & ~Q(stop_rules=""),
                name="an_item_says_how_and_when_to_stop",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track(exclude=["key"])
class HomeCare(Dose):
    """An item as it was given to one patient: its words and dose of that day, never changed since.

    treatment_session: the visit in which it was given, if one was open. demonstrated: null is not asked.
    """

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="home_care")
    item = models.ForeignKey(HomeCareItem, models.PROTECT, related_name="+")
    treatment_session = models.ForeignKey(
        "treatment_sessions.TreatmentSession", models.PROTECT, null=True, related_name="home_care"
    )
    name = models.CharField(max_length=80)
    side = models.CharField(max_length=7, choices=[*SIDES, ("both", "Both sides")])
    words = models.TextField()
    stop_rules = models.TextField()
    demonstrated = models.BooleanField(null=True)
    given_on = models.DateField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    key = models.UUIDField(unique=True, editable=False)

    objects = ClinicalRows.as_manager()

    class Meta:
        ordering = ["given_on", "pk"]
        constraints = [CheckConstraint(condition=DOSE_IN_REASON, name="a_given_dose_is_within_reason")]

    def __str__(self) -> str:
        return f"home care {self.pk}"

    @property
    def title(self) -> str:
        """Ball under the calf, left."""
        return self.name if self.side == "midline" else f"{self.name}, {self.get_side_display().lower()}"


@pghistory.track()
class HomeCareReport(models.Model):
    """How it went, as asked at a later visit. adherence: per cent of what was asked. soreness: 0-10 after it.

    ends: from then on it is no longer done.
    """

    home_care = models.ForeignKey(HomeCare, models.PROTECT, related_name="reports")
    asked_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    adherence = models.PositiveSmallIntegerField(null=True)
    soreness = models.PositiveSmallIntegerField(null=True)
    words = models.CharField(max_length=300, blank=True)
    ends = models.BooleanField(default=False)

    objects = OfHomeCare.as_manager()

    class Meta:
        ordering = ["asked_on", "pk"]
        constraints = [
            CheckConstraint(
                condition=Q(adherence__isnull=True) | Q(adherence__lte=100), name="adherence_is_0_to_100"
            ),
            CheckConstraint(condition=is_score("soreness"), name="soreness_is_0_to_10"),
            CheckConstraint(
                condition=Q(ends=True) | Q(adherence__isnull=False) | Q(soreness__isnull=False),
                name="a_report_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"home care report {self.pk}"

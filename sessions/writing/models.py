"""What a note is made of besides the map: movement, tests, how the session was done, and words kept ready."""

from typing import Self

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from clinic.models import Staff
from patients.models import Patient

SESSION = "treatment_sessions.TreatmentSession"
LEAST_DEGREES, MOST_DEGREES = -40, 200
MOST_MINUTES = 240


class Section(models.TextChoices):
    SUBJECTIVE = "subjective", "Subjective"
    OBJECTIVE = "objective", "Objective"
    ASSESSMENT = "assessment", "Assessment"
    PLAN = "plan", "Plan"


class Side(models.TextChoices):
    """The patient's own; none where the body has but one."""

    LEFT = "left", "Left"
    RIGHT = "right", "Right"
    NONE = "", "No side"


class Authored(models.Model):
    """Which sections of a note are the therapist's own; all others say what the map says.

    origins: per section, basis (the digest of the map's text that the own words were written over) and
    carried (the day of the session that they were taken from).
    """

    edited = ArrayField(models.CharField(max_length=10, choices=Section), default=list, blank=True)
    origins = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True


class OfASessionQuerySet(models.QuerySet[models.Model]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(treatment_session__patient__in=Patient.objects.chart_open_to(staff))


@pghistory.track()
class Motion(models.Model):
    """One movement of the session, measured in degrees before and after; null is not taken, 0 is a value."""

    class Pain(models.TextChoices):
        NOT_ASKED = "", "Not asked"
        NONE = "none", "No pain"
        END = "end", "Pain at the end"
        ARC = "arc", "Painful arc"
        THROUGH = "through", "Pain throughout"

    treatment_session = models.ForeignKey(SESSION, models.PROTECT, related_name="motions")
    movement = models.SlugField(max_length=40)
    side = models.CharField(max_length=5, choices=Side, blank=True)
    before = models.SmallIntegerField(null=True)
    after = models.SmallIntegerField(null=True)
    pain = models.CharField(max_length=7, choices=Pain, blank=True)

    objects = OfASessionQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["treatment_session", "movement", "side"], name="one_motion_per_side"),
            CheckConstraint(
                condition=(Q(before__isnull=True) | Q(before__range=(LEAST_DEGREES, MOST_DEGREES)))
                & (Q(after__isnull=True) | Q(after__range=(LEAST_DEGREES, MOST_DEGREES))),
                name="a_joint_turns_so_far",
            ),
            CheckConstraint(
                condition=Q(before__isnull=False) | Q(after__isnull=False) | ~Q(pain=""),
                name="a_motion_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.movement} {self.side}".strip()


@pghistory.track()
class PhysicalTest(models.Model):
    """One orthopaedic or physical test that was done; what was not done has no row."""

    class Result(models.TextChoices):
        POSITIVE = "positive", "Positive"
        NEGATIVE = "negative", "Negative"
        UNCLEAR = "unclear", "Unclear"

    treatment_session = models.ForeignKey(SESSION, models.PROTECT, related_name="physical_tests")
    name = models.CharField(max_length=80)
    side = models.CharField(max_length=5, choices=Side, blank=True)
    result = models.CharField(max_length=8, choices=Result)

    objects = OfASessionQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["treatment_session", "name", "side"], name="one_test_per_side"),
            CheckConstraint(condition=~Q(name=""), name="a_test_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"test {self.pk}"


def minutes() -> "models.PositiveSmallIntegerField[int | None, int | None]":
    """Minutes of one kind of work; null is not recorded."""
    return models.PositiveSmallIntegerField(null=True, blank=True)


MODALITIES = {
    "trigger_point": "trigger point work",
    "swedish": "Swedish massage",
    "deep_tissue": "deep tissue massage",
    "chair": "chair massage",
    "other": "other work",
}


def _within_a_session() -> Q:
    condition = Q()
    for name in MODALITIES:
        condition &= Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__lte": MOST_MINUTES})
    return condition


@pghistory.track()
class Conduct(models.Model):
    """How one session was done: minutes by kind of work, position, draping, products, what was advised.

    lines: per section, the sentences that were clicked together for it.
    """

    class Position(models.TextChoices):
        PRONE = "prone", "Prone"
        SUPINE = "supine", "Supine"
        LEFT = "side_left", "Lying on the left side"
        RIGHT = "side_right", "Lying on the right side"
        SEATED = "seated", "Seated"
        RAISED = "raised", "Half lying"

    class Draping(models.TextChoices):
        NOT_RECORDED = "", "Not recorded"
        FULL = "full", "Draped, only the treated area uncovered"
        CLOTHED = "clothed", "Clothed"
        DECLINED = "declined", "Draping declined"

    class Tolerance(models.TextChoices):
        NOT_RECORDED = "", "Not recorded"
        WELL = "well", "Well tolerated"
        DISCOMFORT = "discomfort", "Tolerated with some discomfort"
        REDUCED = "reduced", "Pressure reduced on request"
        STOPPED = "stopped", "Stopped early on request"

    treatment_session = models.OneToOneField(SESSION, models.PROTECT, related_name="conduct")
    trigger_point = minutes()
    swedish = minutes()
    deep_tissue = minutes()
    chair = minutes()
    other = minutes()
    positions = ArrayField(models.CharField(max_length=10, choices=Position), default=list, blank=True)
    draping = models.CharField(max_length=8, choices=Draping, blank=True)
    products = models.CharField(max_length=200, blank=True)
    tolerance = models.CharField(max_length=10, choices=Tolerance, blank=True)
    home_care = models.CharField(max_length=600, blank=True)
    next_visit = models.CharField(max_length=300, blank=True)
    lines = models.JSONField(default=dict, blank=True)

    objects = OfASessionQuerySet.as_manager()

    class Meta:
        constraints = [CheckConstraint(condition=_within_a_session(), name="minutes_fit_a_session")]

    def __str__(self) -> str:
        return f"conduct of session {self.treatment_session_id}"


class WordsQuerySet(models.QuerySet[models.Model]):
    def visible_to(self, staff: Staff) -> Self:
        """What the clinic shares, and this person's own."""
        return self.filter(Q(owner__isnull=True) | Q(owner=staff.pk))

    def kept(self) -> Self:
        return self.filter(removed_at__isnull=True)


class KeptWords(models.Model):
    """Words kept ready for a note. owner: whose own they are; everyone's where there is none.

    section: where they belong, any if empty.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=40)
    section = models.CharField(max_length=10, choices=Section, blank=True)
    text = models.TextField()
    removed_at = models.DateTimeField(null=True)

    objects = WordsQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Phrase(KeptWords):
    """A sentence to insert by its name. quick: a key of its own, that switches it on and off."""

    quick = models.BooleanField(default=False)

    class Meta:
        constraints = [
            CheckConstraint(condition=~Q(text="") & ~Q(name=""), name="a_phrase_says_something"),
            CheckConstraint(condition=Q(quick=False) | ~Q(section=""), name="a_quick_line_has_a_section"),
        ]


@pghistory.track()
class NoteTemplate(KeptWords):
    """The skeleton of one section, to be filled in."""

    class Meta:
        constraints = [
            CheckConstraint(
                condition=~Q(text="") & ~Q(name="") & ~Q(section=""), name="a_template_says_something"
            )
        ]

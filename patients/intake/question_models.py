"""Questions are rows: a clinic adds, rewords and hides them without code."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Q


class Section(models.Model):
    """One screen of the questionnaire. letter: the part of the history it belongs to, A to L.

    every_time: asked again although nothing has changed.
    """

    slug = models.SlugField(primary_key=True)
    letter = models.CharField(max_length=1)
    title = models.CharField(max_length=120)
    lead = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField()
    red_flags = models.BooleanField(default=False)
    every_time = models.BooleanField(default=False)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class Question(models.Model):
    """One thing that is asked, in words a body understands.

    fills: the field of the patient's record that the answer proposes to change. shown_if, shown_values: asked
    only when that question was answered with one of these, or at all where none is named. own: the clinic's,
    not ours. version counts the changes of its wording.
    """

    class Kind(models.TextChoices):
        YES_NO = "yes_no", "Yes, no, unsure"
        TEXT = "text", "One line"
        LONG_TEXT = "long_text", "Several lines"
        NUMBER = "number", "A number"
        CHOICE = "choice", "One of several"
        CHOICES = "choices", "Any of several"
        SCALE = "scale", "0 to 10"
        DATE = "date", "A date"
        PAIN_MAP = "pain_map", "Where it hurts"
        PAIN_LEVELS = "pain_levels", "How bad each place is"
        MEDICINES = "medicines", "List of medicines"
        ALLERGIES = "allergies", "List of allergies"
        OPERATIONS = "operations", "List of operations"
        CONSENT = "consent", "Consent"
        SIGNATURE = "signature", "Signature"

    class Audience(models.TextChoices):
        EVERYONE = "everyone", "Patients, and colleagues who ask for them"
        PATIENT = "patient", "Only patients, on their phone"
        STAFF = "staff", "Only colleagues who ask"

    slug = models.SlugField(primary_key=True)
    section = models.ForeignKey(Section, models.PROTECT, related_name="questions")
    wording = models.CharField(max_length=300)
    help = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=11, choices=Kind)
    fills = models.CharField(max_length=20, blank=True)
    audience = models.CharField(max_length=8, choices=Audience, default=Audience.EVERYONE)
    required = models.BooleanField(default=False)
    shown_if = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    shown_values = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    order = models.PositiveSmallIntegerField(default=500)
    active = models.BooleanField(default=True)
    own = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["section__order", "order", "slug"]
        constraints = [CheckConstraint(condition=~Q(wording=""), name="a_question_asks_something")]

    def __str__(self) -> str:
        return self.wording


class Option(models.Model):
    """One answer to choose from."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="options")
    value = models.SlugField(max_length=40)
    label = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["question", "value"], name="one_option_per_value")]

    def __str__(self) -> str:
        return self.label


class Raises(models.Model):
    """An answer that says yes, or perhaps, to a caution rule; the question's other answers say no to it."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="raises")
    value = models.CharField(max_length=40)
    rule = models.ForeignKey("patients.CautionRule", models.PROTECT, related_name="asked_by")
    answer = models.CharField(max_length=6, choices=[("yes", "Yes"), ("unsure", "Unsure")])

    class Meta:
        verbose_name_plural = "raises"
        constraints = [
            models.UniqueConstraint(fields=["question", "value", "rule"], name="a_value_raises_a_rule_once")
        ]

    def __str__(self) -> str:
        return f"{self.question_id}={self.value} raises {self.rule_id}"


class PainZone(models.Model):
    """A place of the body in the patient's words; slug and side as on the body map. Source: patients/data/.

    views: the drawings it stands on. middle: it can also be neither left nor right.
    """

    slug = models.SlugField(primary_key=True)
    words = models.CharField(max_length=80)
    region = models.CharField(max_length=40)
    views = ArrayField(models.CharField(max_length=10), default=list)
    sided = models.BooleanField(default=True)
    middle = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.words

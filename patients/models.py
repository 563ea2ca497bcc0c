"""People who are treated, who may open their charts, and what they told us about their health."""

from datetime import date, datetime
from typing import Any, Self

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import CheckConstraint, Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Concat

from clinic import clock
from clinic.models import Clinic, Role, Staff


class SearchKey(Func):
    """Lower case, no accents, no punctuation: the form in which the database compares names."""

    function = "search_key"
    output_field = models.TextField()


class PatientQuerySet(models.QuerySet["Patient"]):
    def visible_to(self, staff: Staff) -> Self:
        """Names, contacts and appointments are open to all staff at work."""
        return self if staff.is_active else self.none()

    def chart_open_to(self, staff: Staff) -> Self:
        """Those whose clinical record this therapist may open: by care team, or all if the clinic says so."""
        if not staff.has(Role.THERAPIST) or not staff.is_active:
            return self.none()
        if Clinic.current().open_charts:
            return self
        same_patient = {"patient": OuterRef("pk")}
        return self.filter(
            Exists(staff.appointments.in_care().filter(**same_patient))
            | Exists(staff.care_teams.current().filter(**same_patient))
        )


@pghistory.track(exclude=["search_name", "phone_digits", "key"])
class Patient(models.Model):
    """Someone the clinic treats.

    figure: which of the two body drawings their points are charted on. desk_note: a line every colleague may
    read, about what to prepare and never why. birth_on is a plain date. version counts changes. key: the
    number of the form they were added with, so that sending it twice adds one person.
    """

    class Figure(models.TextChoices):
        A = "a", "Figure A"
        B = "b", "Figure B"

    number = models.PositiveIntegerField(unique=True, editable=False)
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80)
    preferred_name = models.CharField(max_length=80, blank=True)
    pronouns = models.CharField(max_length=30, blank=True)
    birth_on = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=300, blank=True)
    occupation = models.CharField(max_length=120, blank=True)
    figure = models.CharField(max_length=1, choices=Figure, default=Figure.A)
    step_free = models.BooleanField(default=False)
    desk_note = models.CharField(max_length=200, blank=True)
    registered_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    key = models.UUIDField(null=True, unique=True, editable=False)
    phone_digits = models.GeneratedField(
        expression=Func(F("phone"), Value("[^0-9]"), Value(""), Value("g"), function="regexp_replace"),
        output_field=models.CharField(max_length=40),
        db_persist=True,
    )
    search_name = models.GeneratedField(
        expression=SearchKey(Concat("last_name", Value(" "), "first_name", Value(" "), "preferred_name")),
        output_field=models.TextField(),
        db_persist=True,
    )

    # Known where a query asked for them.
    chart_open: bool
    last_visit_at: datetime | None
    next_visit_at: datetime | None
    # The row's earlier versions, as the database keeps them.
    events: Any

    objects = PatientQuerySet.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(condition=~Q(first_name="") & ~Q(last_name=""), name="a_patient_has_a_name"),
            CheckConstraint(
                condition=Q(birth_on__isnull=True) | Q(birth_on__gte=date(1880, 1, 1)),
                name="born_in_living_memory",
            ),
        ]
        indexes = [
            GinIndex(OpClass(F("search_name"), name="gin_trgm_ops"), name="patients_by_likeness"),
            models.Index(fields=["search_name", "id"], name="patients_by_name"),
            models.Index(fields=["birth_on"], name="patients_by_birthday"),
            GinIndex(OpClass(F("phone_digits"), name="gin_trgm_ops"), name="patients_by_part_of_phone"),
        ]

    def __str__(self) -> str:
        return f"{self.preferred_name or self.first_name} {self.last_name}"

    @property
    def initials(self) -> str:
        return ((self.preferred_name or self.first_name)[:1] + self.last_name[:1]).upper()

    @property
    def colour(self) -> int:
        """One of the four avatar grounds, always the same one."""
        return self.number % 4 + 1

    def age_on(self, day: date) -> int | None:
        """Whole years; someone born on 29 February is a year older on 1 March."""
        if self.birth_on is None:
            return None
        before_birthday = (day.month, day.day) < (self.birth_on.month, self.birth_on.day)
        return day.year - self.birth_on.year - before_birthday

    @property
    def age(self) -> int | None:
        return self.age_on(clock.today())


class CareTeamQuerySet(models.QuerySet["CareTeam"]):
    def current(self) -> Self:
        today = clock.today()
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=today), since_on__lte=today)


@pghistory.track()
class CareTeam(models.Model):
    """A therapist added to a patient's care team by name, besides those who treat them anyway."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="care_team")
    therapist = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="care_teams")
    since_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    why = models.CharField(max_length=200)

    objects = CareTeamQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["therapist", "patient"], name="care_teams_of_a_therapist")]

    def __str__(self) -> str:
        return f"{self.therapist} from {self.since_on}"


class CautionRule(models.Model):
    """What an answer of the medical history means for treatment; the texts are a clinical lead's to approve.

    affects: a list in words, such as "cap 2 all; no cross-fibre". chip: the same for the eye in passing.
    Source of the rules: patients/data/.
    """

    class Severity(models.TextChoices):
        EMERGENCY = "emergency", "Stop: emergency"
        URGENT = "urgent", "Stop: urgent"
        ABSOLUTE = "absolute", "Stop"
        CLEARANCE = "clearance", "Letter needed"
        LOCAL = "local", "Keep off"
        MODIFY = "modify", "Adjust"

    class Section(models.TextChoices):
        """The part of the history in which the question is asked, in the order of asking."""

        NOW = "now", "Today: signs that come first"
        HEART = "heart", "Heart and circulation"
        NERVES = "nerves", "Nerves and head"
        MUSCLES = "muscles", "Muscles, bones, joints, operations"
        SKIN = "skin", "Skin and infections"
        ORGANS = "organs", "Organs, cancer, immunity, diabetes"
        MEDICINES = "medicines", "Medicines and allergies"
        PREGNANCY = "pregnancy", "Pregnancy and birth"
        WELLBEING = "wellbeing", "Age, safety and well-being"

    slug = models.SlugField(primary_key=True)
    section = models.CharField(max_length=9, choices=Section, default=Section.NOW)
    trigger = models.CharField(max_length=300)
    severity = models.CharField(max_length=9, choices=Severity)
    affects = models.CharField(max_length=300)
    chip = models.CharField(max_length=60, default="")
    message = models.CharField(max_length=300)
    red_flag = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.trigger


class MedicalHistoryQuerySet(models.QuerySet["MedicalHistory"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(patient__in=Patient.objects.chart_open_to(staff))

    def latest_of(self, patient: Patient) -> "MedicalHistory | None":
        return self.filter(patient=patient).order_by("-version").first()


@pghistory.track()
class MedicalHistory(models.Model):
    """The answers a patient gave on one day; a change is a new version, never an edit."""

    class Source(models.TextChoices):
        PATIENT = "patient", "the patient, by link"
        FRONT_DESK = "front_desk", "the front desk"
        THERAPIST = "therapist", "the therapist"

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="histories")
    version = models.PositiveIntegerField()
    answered_at = models.DateTimeField()
    source = models.CharField(max_length=10, choices=Source)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason_for_visit = models.TextField(blank=True)

    objects = MedicalHistoryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["patient", "version"], name="one_history_per_version")]

    def __str__(self) -> str:
        return f"history {self.version}"


class AnswerQuerySet(models.QuerySet["Answer"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(history__patient__in=Patient.objects.chart_open_to(staff))


@pghistory.track()
class Answer(models.Model):
    """Yes, no or unsure to one question of a history; a question not asked has no row."""

    class Choice(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"
        UNSURE = "unsure", "Unsure"

    history = models.ForeignKey(MedicalHistory, models.PROTECT, related_name="answers")
    rule = models.ForeignKey(CautionRule, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=6, choices=Choice)
    since = models.CharField(max_length=60, blank=True)
    details = models.CharField(max_length=300, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["history", "rule"], name="one_answer_per_question")]

    def __str__(self) -> str:
        return f"{self.rule_id}: {self.answer}"

"""People who are treated, those who look after them, and what they told us about their health."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Window
from django.db.models.functions import RowNumber

from clinic.models import Staff
from patients.about_models import ReferralSource
from patients.care_models import Alert, BrokenGlass, CareTeam
from patients.contact_models import PatientContact, PatientTag, Relation, Tag
from patients.document_models import Document
from patients.intake.consent_models import Consent, ConsentText
from patients.intake.link_models import ContactProposal, Draft, DraftStep, IntakeLink, Knock
from patients.intake.question_models import Option, PainZone, Question, Raises, Section
from patients.intake.told_models import Allergy, IntakeAnswer, Medication, PainPlace, Signature, Surgery
from patients.merging.models import Merge, NotTheSame
from patients.name_models import NameToken
from patients.person_models import Patient, SearchKey
from patients.posture.models import PlumbDistance, PostureFinding, PostureNote
from patients.posture.photo_models import PostureLandmark, PosturePhoto
from patients.posture.sign_models import PostureMeasure, PostureSign
from patients.rulebook.models import RuleVersion
from patients.settling.models import Reading, Settlement

__all__ = [
    "Alert",
    "Allergy",
    "Answer",
    "BrokenGlass",
    "CareTeam",
    "CautionRule",
    "Consent",
    "ConsentText",
    "ContactProposal",
    "Document",
    "Draft",
    "DraftStep",
    "IntakeAnswer",
    "IntakeLink",
    "Knock",
    "MedicalHistory",
    "Medication",
    "Merge",
    "NameToken",
    "NotTheSame",
    "Option",
    "PainPlace",
    "PainZone",
    "Patient",
    "PatientContact",
    "PatientTag",
    "PlumbDistance",
    "PostureFinding",
    "PostureLandmark",
    "PostureMeasure",
    "PostureNote",
    "PosturePhoto",
    "PostureSign",
    "Question",
    "Raises",
    "Reading",
    "ReferralSource",
    "Relation",
    "RuleVersion",
    "SearchKey",
    "Section",
    "Settlement",
    "Signature",
    "Surgery",
    "Tag",
]


class CautionRule(models.Model):
    """What an answer of the medical history means for treatment; the texts are a clinical lead's to approve.

    affects: a list in words, such as "cap 2 all; no cross-fibre". chip: the same for the eye in passing.
    thresholds: the rule's numbers, such as "systolic 180; diastolic 110". version: 1 as shipped, one more for
    each text approved here. source: why it says so; where empty, what holds for all of its kind.
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
    thresholds = models.CharField(max_length=80, default="", blank=True)
    source = models.CharField(max_length=200, default="", blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    shipped_severity = models.CharField(max_length=9, choices=Severity, default="")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(shipped_severity="emergency")
                | models.Q(severity__in=("emergency", "urgent")),
                name="an_emergency_stays_urgent_at_least",
            )
        ]

    def __str__(self) -> str:
        return self.trigger


class MedicalHistoryQuerySet(models.QuerySet["MedicalHistory"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(patient__in=Patient.objects.chart_open_to(staff))

    def latest_of(self, patient: Patient) -> "MedicalHistory | None":
        return self.filter(patient=patient).order_by("-version").first()

    def latest_two(self) -> Self:
        """Of every patient the newest version and the one before it, the newest first."""
        newest_first = Window(RowNumber(), partition_by="patient", order_by=F("version").desc())
        return self.annotate(place=newest_first).filter(place__lte=2).order_by("patient_id", "place")


@pghistory.track()
class MedicalHistory(models.Model):
    """The answers a patient gave on one day; a change is a new version, never an edit.

    recorded_by: the colleague who wrote them down; null where the patient did, on their own phone.
    """

    class Source(models.TextChoices):
        PATIENT = "patient", "the patient, by link"
        FRONT_DESK = "front_desk", "the front desk"
        THERAPIST = "therapist", "the therapist"

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="histories")
    version = models.PositiveIntegerField()
    answered_at = models.DateTimeField()
    source = models.CharField(max_length=10, choices=Source)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason_for_visit = models.TextField(blank=True)

    objects = MedicalHistoryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "medical histories"
        constraints = [models.UniqueConstraint(fields=["patient", "version"], name="one_history_per_version")]

    def __str__(self) -> str:
        return f"history {self.version}"

    @property
    def told_by(self) -> str:
        """Who wrote the answers down."""
        return str(self.recorded_by) if self.recorded_by_id else "the patient, on their phone"

    @property
    def kept_by(self) -> str:
        """To go on with after the source: who entered it, where that was somebody else."""
        return f", kept by {self.recorded_by}" if self.recorded_by_id else ""


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

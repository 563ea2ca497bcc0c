"""What is known about a patient on the day itself, and what was decided about cautions: rows that stay."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

from clinic.models import Staff
from patients.person_models import Patient

IN_WORDS = r"\S\s+\S+\s+\S"
VALUES = ("systolic", "diastolic", "celsius", "painkiller_at", "intoxicated", "weeks_pregnant", "due_on")


def within(field: str, least: float, most: float) -> Q:
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__range": (least, most)})


def says_something() -> Q:
    condition = Q(corrects__isnull=False) | Q(changed__isnull=False)
    for name in VALUES:
        condition |= Q(**{f"{name}__isnull": False})
    return condition


class ReadingQuerySet(models.QuerySet["Reading"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(patient__in=Patient.objects.chart_open_to(staff))


class Reading(models.Model):
    """What was measured and asked at one moment of a clinic day; null is not measured, and 0 is a value.

    systolic, diastolic: mmHg. celsius: body temperature. painkiller_at: when the last opioid, sedative,
    muscle relaxant or strong painkiller was taken. weeks_pregnant: completed weeks. changed: whether anything
    in the history has. corrects: the mistaken reading that this one stands in for.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="readings")
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed = models.BooleanField(null=True)
    systolic = models.PositiveSmallIntegerField(null=True)
    diastolic = models.PositiveSmallIntegerField(null=True)
    celsius = models.DecimalField(max_digits=3, decimal_places=1, null=True)
    painkiller_at = models.DateTimeField(null=True)
    intoxicated = models.BooleanField(null=True)
    weeks_pregnant = models.PositiveSmallIntegerField(null=True)
    due_on = models.DateField(null=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    reason = models.CharField(max_length=300, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            CheckConstraint(condition=says_something(), name="a_reading_says_something"),
            CheckConstraint(
                condition=within("systolic", 40, 300)
                & within("diastolic", 20, 200)
                & within("celsius", 30, 45)
                & within("weeks_pregnant", 0, 45),
                name="a_reading_is_a_living_persons",
            ),
            CheckConstraint(
                condition=Q(systolic__isnull=True, diastolic__isnull=True)
                | Q(systolic__isnull=False, diastolic__isnull=False, systolic__gt=models.F("diastolic")),
                name="a_pressure_has_both_numbers",
            ),
            CheckConstraint(
                condition=Q(corrects__isnull=True, reason="")
                | Q(corrects__isnull=False, reason__regex=IN_WORDS),
                name="a_correction_has_a_reason_in_words",
            ),
        ]
        indexes = [models.Index(fields=["patient", "on"], name="readings_of_a_day")]

    def __str__(self) -> str:
        return f"reading {self.pk}"


class SettlementQuerySet(models.QuerySet["Settlement"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(patient__in=Patient.objects.chart_open_to(staff))


class Settlement(models.Model):
    """A decision about one caution of one patient, by a named person; it ends by its date or by a withdrawal.

    severity: the rule's when it was decided, which the database compares. history: the version that raised
    the caution, none where a fact did. said: the answers that raised it, in short. until_on: the last day.
    from_whom: who wrote the letter, or who found that a stop is over. as_lead: decided as clinical lead.
    """

    class Kind(models.TextChoices):
        OVERRIDE = "override", "Overridden"
        LETTER = "letter", "Letter"
        CLOSING = "closing", "Closed"
        HANDLED = "handled", "Referred or rebooked"
        WITHDRAWAL = "withdrawal", "Withdrawn"

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="settlements")
    rule = models.ForeignKey("patients.CautionRule", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    severity = models.CharField(max_length=9)
    history = models.ForeignKey("patients.MedicalHistory", models.PROTECT, null=True, related_name="+")
    said = models.CharField(max_length=1000, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    from_whom = models.CharField(max_length=120, blank=True)
    dated_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    file_reference = models.CharField(max_length=120, blank=True)
    as_lead = models.BooleanField(default=False)
    withdraws = models.OneToOneField("self", models.PROTECT, null=True, related_name="withdrawn_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SettlementQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            CheckConstraint(
                condition=~Q(kind="override")
                | Q(severity__in=("local", "modify"))
                | Q(severity="clearance", as_lead=True),
                name="only_a_lead_overrides_a_clearance_and_nobody_a_stop",
            ),
            CheckConstraint(
                condition=~Q(kind="override")
                | Q(dated_on__isnull=False, until_on__isnull=False, dated_on__lte=models.F("until_on")),
                name="an_override_ends",
            ),
            CheckConstraint(
                condition=~Q(kind="letter")
                | Q(dated_on__isnull=False, until_on__isnull=False, dated_on__lte=models.F("until_on"))
                & Q(severity="clearance")
                & ~Q(from_whom=""),
                name="a_letter_is_from_somebody_dated_and_ends",
            ),
            CheckConstraint(
                condition=~Q(kind="closing")
                | Q(severity__in=("local", "modify"))
                | Q(severity="clearance", as_lead=True)
                | Q(severity__in=("emergency", "urgent", "absolute")) & ~Q(from_whom=""),
                name="a_stop_is_closed_on_somebodys_word",
            ),
            CheckConstraint(
                condition=Q(kind="letter") | Q(reason__regex=IN_WORDS),
                name="a_settlement_has_a_reason_in_words",
            ),
            CheckConstraint(
                condition=Q(kind="withdrawal", withdraws__isnull=False)
                | ~Q(kind="withdrawal") & Q(withdraws__isnull=True),
                name="a_withdrawal_names_what_it_withdraws",
            ),
            CheckConstraint(
                condition=Q(kind__in=("override", "letter", "closing", "handled", "withdrawal")),
                name="a_settlement_is_of_a_known_kind",
            ),
        ]
        indexes = [models.Index(fields=["patient", "rule"], name="settlements_of_a_caution")]

    def __str__(self) -> str:
        return f"settlement {self.pk}"

    @property
    def is_letter(self) -> bool:
        return self.kind == self.Kind.LETTER

"""How a person is reached, who is around them, and the words by which the clinic groups people."""

from datetime import datetime
from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import Lower
from phonenumber_field.modelfields import PhoneNumberField

from clinic.models import Staff
from patients.person_models import Patient


class AroundPatientQuerySet(models.QuerySet):
    """Rows that are open to whoever may read the patient's contact."""

    def visible_to(self, staff: Staff) -> Self:
        return self.filter(patient__in=Patient.objects.visible_to(staff))


class RemovableQuerySet(AroundPatientQuerySet):
    def standing(self) -> Self:
        """Those that nobody has taken away."""
        return self.filter(removed_at__isnull=True)


# An import that is taken back asks which numbers were changed, stretch by stretch of its patients.
@pghistory.track(meta={"indexes": [models.Index(fields=["patient"], name="versions_of_contacts")]})
class PatientContact(models.Model):
    """A phone number or an e-mail address.

    value: as it is shown and dialled, extension included. number: the same in E.164 where it could be read.
    preferred: the one that stands on the patient's own row too, at most one of each way.
    """

    class Way(models.TextChoices):
        PHONE = "phone", "Phone"
        EMAIL = "email", "E-mail"

    class Kind(models.TextChoices):
        MOBILE = "mobile", "Mobile"
        HOME = "home", "Home"
        WORK = "work", "Work"
        OTHER = "other", "Other"

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="contacts")
    way = models.CharField(max_length=5, choices=Way)
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.OTHER)
    value = models.CharField(max_length=254)
    number = PhoneNumberField(blank=True, default="")
    preferred = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = RemovableQuerySet.as_manager()

    class Meta:
        verbose_name = "phone or e-mail"
        verbose_name_plural = "phones and e-mails"
        constraints = [
            UniqueConstraint(
                fields=["patient", "way"], condition=Q(preferred=True), name="one_preferred_contact_of_a_way"
            ),
            CheckConstraint(
                condition=Q(preferred=False) | Q(removed_at__isnull=True),
                name="no_removed_contact_is_preferred",
            ),
            CheckConstraint(condition=~Q(value=""), name="a_contact_says_something"),
        ]
        indexes = [
            models.Index(fields=["patient"], name="contacts_of_a_patient"),
            models.Index(
                fields=["number"],
                condition=~Q(number="") & Q(removed_at__isnull=True),
                name="contacts_by_number",
            ),
        ]

    def __str__(self) -> str:
        return f"contact {self.pk}"

    @property
    def is_phone(self) -> bool:
        return self.way == self.Way.PHONE

    @property
    def kind_words(self) -> str:
        """Mobile, Home phone, Phone, E-mail, Work e-mail."""
        if self.kind == self.Kind.OTHER:
            return str(self.get_way_display())
        if self.kind == self.Kind.MOBILE:
            return str(self.get_kind_display())
        return f"{self.get_kind_display()} {self.get_way_display().lower()}"

    @property
    def dial(self) -> str:
        """For a tel: link; what could not be read is dialled as it was typed."""
        number, _, extension = self.value.partition(" ext ")
        plain = str(self.number) or "".join(sign for sign in number if sign.isdigit() or sign == "+")
        return f"{plain};ext={extension}" if extension else plain


@pghistory.track()
class Relation(models.Model):
    """Somebody around a patient: another patient of ours, or a person by name only.

    kind: what they are to the patient. knows: what the clinic may tell them. signs: for a patient who cannot
    sign alone.
    """

    class Kind(models.TextChoices):
        PARENT = "parent", "Parent"
        GUARDIAN = "guardian", "Guardian"
        PARTNER = "partner", "Partner"
        CHILD = "child", "Child"
        SIBLING = "sibling", "Sibling"
        GRANDPARENT = "grandparent", "Grandparent"
        CARER = "carer", "Carer"
        FRIEND = "friend", "Friend"
        OTHER = "other", "Other"

    class Knows(models.TextChoices):
        NOTHING = "nothing", "Nothing"
        TIMES = "times", "Appointment times"
        ALL = "all", "Appointments and treatment"

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="relations")
    other = models.ForeignKey(
        Patient, models.PROTECT, null=True, blank=True, related_name="relations_to_others"
    )
    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=11, choices=Kind)
    knows = models.CharField(max_length=7, choices=Knows, default=Knows.NOTHING)
    emergency = models.BooleanField(default=False)
    signs = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = RemovableQuerySet.as_manager()

    class Meta:
        verbose_name = "person around"
        verbose_name_plural = "people around"
        constraints = [
            CheckConstraint(
                condition=Q(other__isnull=True) & ~Q(name="") | Q(other__isnull=False, name=""),
                name="a_relation_is_one_of_ours_or_has_a_name",
            ),
            CheckConstraint(
                condition=Q(other__isnull=True) | ~Q(other=F("patient")),
                name="nobody_is_related_to_themselves",
            ),
            UniqueConstraint(
                fields=["patient", "other"], condition=Q(removed_at__isnull=True), name="related_once"
            ),
        ]

    def __str__(self) -> str:
        return f"relation {self.pk}"

    @property
    def who(self) -> str:
        return str(self.other) if self.other else self.name

    @property
    def reached_at(self) -> str:
        return self.phone or (self.other.phone if self.other else "")


class Tag(models.Model):
    """A word of the clinic's own by which people are grouped; every colleague reads it."""

    name = models.CharField(max_length=40)

    class Meta:
        ordering = ["name"]
        constraints = [UniqueConstraint(Lower("name"), name="one_tag_per_word")]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class PatientTag(models.Model):
    """That a patient carries a tag, since when, and who gave it."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="tagged")
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="tagged")
    tagged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    tagged_at: "models.DateTimeField[datetime, datetime]" = models.DateTimeField(auto_now_add=True)

    objects = AroundPatientQuerySet.as_manager()

    class Meta:
        verbose_name = "tag"
        constraints = [UniqueConstraint(fields=["patient", "tag"], name="tagged_once")]
        indexes = [models.Index(fields=["tag", "patient"], name="people_of_a_tag")]

    def __str__(self) -> str:
        return f"tag {self.tag_id} on patient {self.patient_id}"

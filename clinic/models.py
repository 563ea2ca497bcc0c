"""The clinic itself, its staff and their roles."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Self
from zoneinfo import available_timezones

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from clinic.audit_models import AuditChain, AuditEvent
from clinic.credential_models import Credential
from clinic.staff_link_models import StaffLink

__all__ = ["AuditChain", "AuditEvent", "Clinic", "Credential", "Role", "Staff", "StaffLink"]

_current: ContextVar["Clinic | None"] = ContextVar("clinic", default=None)


def real_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(f"{name} is not a time zone name, such as Europe/London.")


class Clinic(models.Model):
    """The one row that says what this installation is called and how it is run.

    grid_minutes: appointments begin on this step of the hour.
    dead_gaps: times are offered that leave minutes which nobody can book; see free_times().
    late_cancel_hours: a visit cancelled nearer to its beginning than that is cancelled late.
    open_charts: every therapist may open every chart.
    country: two letters (ISO 3166); phone numbers without a prefix belong to it.
    region: the part of the country whose public holidays it keeps, by its code; empty for the country's own.
    intake_required: nobody is treated for the first time before the questionnaire is answered.
    intake_link_days: how long a link to it works.
    min_signs: how many of the three signs of a trigger point must be found before it counts as one.
    late_entry_hours: a note signed later than that after its session says so.
    overdue_minutes: after the end of a mobile visit; whoever has not said by then that they left is missed.
    """

    name = models.CharField(max_length=120, default="Our clinic")
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=300, blank=True)
    time_zone = models.CharField(max_length=64, default="Europe/London", validators=[real_time_zone])
    currency = models.CharField(max_length=3, default="GBP")
    country = models.CharField(max_length=2, default="GB", validators=[RegexValidator("^[A-Z]{2}$")])
    region = models.CharField(max_length=20, blank=True)
    grid_minutes = models.PositiveSmallIntegerField(
        default=15, validators=[MinValueValidator(5), MaxValueValidator(60)]
    )
    dead_gaps = models.BooleanField(default=False)
    late_cancel_hours = models.PositiveSmallIntegerField(default=24, validators=[MaxValueValidator(336)])
    open_charts = models.BooleanField(default=False)
    intake_required = models.BooleanField(default=False)
    intake_link_days = models.PositiveSmallIntegerField(
        default=14, validators=[MinValueValidator(1), MaxValueValidator(90)]
    )
    min_signs = models.PositiveSmallIntegerField(
        default=2, validators=[MinValueValidator(1), MaxValueValidator(3)]
    )
    late_entry_hours = models.PositiveSmallIntegerField(
        default=24, validators=[MinValueValidator(1), MaxValueValidator(336)]
    )
    overdue_minutes = models.PositiveSmallIntegerField(
        default=15, validators=[MinValueValidator(5), MaxValueValidator(120)]
    )
    demo = models.BooleanField(default=False, editable=False)

    class Meta:
        constraints = [CheckConstraint(condition=Q(pk=1), name="there_is_one_clinic")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> "Clinic":
        """The clinic's row; read once in a request, however often it is asked for."""
        return _current.get() or cls.objects.get_or_create(pk=1)[0]

    @classmethod
    def remember(cls, clinic: "Clinic | None") -> None:
        _current.set(clinic)

    @contextmanager
    def in_force(self) -> Iterator[None]:
        """Whatever is asked of the clinic meanwhile is asked of this row, as it is here."""
        known = _current.set(self)
        try:
            yield
        finally:
            _current.reset(known)


class Role(models.TextChoices):
    THERAPIST = "therapist", "Therapist"
    FRONT_DESK = "front_desk", "Front desk"
    ADMIN = "admin", "Admin"


class StaffQuerySet(models.QuerySet["Staff"]):
    def therapists(self) -> Self:
        """Those who treat, in the order the board shows them."""
        return self.filter(is_active=True, roles__contains=[Role.THERAPIST]).order_by("display_name", "pk")

    def admins(self) -> Self:
        return self.filter(is_active=True, roles__contains=[Role.ADMIN]).order_by("pk")


class StaffManager(BaseUserManager.from_queryset(StaffQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "Staff":
        staff = self.model(email=self.normalize_email(email), **fields)
        staff.set_password(password)
        staff.save(using=self._db)
        return staff


class Staff(AbstractBaseUser):
    """Someone who works here and signs in by e-mail; roles is a set, for one person may do several jobs.

    phone: where colleagues reach them; empty where they gave none.
    clinical_lead: a therapist who approves the rules of treatment and may stand in for a missing letter.
    charting: how the point editor is left for this person: sound, vibration, what is open.
    supervisor: who signs this person's notes as well, while they learn.
    hands_on_minutes: the most minutes of treatment in a day that can be booked with them; None for no limit.
    logins_ended: how often all their logins were ended; a login from before opens nothing.
    profession, registration: what they are and where they are registered, as it stands under a signature:
    "Soft tissue therapist", "Register of Soft Tissue Therapists, no. 20417". Empty where no law asks for one.
    """

    email = models.EmailField(unique=True)
    legal_name = models.CharField(max_length=120)
    display_name = models.CharField(max_length=80)
    phone = models.CharField(max_length=40, blank=True)
    profession = models.CharField(max_length=80, blank=True)
    registration = models.CharField(max_length=120, blank=True)
    roles = ArrayField(models.CharField(max_length=12, choices=Role), default=list)
    colour = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    is_active = models.BooleanField(default=True)
    clinical_lead = models.BooleanField(default=False)
    charting = models.JSONField(default=dict, blank=True)
    supervisor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="students")

    hands_on_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    logins_ended = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["legal_name"]

    objects = StaffManager()

    class Meta:
        verbose_name_plural = "staff"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_person_per_email"),
            CheckConstraint(
                condition=Q(roles__contained_by=Role.values) & Q(roles__len__gte=1), name="roles_are_known"
            ),
            CheckConstraint(
                condition=Q(clinical_lead=False) | Q(roles__contains=["therapist"]),
                name="a_clinical_lead_treats",
            ),
            CheckConstraint(
                condition=Q(supervisor__isnull=True)
                | (~Q(supervisor=F("pk")) & Q(roles__contains=["therapist"])),
                name="a_student_treats_under_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What Django checks a login by at every page."""
        checked = f"{self.password}{self.logins_ended or ''}"
        return salted_hmac("clinic.login", checked, secret=secret, algorithm="sha256").hexdigest()

    def has(self, role: Role) -> bool:
        return role in self.roles

    @property
    def initials(self) -> str:
        words = self.display_name.split() or ["?"]
        return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()

    @property
    def first_name(self) -> str:
        """What colleagues say across the room."""
        return self.display_name.split()[0] if self.display_name.split() else self.display_name

    @property
    def credentials(self) -> str:
        """What a regulator looks for beside a name; empty where nothing is known."""
        return ", ".join(filter(None, [self.profession, self.registration]))

    @property
    def role_names(self) -> str:
        return ", ".join(Role(role).label for role in Role.values if role in self.roles)

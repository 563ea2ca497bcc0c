"""People who are treated, and who may open their charts."""

from datetime import date, datetime
from typing import Any, Self

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import CheckConstraint, Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Concat

from clinic import clock
from clinic.models import Role, Staff
from patients.about_models import About
from patients.openers import Opener, Reach

ADULT_AT = 18  # years, from which on people sign for themselves


class SearchKey(Func):
    """Lower case, no accents, no punctuation: the form in which the database compares names."""

    function = "search_key"
    output_field = models.TextField()


class PatientQuerySet(models.QuerySet["Patient"]):
    def visible_to(self, staff: Staff) -> Self:
        """Names, contacts and appointments are open to all staff at work; merged records are read as one."""
        return self.filter(merged_into__isnull=True) if staff.is_active else self.none()

    def visible_to_key(self, key: Any) -> Self:
        """The same where only the key of the staff is told, as by a blank."""
        at_work = Exists(Staff.objects.filter(pk=key, is_active=True))
        return self.filter(at_work, merged_into__isnull=True)

    def listed(self) -> Self:
        """Those that lists and searches show unless the archive is asked for."""
        return self.exclude(standing=About.Standing.ARCHIVED)

    def chart_open_to(self, staff: Staff) -> Self:
        """Those whose clinical record this person may open now.

        A therapist: by care team, by a broken glass, or all if the clinic says so. An admin: by a glass.
        """
        return self.chart_open_by(Opener.of(staff))

    def chart_open_by(self, opener: Opener) -> Self:
        """The same where perhaps only the reach of the staff is known yet."""
        if opener.reach in {Reach.NOBODYS, Reach.EVERYBODYS}:
            return self.none() if opener.reach is Reach.NOBODYS else self
        glasses = opener.own("broken_glasses").open(opener.now)
        by_glass = Exists(glasses.filter(patient=OuterRef("pk")))
        return self.filter(by_glass if opener.reach is Reach.GLASS else _in_care_of(opener) | by_glass)

    def in_care_of(self, staff: Staff) -> Self:
        """Those whose care team this therapist belongs to, whatever else may open their chart."""
        at_work = staff.is_active and staff.has(Role.THERAPIST)
        return self.filter(_in_care_of(Opener.of(staff))) if at_work else self.none()


def _in_care_of(opener: Opener) -> Q:
    same_patient = {"patient": OuterRef("pk")}
    treats = Exists(opener.own("appointments").in_care(opener.now).filter(**same_patient))
    return treats | Exists(opener.own("care_teams").current(opener.today).filter(**same_patient))


@pghistory.track(exclude=["search_name", "name_tokens", "phone_digits", "key"])
class Patient(About):
    """Someone the clinic treats.

    figure: which of the two body drawings their points are charted on. desk_note: a line every colleague may
    read, about what to prepare and never why. birth_on is a plain date. phone and email: the preferred ones
    of the contacts. version counts changes. key: the number of the form they were added with, so that sending
    it twice adds one person. merged_into: the record that this one is read as now.
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
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, db_index=False, related_name="absorbed"
    )
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
    name_tokens = models.GeneratedField(
        expression=Func("last_name", "first_name", "preferred_name", function="name_tokens"),
        output_field=ArrayField(models.TextField()),
        db_persist=True,
    )

    # Known where a query asked for them.
    chart_open: bool
    in_team: bool
    has_absorbed: bool
    has_earlier_notes: bool
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
            CheckConstraint(
                condition=Q(standing=About.Standing.ARCHIVED) & ~Q(archived_why="")
                | ~Q(standing=About.Standing.ARCHIVED) & Q(archived_why=""),
                name="archived_for_a_reason",
            ),
            CheckConstraint(
                condition=Q(standing=About.Standing.DECEASED) | Q(died_on__isnull=True),
                name="only_the_deceased_died_on_a_day",
            ),
        ]
        indexes = [
            GinIndex(OpClass(F("search_name"), name="gin_trgm_ops"), name="patients_by_likeness"),
            models.Index(fields=["search_name", "id"], name="patients_by_name"),
            models.Index(fields=["birth_on"], name="patients_by_birthday"),
            # Partial: an index of all the nulls would tempt the planner.
            models.Index(
                fields=["merged_into"], condition=Q(merged_into__isnull=False), name="merged_patients"
            ),
            GinIndex(OpClass(F("phone_digits"), name="gin_trgm_ops"), name="patients_by_part_of_phone"),
            GinIndex(fields=["name_tokens"], name="patients_by_words_of_name"),
            GinIndex(
                fields=["name_tokens"],
                condition=Q(standing=About.Standing.ARCHIVED, merged_into__isnull=True),
                name="archived_by_words_of_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.preferred_name or self.first_name} {self.last_name}"

    @property
    def legal_name(self) -> str:
        return f"{self.first_name} {self.last_name}"

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
        """Today's, or for the deceased the age they reached."""
        return self.age_on(self.died_on or clock.today())

    def had_died_by(self, day: date) -> bool:
        """Whether they were dead when that day came; on the day of death itself they may still have come."""
        return self.is_deceased and (self.died_on is None or day > self.died_on)

    @property
    def why_not_booked(self) -> str:
        """The sentence for whoever wants to book; "" when nothing is in the way."""
        if self.is_deceased:
            day = f" on {self.died_on:%-d %B %Y}" if self.died_on else ""
            return f"{self} died{day}. No new appointments are booked."
        if self.is_archived:
            return f"{self}'s record is archived: {self.archived_why}. Bring it back first, then book."
        return ""

    @property
    def is_minor(self) -> bool:
        return self.age is not None and self.age < ADULT_AT

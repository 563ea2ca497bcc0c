"""What a clinic asks about a person besides name, birth and how to reach them."""

from django.db import models


class ReferralSource(models.Model):
    """One of the ways in which people hear of the clinic; the list is data: patients/data/."""

    slug = models.SlugField(primary_key=True)
    label = models.CharField(max_length=60)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.label


class About(models.Model):
    """Columns of a patient's row.

    gender: in their own words. sex: as recorded for health, for those who want to say. interpreter: needs one
    for this language. standing: archived people are hidden until asked for; nobody books for the deceased.
    """

    class Sex(models.TextChoices):
        FEMALE = "female", "Female"
        MALE = "male", "Male"
        INTERSEX = "intersex", "Intersex"
        DECLINED = "declined", "Prefers not to say"

    class Standing(models.TextChoices):
        ACTIVE = "active", "Active"
        ARCHIVED = "archived", "Archived"
        DECEASED = "deceased", "Deceased"

    gender = models.CharField(max_length=60, blank=True)
    sex = models.CharField(max_length=8, choices=Sex, blank=True)
    language = models.CharField(max_length=60, blank=True)
    interpreter = models.BooleanField(default=False)
    referral = models.ForeignKey(ReferralSource, models.PROTECT, null=True, blank=True, related_name="+")
    referral_words = models.CharField(max_length=120, blank=True)
    physician = models.CharField(max_length=120, blank=True)
    practice = models.CharField(max_length=160, blank=True)
    physician_phone = models.CharField(max_length=40, blank=True)
    standing = models.CharField(max_length=8, choices=Standing, default=Standing.ACTIVE)
    archived_why = models.CharField(max_length=200, blank=True)
    died_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_archived(self) -> bool:
        return self.standing == self.Standing.ARCHIVED

    @property
    def is_deceased(self) -> bool:
        return self.standing == self.Standing.DECEASED

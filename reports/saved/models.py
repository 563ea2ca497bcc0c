"""Reports as somebody likes to see them, and when they were sent the way to one."""

from datetime import date, timedelta
from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from clinic.models import Role, Staff
from reports.periods import Period


class SavedReportQuerySet(models.QuerySet["SavedReport"]):
    def visible_to(self, staff: Staff) -> Self:
        """One's own, and what others share; to those who run the clinic."""
        if not staff.is_active or not staff.has(Role.ADMIN):
            return self.none()
        return self.filter(Q(by=staff) | Q(shared=True))

    def due_on(self, day: date) -> Self:
        """Those whose link is mailed that day: of weeks on Mondays, of months on the first."""
        due = [SavedReport.Every.WEEK] if day.weekday() == 0 else []
        due += [SavedReport.Every.MONTH] if day.day == 1 else []
        return self.filter(every__in=due, by__is_active=True, by__roles__contains=[Role.ADMIN])


@pghistory.track()
class SavedReport(models.Model):
    """A report's slug and filters under a name of one's own.

    asked: the filters as the report's address has them. days: which days it is about when it is opened.
    every: how often a link to it is mailed to the one who saved it, about the week or month just over.
    """

    class Days(models.TextChoices):
        SAME = "same", "These same days"
        MONTH = "month", "This month so far"
        LAST_MONTH = "last_month", "Last month"
        LAST_WEEK = "last_week", "Last week"

    class Every(models.TextChoices):
        NEVER = "", "Never"
        WEEK = "week", "Every Monday"
        MONTH = "month", "On the 1st of the month"

    name = models.CharField(max_length=80)
    slug = models.SlugField()
    asked = models.CharField(max_length=500, blank=True)
    days = models.CharField(max_length=10, choices=Days, default=Days.SAME)
    every = models.CharField(max_length=5, choices=Every, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="saved_reports")
    shared = models.BooleanField(default=False)
    saved_at = models.DateTimeField()

    objects = SavedReportQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            UniqueConstraint(fields=["by", "name"], name="one_saved_report_per_name"),
            CheckConstraint(condition=~Q(name=""), name="a_saved_report_has_a_name"),
            CheckConstraint(
                condition=Q(every="")
                | Q(every="week", days="last_week")
                | Q(every="month", days="last_month"),
                name="what_is_mailed_is_over",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def period(self, today: date) -> Period | None:
        """The days it is about when opened on that day; None for those it was saved with."""
        first = today.replace(day=1)
        month_ended = first - timedelta(days=1)
        monday = today - timedelta(days=today.weekday())
        return {
            self.Days.MONTH: Period(first, today),
            self.Days.LAST_MONTH: Period(month_ended.replace(day=1), month_ended),
            self.Days.LAST_WEEK: Period(monday - timedelta(days=7), monday - timedelta(days=1)),
        }.get(self.Days(self.days))


class SentReport(models.Model):
    """That the link to a saved report was due on a day, once; mailed_at: when it went out."""

    saved = models.ForeignKey(SavedReport, models.CASCADE, related_name="sent")
    on = models.DateField()
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [UniqueConstraint(fields=["saved", "on"], name="one_link_per_day")]

    def __str__(self) -> str:
        return f"link of {self.on}"

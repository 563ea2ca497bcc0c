"""Rows of the schedule, which is open to all staff at work."""

from typing import Any, Self

from django.db import models

from clinic.models import Staff


class OpenToStaff(models.QuerySet[Any]):
    def visible_to(self, staff: Staff) -> Self:
        return self if staff.is_active else self.none()

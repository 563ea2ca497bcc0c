"""The pain scale as columns: 0-10, or not taken."""

from django.db import models
from django.db.models import Q


def score() -> "models.PositiveSmallIntegerField[int | None, int | None]":
    """0-10, numeric rating scale (Williamson and Hoggart 2005, J Clin Nurs 14:798); null is not taken."""
    return models.PositiveSmallIntegerField(null=True, blank=True)


def within_scale(*fields: str) -> Q:
    condition = Q()
    for field in fields:
        condition &= Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__lte": 10})
    return condition

"""How much of a series somebody means."""

from django.db import models


class Scope(models.TextChoices):
    ONE = "one", "This visit"
    FOLLOWING = "following", "This and the following"
    ALL = "all", "All to come"

"""What a service costs in each of its lengths, from which day on."""

import pghistory
from django.db import models
from django.db.models import CheckConstraint, Q


@pghistory.track()
class Price(models.Model):
    """What so many minutes of a service cost from this day on, in the clinic's currency; the last counts."""

    service = models.ForeignKey("scheduling.Service", models.PROTECT, related_name="prices")
    minutes = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    amount = models.DecimalField(max_digits=8, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "minutes", "valid_from"], name="one_price_from_a_day"),
            CheckConstraint(condition=Q(amount__gte=0), name="a_price_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"price {self.pk}"

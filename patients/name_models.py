"""The dictionary of the words that people's names are made of."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Func


class NameToken(models.Model):
    """A folded word that somebody's name has; rarely twice, when two people brought it at once.

    The database keeps it, by triggers on the patients: nobody else writes here. A word nobody bears is gone.
    """

    # By code points, so that the words with one beginning stand together whatever the database's language.
    token = models.CharField(max_length=40, db_collation="C")

    class Meta:
        indexes = [
            models.Index(fields=["token"], name="words_of_names"),
            GinIndex(Func("token", function="name_slips"), name="words_by_slips"),
        ]

    def __str__(self) -> str:
        return self.token

"""What keeps a note from losing words: which page wrote it last, and what a closed page left."""

from django.conf import settings
from django.db import models

from sessions.visit.rows import SESSION, OfASession


class NotePage(models.Model):
    """The page that wrote the note last.

    seq: its newest save. since: the note's version before its first one.
    """

    treatment_session = models.OneToOneField(SESSION, models.PROTECT, related_name="note_page")
    page = models.UUIDField()
    seq = models.PositiveIntegerField()
    since = models.PositiveIntegerField()

    objects = OfASession.as_manager()

    def __str__(self) -> str:
        return f"page of session {self.treatment_session_id}"


class LeftBehind(models.Model):
    """Words of a page that was closed while the note said something else: nobody chose yet, so they are kept.

    texts: by section. It may come after the signature too, for another page may have signed meanwhile.
    """

    treatment_session = models.ForeignKey(SESSION, models.PROTECT, related_name="left_behind")
    page = models.UUIDField()
    texts = models.JSONField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)

    objects = OfASession.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name_plural = "left behind"

    def __str__(self) -> str:
        return f"left behind {self.pk}"

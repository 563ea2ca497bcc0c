"""Saving a report under a name, taking it away, and mailing the way to it."""

from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.urls import reverse

from clinic import audit, clock, mailing
from clinic.models import Clinic, Staff
from clinic.refusals import Refused
from clinic.transactions import hold_rows, verb
from reports.definitions import REPORTS
from reports.saved.models import SavedReport, SentReport

LINK = """\
A report that you saved is ready, {title}, about {words}:
{where}

The page asks you to sign in. Nothing of the report is in this mail.

{clinic}
"""
WHEN = {"week": "last week", "month": "last month"}


class SaveRefused(Refused):
    """A name that is taken."""


@verb
def save(*, name: str, slug: str, asked: str, days: str, every: str, shared: bool, by: Staff) -> SavedReport:
    """Raises SaveRefused where this person has another one by that name."""
    days = {"week": "last_week", "month": "last_month"}.get(every, days)
    try:
        with transaction.atomic():
            saved = SavedReport.objects.create(
                name=name, slug=slug, asked=asked, days=days, every=every, shared=shared, by=by,
                saved_at=clock.now(),
            )  # fmt: skip
    except IntegrityError as error:
        raise SaveRefused(f"You have a report called {name} already. Choose another name.") from error
    audit.record("saved a report", saved, by=by, fields=[slug])
    return saved


@verb
def remove(saved: SavedReport, *, by: Staff) -> None:
    """Only by who saved it; nothing is mailed from then on."""
    key = saved.pk
    saved.delete()
    audit.record("took a saved report away", by=by, ids=[key], fields=[saved.slug])


def address(saved: SavedReport, today: date) -> str:
    """Where it stands when opened on that day."""
    asked = QueryDict(saved.asked, mutable=True)
    if period := saved.period(today):
        asked["from"], asked["to"] = str(period.first), str(period.last)
    return f"{REPORTS[saved.slug].address}?{asked.urlencode()}"


@verb
def due(today: date) -> list[SentReport]:
    """Writes down, once for each, which links are to be mailed today; asked again it finds none."""
    due_today = SavedReport.objects.due_on(today).values_list("pk", flat=True)
    held = hold_rows(SavedReport.objects.filter(pk__in=[*due_today]), no_key=True)
    sent = [SentReport.objects.create(saved=one, on=today) for one in held.exclude(sent__on=today)]
    if sent:
        audit.record("saved reports due", by=None, ids=[one.saved_id for one in sent])
    return sent


def mail(key: int) -> None:
    """Mail the link, unless it has gone or the report was taken away.

    No number of the report is in it, nor the name it was saved under: that may be a patient's.
    """
    sent = SentReport.objects.select_related("saved__by").filter(pk=key, mailed_at=None).first()
    if sent is None or sent.saved.slug not in REPORTS:
        return
    saved = sent.saved
    body = LINK.format(
        title=REPORTS[saved.slug].title,
        words=WHEN[saved.every],
        where=f"{settings.BASE_URL}{reverse('reports:sent', args=[saved.pk, sent.on])}",
        clinic=Clinic.current(),
    )
    mailing.send("saved report", "A report is ready", body, [saved.by])
    _keep_mailed(sent)


@verb
def _keep_mailed(sent: SentReport) -> None:
    """Once it has gone: the job whose mail fails is tried again."""
    sent.mailed_at = clock.now()
    sent.save(update_fields=["mailed_at"])
    audit.record("mailed the way to a report", sent.saved, by=None)

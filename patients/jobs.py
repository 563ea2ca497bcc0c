"""What the worker does for the patients' room."""

from datetime import timedelta

from django.core.management import call_command
from django.db import close_old_connections
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from clinic import audit, clock
from clinic.models import Staff
from clinic.transactions import verb
from patients.intake import mails
from patients.models import IntakeLink, Knock

KEPT = timedelta(days=1)


@app.task(retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def mail_intake_link(link: int) -> None:
    """Mail a link to its patient; the job holds the link's key, and the secret is made when it is sent."""
    close_old_connections()
    mails.send(IntakeLink.objects.select_related("patient").get(pk=link))


@app.periodic(cron="20 2 * * *")
@app.task(queueing_lock="sweep files", pass_context=False)
def sweep_files(timestamp: int) -> None:
    close_old_connections()
    call_command("sweep_files")


@app.periodic(cron="20 2 * * *")
@app.task(queueing_lock="forget old knocks", pass_context=False)
def forget_old_knocks(timestamp: int) -> None:
    close_old_connections()
    Knock.objects.filter(at__lt=clock.now() - KEPT).delete()


@verb
def mail(link: IntakeLink, *, by: Staff) -> None:
    """Ask the worker to mail the link."""
    IntakeLink.objects.filter(pk=link.pk).update(mailed_at=clock.now())
    audit.record("intake asked", link, by=by, fields=["mail"])
    mail_intake_link.defer(link=link.pk)

"""What the worker does for saved reports."""

from django.db import close_old_connections, transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from clinic import clock
from reports.saved import saving


@app.periodic(cron="5 * * * *")
@app.task(queueing_lock="saved reports due", pass_context=False)
def find_due_reports(timestamp: int) -> None:
    """Every hour, so that a night without a worker is made up for; what is due is found once."""
    close_old_connections()
    with transaction.atomic():
        for sent in saving.due(clock.today()):
            mail_saved_report.defer(sent=sent.pk)


@app.task(retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def mail_saved_report(sent: int) -> None:
    close_old_connections()
    saving.mail(sent)

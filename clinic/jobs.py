"""What the worker does: night after night by itself, and what a rule asked for."""

from datetime import datetime

from django.core.management import call_command
from django.db import close_old_connections
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from clinic import notices
from clinic.models import AuditEvent, Staff


@app.periodic(cron="10 1 * * *")
@app.task(queueing_lock="seal the audit log", pass_context=False)
def seal_audit_log(timestamp: int) -> None:
    close_old_connections()
    call_command("audit_seal")


@app.periodic(cron="40 1 * * *")
@app.task(queueing_lock="clear old logins", pass_context=False)
def clear_old_logins(timestamp: int) -> None:
    close_old_connections()
    call_command("clearsessions")


@app.task(retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def tell_admins_of_broken_glass(event: int) -> None:
    """Mail every admin that a record was opened without its care team; the job holds the event's key."""
    close_old_connections()
    notices.glass_was_broken(AuditEvent.objects.select_related("actor").get(pk=event))


@app.task(retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def tell_admins_of_overdue(staff: int, ended_at: str) -> None:
    """Mail every admin that a colleague has not come back from a visit; the job knows of no patient."""
    close_old_connections()
    notices.visit_is_overdue(Staff.objects.get(pk=staff), datetime.fromisoformat(ended_at))

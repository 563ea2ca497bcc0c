"""What the worker does by itself, night after night."""

from django.core.management import call_command
from django.db import close_old_connections
from procrastinate import App
from procrastinate.contrib.django import app


def on_ready(ready_app: App) -> None:
    """Nothing to add: the tasks below register themselves when Django loads them."""


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

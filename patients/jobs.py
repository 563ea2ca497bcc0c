"""What the worker does about patients' records by itself, night after night."""

from django.core.management import call_command
from django.db import close_old_connections
from procrastinate.contrib.django import app


@app.periodic(cron="20 2 * * *")
@app.task(queueing_lock="sweep files", pass_context=False)
def sweep_files(timestamp: int) -> None:
    close_old_connections()
    call_command("sweep_files")

"""The worker's part in exports: writing them, taking up what was dropped, deleting what expired."""

from typing import Any

from django.db import close_old_connections
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from reports.exports import notices, writing
from reports.exports.models import Export


@app.task
def write_export(export: int) -> None:
    """The job holds the export's key; told twice, it is written once."""
    close_old_connections()
    writing.write(export)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="take up dropped exports", pass_context=True)
async def take_up_dropped(context: JobContext, timestamp: int) -> None:
    """A worker that was killed left its job as it was: give it to a living one."""
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs(task_name=write_export.name):
        await jobs.retry_job(job)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="delete expired exports", pass_context=False)
def delete_expired(timestamp: int) -> None:
    close_old_connections()
    writing.expire()


@app.task(retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def tell_admins_of_many(export: int) -> None:
    """Mail every admin that a file of many patients was asked for."""
    close_old_connections()
    notices.many_people(Export.objects.select_related("asked_by").get(pk=export))


__all__: list[Any] = ["delete_expired", "take_up_dropped", "tell_admins_of_many", "write_export"]

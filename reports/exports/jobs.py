"""The worker's part in exports: writing them, taking up what was dropped, deleting what expired."""

from django.db import close_old_connections
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from clinic.models import AuditEvent
from reports.exports import notices, writing
from reports.giving_way import give_way


@app.task
def write_export(export: int) -> None:
    """The job holds the export's key; told twice, it is written once."""
    close_old_connections()
    give_way()
    writing.write(export)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="take up dropped exports", pass_context=True)
async def take_up_dropped(context: JobContext, timestamp: int) -> None:
    """A worker that was killed left its job as it was: give it to a living one."""
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs(task_name=write_export.name):
        await jobs.retry_job(job)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="look after exports", pass_context=False)
def look_after_exports(timestamp: int) -> None:
    """Delete what expired, and take up again what nobody is writing any more."""
    close_old_connections()
    writing.expire()
    for export in writing.abandoned():
        have_written(export)


def have_written(export: int) -> None:
    """In one of two lanes, so that mails and held places never wait behind a long file."""
    write_export.configure(lock=f"export {export % 2}").defer(export=export)


@app.task(retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def tell_admins_of_many(event: int, people: int) -> None:
    """Mail every admin that a file of so many patients was asked for; event: the log's own line about it."""
    close_old_connections()
    notices.many_people(AuditEvent.objects.select_related("actor").get(pk=event), people)

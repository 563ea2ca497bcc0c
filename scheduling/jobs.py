"""What the worker does for the schedule."""

from django.db import close_old_connections
from procrastinate.contrib.django import app

from scheduling.credentials import warning
from scheduling.mobile import safety
from scheduling.staffing import jobs as staffing
from scheduling.waiting import offering

__all__ = ["staffing"]


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="give up held places", pass_context=False)
def give_up_held_places(timestamp: int) -> None:
    close_old_connections()
    offering.lapse()


@app.periodic(cron="20 6 * * *")
@app.task(queueing_lock="warn of credentials that end", pass_context=False)
def warn_of_ending_credentials(timestamp: int) -> None:
    close_old_connections()
    warning.warn()


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="miss whoever has not left a mobile visit", pass_context=False)
def miss_whoever_has_not_left(timestamp: int) -> None:
    close_old_connections()
    safety.tell()

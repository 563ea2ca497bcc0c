"""What the worker does for the schedule."""

from django.db import close_old_connections
from procrastinate.contrib.django import app

from scheduling.waiting import offering


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="give up held places", pass_context=False)
def give_up_held_places(timestamp: int) -> None:
    close_old_connections()
    offering.lapse()

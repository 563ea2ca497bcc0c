"""What the worker does for colleagues at the door."""

from django.db import close_old_connections
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from clinic.models import StaffLink
from scheduling.staffing import links, mails


@app.task(retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def mail_staff_link(link: int) -> None:
    """The job holds the link's key, and the secret is made when it is sent."""
    close_old_connections()
    mails.send(StaffLink.objects.select_related("staff").get(pk=link))


@app.task(retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def answer_forgotten(staff: int | None) -> None:
    """Whose password is forgotten gets a link; None, for an address of nobody's, takes the door as long."""
    close_old_connections()
    if staff is not None and (link := links.for_forgotten(staff)):
        mails.send(link)

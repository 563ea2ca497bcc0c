"""The mail that tells admins of a large export; it says nothing about a patient."""

from urllib.parse import urlencode

import structlog
from django.conf import settings
from django.urls import reverse

from clinic import clock, mailing
from clinic.models import AuditEvent, Clinic, Staff

MANY = """\
{who} asked for a file about {people} patients on {when}: {what}.

Every admin is told of a file about more than a hundred patients. Who asked for it and who fetched it
stands in the audit log: {where}

{clinic}
"""


def many_people(event: AuditEvent, people: int) -> None:
    """Whose they are stays behind the sign-in; so does what was asked."""
    admins = [*Staff.objects.admins()]
    if not admins:
        structlog.get_logger().warning("nobody to tell of a large export", event_key=event.pk)
        return
    at = clock.local(event.at)
    asked = urlencode({"who": event.actor_id, "what": event.action, "from": at.date(), "to": at.date()})
    body = MANY.format(
        who=event.actor,
        people=people,
        when=f"{at:%-d %B %Y} at {at:%H:%M}",
        what=event.fields[0],
        where=f"{settings.BASE_URL}{reverse('clinic:audit')}?{asked}",
        clinic=Clinic.current(),
    )
    mailing.send("large export", "A large export was asked for", body, admins)

"""Mails to the clinic's own people; none says anything about a patient."""

from datetime import datetime
from urllib.parse import urlencode

import structlog
from django.conf import settings
from django.urls import reverse

from clinic import clock, mailing
from clinic.credentials import Ending
from clinic.models import AuditEvent, Clinic, Staff

BROKEN_GLASS = """\
{who} opened a patient's record on {when} without being in its care team.

It closes by itself one hour later. The record and the reason that was written are in the audit log:
{where}

{clinic}
"""

CREDENTIAL_ENDS = """\
{what}
{consequence}
It stands here, and a renewed one is added here:
{where}

{clinic}
"""

OVERDUE = """\
{who} should have left a mobile visit at {when} and has not said so.

Ring them now{phone}. Where they are, and what was found out, stands here:
{where}

{clinic}
"""


def glass_was_broken(event: AuditEvent) -> None:
    """Tell every active admin who opened a record and when; whose it is stays behind the sign-in."""
    admins = [*Staff.objects.admins()]
    if not admins:
        structlog.get_logger().warning("nobody to tell of a broken glass", event_key=event.pk)
        return
    at = clock.local(event.at)
    day = at.date()
    asked = urlencode({"who": event.actor_id, "what": event.action, "from": day, "to": day})
    body = BROKEN_GLASS.format(
        who=event.actor,
        when=f"{at:%-d %B %Y} at {at:%H:%M}",
        where=f"{settings.BASE_URL}{reverse('clinic:audit')}?{asked}",
        clinic=Clinic.current(),
    )
    mailing.send("glass", "A record was opened without care team", body, admins)


def credential_ends(ending: Ending) -> None:
    """Tell its owner and every active admin."""
    owner = ending.credential.staff
    body = CREDENTIAL_ENDS.format(
        what=ending.words,
        consequence="Nobody can be booked with them after that day.\n" if ending.stops else "",
        where=f"{settings.BASE_URL}{reverse('scheduling:credentials_of', args=[owner.pk])}",
        clinic=Clinic.current(),
    )
    people = {person.email: person for person in (owner, *Staff.objects.admins())}
    for _, person in sorted(people.items()):
        subject = f"{ending.credential.title} {ending.when}" if person == owner else ending.words[:-1]
        mailing.send("credential", subject, body, [person])


def visit_is_overdue(staff: Staff, ended_at: datetime) -> None:
    """Tell every active admin who is missed and since when; where they went stays behind the sign-in."""
    admins = [*Staff.objects.admins()]
    if not admins:
        structlog.get_logger().warning("nobody to tell of an overdue visit", staff_key=staff.pk)
        return
    body = OVERDUE.format(
        who=staff,
        when=f"{clock.local(ended_at):%H:%M}",
        phone=f": {staff.phone}" if staff.phone else "",
        where=f"{settings.BASE_URL}{reverse('scheduling:mobile')}",
        clinic=Clinic.current(),
    )
    mailing.send("overdue", f"{staff.first_name} has not come back from a mobile visit", body, admins)

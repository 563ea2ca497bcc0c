"""The mail that carries a link: a first name, a time, an address, and nothing about health."""

import structlog
from django.conf import settings
from django.urls import reverse

from clinic import clock, mailing
from clinic.models import Clinic
from patients.intake import links
from patients.models import IntakeLink

ASKED = """\
Hello {name},

{visit}please answer a few questions for us first. It takes about ten minutes, on your phone or computer:

{address}

You can stop and come back with the same link until {until}. It is for you alone, so please do not pass it on.

{clinic}{phone}
"""


def send(link: IntakeLink) -> None:
    """Send a live link to the address that stands in the record now; a link that has ended is not sent."""
    patient, clinic = link.patient, Clinic.current()
    if not link.is_live or not patient.email:
        structlog.get_logger().warning("no mail for an intake link", link_key=link.pk)
        return
    token = links.secret_for_mail(link)
    soon = patient.appointments.holding().filter(starts_at__gt=clock.now()).order_by("starts_at").first()
    at = clock.local(soon.starts_at) if soon else None
    body = ASKED.format(
        name=patient.preferred_name or patient.first_name,
        visit=f"before your visit on {at:%A %-d %B} at {at:%H:%M} " if at else "",
        address=f"{settings.BASE_URL}{reverse('patients:link', args=[token])}",
        until=f"{clock.local(link.expires_at):%-d %B}",
        clinic=clinic,
        phone=f"\n{clinic.phone}" if clinic.phone else "",
    )
    mailing.send("questionnaire", f"A few questions before your visit to {clinic}", body, [patient])

"""The mail that carries a colleague's link: a name, an address, and how long it works."""

import structlog
from django.conf import settings
from django.urls import reverse

from clinic import clock, mailing
from clinic.models import Clinic, StaffLink
from scheduling.staffing import links

INVITED = """\
Hello {name},

you work at {clinic} and can sign in there from now on. Choose a password first:

{address}

The link is for you alone and works once, until {until}. You sign in with this e-mail address.
"""

FORGOTTEN = """\
Hello {name},

choose a new password for {clinic} here:

{address}

The link works once, until {until}. If you did not ask for it, do nothing: your password stays as it is.
"""

SUBJECTS = {
    StaffLink.Purpose.INVITATION: (INVITED, "Your way in to {clinic}"),
    StaffLink.Purpose.PASSWORD: (FORGOTTEN, "A new password for {clinic}"),
}


def send(link: StaffLink) -> None:
    """To the address that the colleague has now; a link that has ended is not sent."""
    token = links.secret_for_mail(link)
    if token is None:
        structlog.get_logger().warning("no mail for a staff link", link_key=link.pk)
        return
    words, subject = SUBJECTS[StaffLink.Purpose(link.purpose)]
    clinic = Clinic.current()
    until = clock.local(link.expires_at)
    body = words.format(
        name=link.staff.first_name,
        clinic=clinic,
        address=f"{settings.BASE_URL}{reverse('scheduling:way_in', args=[token])}",
        until=f"{until:%-d %B at %H:%M}",
    )
    mailing.send("way in", subject.format(clinic=clinic), body, [link.staff])

"""Whether a therapist's licence and insurance let them treat on the day of a visit."""

from clinic import clock, credentials
from clinic.models import Credential, Staff
from scheduling import wording
from scheduling.models import Appointment
from sessions.refusals import CannotStart


def refuse_lapsed(appointment: Appointment) -> None:
    """A day after either has ended, or a place that no licence of theirs is for; says who may renew it.

    Whoever has entered none is asked for none, as in booking.
    """
    held = list(Credential.objects.standing().filter(staff=appointment.therapist))
    place = appointment.room.location.jurisdiction if appointment.room else ""
    if licence := credentials.licensed_elsewhere(held, place):
        raise CannotStart(
            f"Your licence is for {licence.jurisdiction}, and this visit is in {place}. {_who_renews()}"
        )
    if ended := credentials.lapsed(held, appointment.day, place):
        today = appointment.day == clock.today()
        when = "today" if today else f"on {appointment.day:%-d %B %Y}"
        raise CannotStart(
            f"Your {ended.title.lower()} ended on {ended.expires_on:%-d %B %Y}, so you cannot treat {when}. "
            f"{_who_renews()}"
        )


def _who_renews() -> str:
    names = wording.listed(map(str, Staff.objects.admins().order_by("display_name")), "or")
    return f"{names} can enter the renewed one among the credentials." if names else ""

"""Visits that were booked before a credential ended or was missing, and could not be booked now."""

from datetime import date

from clinic import clock, credentials
from clinic.models import Credential, Staff
from scheduling.models import Appointment
from scheduling.refusals import Lapsed
from scheduling.standing import named, to_come


def why_nobody_is_booked(staff: Staff, called: str, day: date) -> str:
    """What to read out of somebody whose licence or insurance has ended by that day; empty where none has."""
    ended = credentials.lapsed([*Credential.objects.standing().filter(staff=staff)], day)
    return Lapsed(called, ended).sentence if ended else ""


def uncovered(staff: Staff) -> list[Appointment]:
    """Those to come, soonest first, on days that the person's credentials do not cover."""
    held = list(Credential.objects.standing().filter(staff=staff))
    rows = staff.appointments.filter(starts_at__gt=clock.now()).select_related("service", "room__location")
    return [one for one in named(to_come(rows)) if not _covered(one, held)]


def _covered(visit: Appointment, held: list[Credential]) -> bool:
    modality = visit.service.modality
    place = visit.room.location.jurisdiction if visit.room else ""
    if credentials.licensed_elsewhere(held, place) or credentials.lapsed(held, visit.day, place):
        return False
    return not modality or credentials.trained(held, modality, visit.day)

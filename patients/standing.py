"""Whether a record is in use: archived ones are hidden until asked for, nobody books for the deceased."""

from datetime import date
from typing import Any

from clinic import audit, clock
from clinic.models import Staff
from clinic.refusals import Refused
from clinic.transactions import verb
from patients.holding import hold
from patients.models import Patient

Standing = Patient.Standing


class StandingRefused(Refused):
    """Why a record stays as it is."""


def coming(patient: Patient) -> list[Any]:
    """The appointments that are still to come, soonest first."""
    held = patient.appointments.holding().filter(ends_at__gt=clock.now()).exclude(status="fulfilled")
    return [*held.select_related("therapist", "service").order_by("starts_at")]


@verb
def archive(patient: Patient, why: str, *, by: Staff) -> Patient:
    """Hide the record from lists and searches; refused while appointments stand."""
    held = hold(patient)
    if to_come := coming(held):
        raise StandingRefused(_in_the_way(held, to_come))
    return _stand(held, "archived", by, standing=Standing.ARCHIVED, archived_why=why, died_on=None)


@verb
def record_death(patient: Patient, died_on: date | None, *, by: Staff) -> Patient:
    """From now on nobody books for them; the appointments that stand are left for somebody to cancel."""
    held = hold(patient)
    return _stand(
        held, "recorded as deceased", by, standing=Standing.DECEASED, archived_why="", died_on=died_on
    )


@verb
def bring_back(patient: Patient, *, by: Staff) -> Patient:
    """In use again, as before it was archived or marked as deceased."""
    held = hold(patient)
    return _stand(held, "brought back", by, standing=Standing.ACTIVE, archived_why="", died_on=None)


def _stand(patient: Patient, action: str, by: Staff, **values: Any) -> Patient:
    if all(getattr(patient, name) == value for name, value in values.items()):
        return patient
    for name, value in values.items():
        setattr(patient, name, value)
    patient.version += 1
    patient.save(update_fields=[*values, "version"])
    audit.record(action, patient, by=by, fields=sorted(values))
    return patient


def _in_the_way(patient: Patient, to_come: list[Any]) -> str:
    when = "; ".join(
        f"{clock.local(one.starts_at):%-d %B %H:%M} with {one.therapist.first_name}" for one in to_come[:5]
    )
    more = f"; and {len(to_come) - 5} more" if len(to_come) > 5 else ""
    count = "an appointment" if len(to_come) == 1 else f"{len(to_come)} appointments"
    return f"{patient} has {count} to come: {when}{more}. Cancel or move them first, then archive."

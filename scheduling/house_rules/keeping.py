"""How the clinic books: the step of the clock, what it offers, when a cancellation is late."""

from dataclasses import dataclass, fields

from clinic import audit
from clinic.models import Clinic, Staff
from clinic.transactions import verb


@dataclass(frozen=True)
class Said:
    """See Clinic."""

    grid_minutes: int
    dead_gaps: bool
    late_cancel_hours: int


@verb
def keep(*, said: Said, by: Staff) -> Clinic:
    """From now on; visits that stand keep their time."""
    clinic = Clinic.objects.select_for_update().get(pk=Clinic.current().pk)
    changed = [one.name for one in fields(said) if getattr(clinic, one.name) != getattr(said, one.name)]
    for name in changed:
        setattr(clinic, name, getattr(said, name))
    if changed:
        clinic.save(update_fields=changed)
        audit.record("changed", clinic, by=by, fields=changed)
    return clinic

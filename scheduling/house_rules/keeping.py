"""How the clinic books: the step of the clock, what it offers, when a cancellation is late."""

from dataclasses import dataclass

from clinic import changing
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
    changing.change(clinic, vars(said), by=by)
    return clinic

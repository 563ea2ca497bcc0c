"""Whose licence is needed where: a clinic near a border treats in two states."""

from clinic import audit
from clinic.models import Staff
from clinic.transactions import verb
from scheduling import locks
from scheduling.models import Location


@verb
def set_jurisdiction(*, location: Location, jurisdiction: str, by: Staff) -> Location:
    """From now on only a licence of that state or province counts there; empty for any.

    What is booked already stays: the page of each person's credentials names it.
    """
    locks.therapists(*Staff.objects.therapists())
    row = Location.objects.select_for_update().get(pk=location.pk)
    if row.jurisdiction != jurisdiction:
        row.jurisdiction = jurisdiction
        row.save(update_fields=["jurisdiction"])
        audit.record("licence place set", row, by=by)
    return row

"""The clinic's own choice of how strict the criteria are."""

from clinic import audit
from clinic.models import Clinic, Staff
from clinic.transactions import verb


@verb
def keep(*, min_signs: int, by: Staff) -> Clinic:
    """From now on so many of the three signs; what is signed stays as it is."""
    clinic = Clinic.objects.select_for_update().get(pk=Clinic.current().pk)
    clinic.min_signs = min_signs
    clinic.save(update_fields=["min_signs"])
    audit.record("changed", clinic, by=by, fields=["min_signs"])
    return clinic

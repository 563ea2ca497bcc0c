"""What stands beside a therapist's name on paper, as their regulator knows them."""

from clinic import changing
from clinic.models import Staff
from clinic.transactions import verb


@verb
def enter(*, person: Staff, profession: str, registration: str, by: Staff) -> Staff:
    """It stands under what is signed from now on; what is signed already keeps its own words."""
    held = Staff.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.pk)
    changing.change(held, {"profession": profession, "registration": registration}, by=by)
    return held

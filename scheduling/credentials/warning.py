"""Telling people in time that a credential ends: once at each stage, the person and the admins."""

from clinic import audit, credentials, notices
from clinic.models import Credential
from clinic.transactions import verb


def warn() -> int:
    """Send the warnings that are due; how many."""
    return sum(_warned(one, days) for one, days in credentials.to_warn_of())


@verb
def _warned(ending: credentials.Ending, days: int) -> bool:
    """Kept before it is sent, so that of two workers one sends it; a mail that fails takes that back."""
    row = Credential.objects.select_for_update(no_key=True, of=("self",)).get(pk=ending.credential.pk)
    if row.warned_days != ending.credential.warned_days:
        return False
    row.warned_days = days
    row.save(update_fields=["warned_days"])
    audit.record("warned of an end", row, by=None)
    notices.credential_ends(ending)
    return True

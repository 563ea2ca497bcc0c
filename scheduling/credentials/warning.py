"""Telling people in time that a credential ends: once at each stage, the person and the admins."""

from clinic import audit, credentials, notices
from clinic.models import Credential
from clinic.transactions import verb


def warn() -> int:
    """Send the warnings that are due; how many."""
    due = credentials.to_warn_of()
    for ending, days in due:
        notices.credential_ends(ending)
        _keep(ending.credential, days)
    return len(due)


@verb
def _keep(warned_of: Credential, days: int) -> None:
    """Once it has gone: a mail that fails is tried again the next morning."""
    row = Credential.objects.select_for_update(no_key=True, of=("self",)).get(pk=warned_of.pk)
    row.warned_days = days
    row.save(update_fields=["warned_days"])
    audit.record("warned of an end", row, by=None)

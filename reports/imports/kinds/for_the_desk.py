"""The note for every colleague that a person comes with: what the file could not say in its own place."""

from collections.abc import Sequence

from patients.models import Patient
from reports.imports.reading import values

LONGEST = Patient._meta.get_field("desk_note").max_length or 0
UNREAD = "Not readable in the file: {cells}"


def unread(cells: Sequence[str]) -> str:
    """The words of cells that were left out, for whoever sees the person next and can ask."""
    return values.shortened(UNREAD.format(cells=", ".join(cells)), LONGEST) if cells else ""

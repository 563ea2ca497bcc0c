"""The note for every colleague that a person comes with: the file's own, and what could not be read of it."""

from patients.fields import LineField
from patients.models import Patient
from reports.imports.line import Line
from reports.imports.reading import values

FIELDS = ("alert", "desk_note")
KEPT = LineField(required=False)
LONGEST = Patient._meta.get_field("desk_note").max_length or 0
NO_TEXT, CUT = "letters that cannot be kept", f"Note for every colleague cut at {LONGEST} letters"
UNREAD = "Not readable in the file: {cells}"


def note(line: Line) -> str:
    """What all may read, then the words of cells that were left out, for whoever can ask the person.

    Where there is not room for both, the file's own words are cut; the line is given back whole.
    """
    told = "; ".join(filter(None, (line.read_or_leave_out(field, KEPT.clean, NO_TEXT) for field in FIELDS)))
    unread = values.shortened(UNREAD.format(cells=", ".join(line.unread)), LONGEST) if line.unread else ""
    room = LONGEST - (len(unread) + len("; ") if unread else 0)
    if len(told) > room:
        line.tell(CUT)
        told = values.shortened(told, room) if room > 0 else ""
    return "; ".join(filter(None, (told, unread)))

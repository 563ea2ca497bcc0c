"""Day sheets as files in a folder, for this account's eyes alone."""

import os
import tempfile
from datetime import date
from pathlib import Path

from django.utils.text import slugify

from clinic import audit
from clinic.models import Staff
from clinic.transactions import verb
from scheduling.models import Appointment
from scheduling.sheets import paper
from scheduling.sheets.day import PARTS, held, of

ONLY_US = 0o700


@verb
def write(day: date, folder: Path) -> list[Path]:
    """The clinic's, everybody's own, and all in one; a sheet of that day that is there already is replaced.

    Names of files say the day and the therapist, never who comes.
    """
    sheet = of(day, held(day, Appointment.objects.all()))
    contents = {
        "clinic": paper.clinics(sheet),
        **{_name(one.therapist): paper.therapists(sheet, one) for one in sheet.people},
        "all": paper.all_of(sheet),
    }
    folder.mkdir(mode=ONLY_US, parents=True, exist_ok=True)
    files = [_put(folder / f"{day}-{name}.pdf", content) for name, content in contents.items()]
    audit.record("printed", by=None, ids=sheet.patients(), fields=PARTS, reason="day_sheets")
    return files


def _name(therapist: Staff) -> str:
    """maya-lindqvist-3: the key keeps two of one name apart, and stands alone where no letter is ASCII."""
    return "-".join(filter(None, [slugify(therapist.display_name), str(therapist.pk)]))


def _put(file: Path, content: bytes) -> Path:
    """Whole or not at all: power may go while it is written. mkstemp opens it for this account alone."""
    handle, written = tempfile.mkstemp(dir=file.parent, prefix=".sheet-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        return Path(written).replace(file)
    except BaseException:
        Path(written).unlink(missing_ok=True)
        raise

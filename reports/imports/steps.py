"""The stations of an import: uploaded, looked through, brought in, taken back; and what the worker does next.

The worker goes on from what is written down, a stretch of lines in each transaction. Killed anywhere it has
done whole stretches only, and whoever takes the import up again goes on behind the last one.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import connection, transaction

from clinic import audit, clock
from clinic.models import Staff
from clinic.refusals import Refused
from clinic.transactions import hold_rows, verb
from patients.files import storage
from reports.imports import kinds
from reports.imports.models import Import
from reports.imports.reading import headings, shapes

State = Import.State
SILENT = timedelta(minutes=2)  # after which somebody else takes an import up
TRIES = 3
SECONDS = 60
# From which station a step may be taken, and how it is called in the log.
MAY = {
    State.CHECKING: ({State.NEW, State.CHECKED, State.FAILED}, "checked an import"),
    State.BRINGING: ({State.CHECKED, State.STOPPED, State.FAILED}, "began to bring in"),
    State.UNDOING: ({State.DONE, State.STOPPED, State.FAILED, State.UNDONE}, "began to take back"),
}


class ImportRefused(Refused):
    """Why an import does not go on as asked."""


def upload(content: bytes, *, kind: str, system: str, file_name: str, digest: str, by: Staff) -> Import:
    """Keep the file, and understand as much of it as its beginning tells; raises Unfit."""
    shape = shapes.of(content, file_name)
    lines = shapes.first_lines(content, shape, headings.LOOKED_AT)
    at, cells = headings.find(kind, lines)
    system = system or _program(kind, cells)
    shape |= {"headings_at": at, "headings": _said(cells)}
    with storage.kept(content) as (stored,):
        return _upload(
            Import(
                kind=kind,
                system=system,
                file_name=file_name[:120],
                size=len(content),
                sha256=digest,
                stored=stored,
                shape=shape,
                columns={field: place for place, field in headings.match(kind, system, cells).items()},
                total=shapes.about_how_many(content, shape),
                made_by=by,
                made_at=clock.now(),
            )
        )


def _program(kind: str, cells: list[str]) -> str:
    """What the headings tell; else what such a file was before, or the one program the patients came from."""
    told = headings.system_of(kind, cells)
    if told != headings.PLAIN:
        return told
    came = Import.objects.filter(brought_at__isnull=False, undone_at=None).order_by("-brought_at")
    same = came.filter(kind=kind, shape__headings=_said(cells)).values_list("system", flat=True).first()
    if same or kind == Import.Kind.PATIENTS:
        return same or told
    programs = {*came.filter(kind=Import.Kind.PATIENTS).values_list("system", flat=True)}
    return programs.pop() if len(programs) == 1 else told


def _said(cells: list[str]) -> list[str]:
    """The headings as an import keeps them."""
    return [cell.strip()[: headings.HEADING] for cell in cells]


@verb
def _upload(batch: Import) -> Import:
    batch.save()
    audit.record("added a file to import", batch, by=batch.made_by, fields=[batch.kind])
    return batch


@verb
def choose(batch: Import, *, by: Staff, **said: Any) -> Import:
    """Keep what was chosen for the file, so that its first lines are shown that way."""
    held = hold(batch)
    if not held.can_be_matched or held.brought.exists():
        raise ImportRefused("This file is past that. Open it again to see how it stands.")
    # Whom somebody said a name is stays said, whatever is chosen for the columns.
    said["choices"] = {**held.choices, **said["choices"]}
    if said["shape"] != held.shape:
        said |= _matched_anew(held, **said)
    for name, value in said.items():
        setattr(held, name, value)
    held.state = State.NEW
    held.save()
    audit.record("changed", held, by=by, fields=["columns"])
    return held


def _matched_anew(held: Import, *, shape: shapes.Shape, system: str, **_: Any) -> dict[str, Any]:
    """In other letters the headings may be other words."""
    content = storage.read(held.stored)
    at, cells = headings.find(held.kind, shapes.first_lines(content, shape, headings.LOOKED_AT))
    columns = {field: place for place, field in headings.match(held.kind, system, cells).items()}
    return {"shape": {**shape, "headings_at": at, "headings": _said(cells)}, "columns": columns}


@verb
def begin(batch: Import, step: str, *, by: Staff) -> Import:
    """Let the worker take this step; begun already, it goes on."""
    held = hold(batch)
    if held.state == step:
        return held
    may, action = MAY[State(step)]
    if refusal := _refusal(held, step, may):
        raise ImportRefused(refusal)
    if step == State.UNDOING:  # what stayed the last time is weighed anew
        held.brought.filter(kept=True).update(kept=False)
    held.state, held.asked_by = step, by
    held.done, held.tries, held.stop, held.trouble = 0, 0, False, ""
    held.begun_at = held.beat_at = clock.now()
    held.save()
    audit.record(action, held, by=by, fields=[held.kind])
    return held


def _refusal(held: Import, step: str, may: set[State]) -> str:
    """Why the step is not to be taken from where the import is; "" where it may be."""
    if held.state not in may or (step == State.UNDOING and not held.can_be_undone):
        return f"This import is {held.get_state_display().lower()}. Open it again to see how it stands."
    if step == State.BRINGING and held.undone_at:
        return "This import was taken back. Add the file once more to bring it in."
    if step == State.CHECKING and held.brought.exists():
        return "Rows of this file are in the record already. Go on, or take them back first."
    return kinds.of(held.kind).missing(set(held.columns)) if step == State.CHECKING else ""


@verb
def stop(batch: Import, *, by: Staff) -> Import:
    """Ask the worker to stop after the stretch it is at."""
    held = hold(batch)
    if held.state in {State.CHECKING, State.BRINGING}:
        held.stop = True
        held.save(update_fields=["stop"])
        audit.record("stopped an import", held, by=by, fields=[held.kind])
    return held


@verb
def forget(batch: Import, *, by: Staff | None) -> None:
    """Away with a file of which nothing was brought in, and with all that was read from it."""
    held = hold(batch)
    if held.is_working or held.brought.exists():
        raise ImportRefused("Rows of this file are in the record. Take them back first.")
    audit.record("forgot an import", held, by=by, fields=[held.kind])
    if held.stored:
        transaction.on_commit(partial(storage.drop, held.stored))
    held.delete()


@verb
def fail(batch: Import, trouble: str) -> None:
    held = hold(batch)
    held.state, held.trouble = State.FAILED, trouble[:300]
    held.save(update_fields=["state", "trouble"])
    audit.record("import failed", held, by=None, fields=[held.kind], outcome="failed")


def unhurried() -> None:
    """A stretch may take longer than a page; what asks eighty tables is not compiled first, for seconds."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL statement_timeout = '{SECONDS}s'; SET LOCAL jit = off")


def hold(batch: Import) -> Import:
    return hold_rows(Import.objects.select_related("made_by", "asked_by").filter(pk=batch.pk)).get()


def beat(held: Import, *fields: str) -> None:
    """Write down how far it is, with the stretch itself."""
    held.beat_at, held.tries = clock.now(), 0
    held.save(update_fields=["done", "beat_at", "tries", *fields])


def left_alone() -> list[Import]:
    """Those at work of which nothing was heard for a while."""
    working = Import.objects.filter(state__in=[State.CHECKING, State.BRINGING, State.UNDOING])
    return [*working.filter(beat_at__lt=clock.now() - SILENT)]


@verb
def take_up(batch: Import, go_on: Callable[[int], object]) -> None:
    """Ask the worker once more; the third time nothing is heard, the import has failed."""
    held = hold(batch)
    if not held.is_working or (held.beat_at and held.beat_at > clock.now() - SILENT):
        return
    if held.tries >= TRIES:
        fail(held, "The worker was stopped several times on this file. Nothing is half done; try once more.")
        return
    held.tries, held.beat_at = held.tries + 1, clock.now()
    held.save(update_fields=["tries", "beat_at"])
    audit.record("took up an import", held, by=None, fields=[held.kind])
    go_on(held.pk)

"""The lines that were found fit, written into the record by stretches, each of them whole or not at all."""

from functools import partial

from django.db import transaction

from clinic import audit, clock
from clinic.loading import save_many
from clinic.transactions import verb
from patients.files import storage
from reports.imports import checking, kinds
from reports.imports.models import Import, ImportRow
from reports.imports.steps import State, beat, hold, unhurried

Verdict = ImportRow.Verdict
AFTERWARDS = (
    ((Verdict.NEW, Verdict.JOIN), Verdict.BROUGHT),
    ((Verdict.CHANGE,), Verdict.CHANGED),
)
WAITING = (Verdict.NEW, Verdict.JOIN, Verdict.CHANGE)


def bring_in(batch: Import) -> None:
    """Until no line waits; a stretch that was written is never written again."""
    kind = kinds.of(batch.kind)
    while _stretch(batch, kind):
        pass


@verb
def _stretch(batch: Import, kind: kinds.Kind) -> bool:
    unhurried()
    held = hold(batch)
    if held.state != State.BRINGING:
        return False
    rows = [*held.rows.filter(verdict__in=WAITING).order_by("line")[: kind.chunk]]
    if held.stop or not rows:
        _end(held, State.DONE if not rows else State.STOPPED)
        return False
    by = held.asked_by or held.made_by
    brought = kind.bring(rows, held, by=by, at=clock.now())
    save_many(brought)
    _mark(rows)
    held.done += len(rows)
    beat(held)
    ids = [one.object_id for one in brought if one.place == kind.place]
    audit.record("brought in", held, by=by, ids=ids, fields=[held.kind])
    return True


def _mark(rows: list[ImportRow]) -> None:
    """What was brought in whole needs no words of its own any more; what was refused keeps its reason."""
    refused = [row for row in rows if row.verdict == Verdict.SKIP]
    ImportRow.objects.bulk_update(refused, ["verdict", "reason"])
    for verdicts, then in AFTERWARDS:
        done = [row.pk for row in rows if row.verdict in verdicts]
        ImportRow.objects.filter(pk__in=done, reason="").update(cells=[])
        ImportRow.objects.filter(pk__in=done).update(verdict=then, becomes={})


def _end(held: Import, state: str) -> None:
    """Counted; of a file that is through, the file itself goes."""
    held.state, held.brought_at, held.stop = state, clock.now(), False
    if state == State.DONE:  # of whom nobody said who it is
        held.rows.filter(verdict=Verdict.WHOSE).update(verdict=Verdict.SKIP)
        for names in ("people", "names"):
            held.choices.pop(names, None)
    checking.count(held)
    stored = held.stored
    if state == State.DONE:
        held.stored = ""
    held.save(update_fields=["state", "brought_at", "stop", "counts", "reasons", "stored", "choices"])
    audit.record("finished bringing in", held, by=held.asked_by, fields=[held.kind])
    if state == State.DONE and stored:
        transaction.on_commit(partial(storage.drop, stored))

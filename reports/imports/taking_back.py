"""An import taken back: its rows leave the record and their kept versions with them; the audit log stays.

What somebody has written on since is named first, and stays with all that was written.
"""

from django.db import connection

from clinic import audit, clock
from clinic.transactions import verb
from reports.imports import in_the_way, kinds
from reports.imports.kinds import diary
from reports.imports.models import APPOINTMENTS, CONTACTS, PATIENTS, Import
from reports.imports.steps import State, beat, hold, unhurried

STRETCH = 2500


def take_back(batch: Import) -> None:
    """A stretch at a time, until nothing is left that may go."""
    place = kinds.PLACES[batch.kind]
    while _stretch(batch, place):
        pass


@verb
def _stretch(batch: Import, place: str) -> bool:
    unhurried()
    held = hold(batch)
    if held.state != State.UNDOING:
        return False
    waiting = held.brought.filter(place=place, kept=False, joined=False).order_by("object_id")
    keys = [*waiting.values_list("object_id", flat=True)[:STRETCH]]
    if not keys:
        _end(held)
        return False
    stay = in_the_way.found(held, place, (keys[0], keys[-1]))
    _keep(held, place, [*stay])
    _take(held, place, [key for key in keys if key not in stay])
    held.done += len(keys)
    beat(held)
    gone = [key for key in keys if key not in stay]
    audit.record("took back what a file brought", held, by=held.asked_by, ids=gone, fields=[held.kind])
    return True


def _keep(held: Import, place: str, keys: list[int]) -> None:
    held.brought.filter(place=place, object_id__in=keys, joined=False).update(kept=True)
    if place == PATIENTS:
        ways = _contacts(held, keys)
        held.brought.filter(place=CONTACTS, object_id__in=ways).update(kept=True)


def _take(held: Import, place: str, keys: list[int]) -> None:
    """Contacts before their people. The rows are the owner's to take out: see taking_back_sql.py."""
    if place == PATIENTS:
        _remove(held, CONTACTS, _contacts(held, keys))
    _remove(held, place, keys)


def _contacts(held: Import, people: list[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT contact.id FROM patients_patientcontact contact JOIN reports_brought ON batch_id = %s"
            " AND place = %s AND object_id = contact.id WHERE patient_id = ANY (%s)",
            [held.pk, CONTACTS, people],
        )
        return [key for (key,) in cursor]


def _remove(held: Import, place: str, keys: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reports_take_back(%s, %s, %s)", [held.pk, place, keys])
    held.brought.filter(place=place, object_id__in=keys, joined=False).delete()


def _end(held: Import) -> None:
    """What was only joined is forgotten; what stayed is still known by its id."""
    held.brought.filter(joined=True).delete()
    if held.kind == Import.Kind.APPOINTMENTS:
        diary.clear_away()
    held.rows.all().delete()
    held.state, held.undone_at, held.undone_by = State.UNDONE, clock.now(), held.asked_by
    held.counts = {"kept": held.brought.filter(place__in=[PATIENTS, APPOINTMENTS], kept=True).count()}
    held.save(update_fields=["state", "undone_at", "undone_by", "counts"])
    audit.record("import taken back", held, by=held.asked_by, fields=[held.kind])


def made(batch: Import) -> int:
    """How many rows of its own kind came with it and are still there."""
    return batch.brought.filter(place=kinds.PLACES[batch.kind], joined=False).count()

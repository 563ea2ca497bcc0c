"""Taking one record into another, all of it in one transaction."""

from collections.abc import Mapping
from typing import Any

from clinic import audit, clock
from clinic.models import Staff
from clinic.transactions import verb
from patients import contacts
from patients.merging import choices, plan
from patients.merging.models import Merge
from patients.merging.steps import MergeRefused, Step
from patients.person_models import Patient

# While it stands, the kept row's version is one that no page from before or after can hold.
MERGED_VERSION = 2**30


@verb
def merge(kept: Patient, absorbed: Patient, *, chosen: Mapping[str, str], by: Staff) -> Merge:
    """Everything that points at absorbed points at kept, which takes over the words chosen.

    chosen: by the names of choices.PARTS, "kept" or "absorbed"; what is left out is chosen sensibly. Raises
    MergeRefused with what stands in the way.
    """
    kept, absorbed = hold_both(kept, absorbed)
    _refuse(kept, absorbed)
    contacts.follow(kept)
    contacts.follow(absorbed)
    values = choices.taken(kept, absorbed, chosen)
    steps = [*plan.steps(kept, absorbed), *_preferred(kept, absorbed, values)]
    merged = _written_down(kept, absorbed, steps, values, by)
    for step in steps:
        step.take()
    _write(kept, values, version=MERGED_VERSION + merged.pk)
    absorbed.merged_into = kept
    absorbed.save(update_fields=["merged_into"])
    audit.record("merged", kept, by=by, fields=sorted(values), ids=[absorbed.pk])
    audit.record("merged", absorbed, by=by, ids=[kept.pk])
    return merged


def _written_down(
    kept: Patient, absorbed: Patient, steps: list[Step], values: Mapping[str, Any], by: Staff
) -> Merge:
    """First of all, for the database lets rows change hands only where it stands."""
    return Merge.objects.create(
        kept=kept,
        absorbed=absorbed,
        merged_by=by,
        merged_at=clock.now(),
        steps=[step.as_json() for step in steps],
        fields={
            column: [choices.as_json(getattr(kept, column)), choices.as_json(value)]
            for column, value in {**values, "version": kept.version}.items()
        },
    )


def hold_both(kept: Patient, absorbed: Patient) -> tuple[Patient, Patient]:
    """FOR UPDATE: nobody can so much as point a new row at either until this is done."""
    rows = Patient.objects.select_for_update(of=("self",)).order_by("pk")
    held = {row.pk: row for row in rows.filter(pk__in={kept.pk, absorbed.pk})}
    return held[kept.pk], held[absorbed.pk]


def _refuse(kept: Patient, absorbed: Patient) -> None:
    if kept == absorbed:
        raise MergeRefused("That is one and the same record. Choose two.")
    for one in (kept, absorbed):
        if one.merged_into:
            raise MergeRefused(
                f"Record {one.number} was merged into record {one.merged_into.number} meanwhile."
            )
    if found := plan.obstacles(kept, absorbed):
        raise MergeRefused(" ".join(found))


def _preferred(kept: Patient, absorbed: Patient, values: Mapping[str, Any]) -> list[Step]:
    """Where the absorbed record's number is to be the first, the kept one's steps back for it."""
    found = []
    for way in {"phone", "email"} & values.keys():
        was = kept.contacts.filter(way=way, preferred=True).first()
        same = {"way": way, "value": values[way], "removed_at": None}
        now = kept.contacts.filter(**same).first() or absorbed.contacts.filter(**same).first()
        if was:
            found.append(Step("patients.PatientContact", "preferred", [was.pk], was=True, becomes=False))
        if was and now:
            found.append(Step("patients.PatientContact", "preferred", [now.pk], was=False, becomes=True))
    return found


def _write(kept: Patient, values: Mapping[str, object], *, version: int) -> None:
    for column, value in values.items():
        setattr(kept, column, value)
    kept.version = version
    kept.save(update_fields=[*(column.removesuffix("_id") for column in values), "version"])

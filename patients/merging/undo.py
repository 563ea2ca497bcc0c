"""Taking a merge back: every step in reverse, what came since stays with the kept record."""

from typing import Any

from django.db.models import Q

from clinic import audit, clock
from clinic.models import Staff
from clinic.transactions import verb
from patients import contacts
from patients.merging import choices, concerns
from patients.merging.apply import MERGED_VERSION, hold_both
from patients.merging.models import UNDONE_FOR, Merge
from patients.merging.steps import MergeRefused, Step
from patients.person_models import Patient


@verb
def undo(merge: Merge, *, by: Staff) -> Merge:
    """Two records again, each as it was; what was changed or added on the kept one since stays there.

    Undone already, it stays so. Raises MergeRefused with what stands in the way.
    """
    held = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if held.undone_at:
        return held
    kept, absorbed = hold_both(held.kept, held.absorbed)
    if found := obstacles(held):
        raise MergeRefused(" ".join(found))
    held.undone_at, held.undone_by = clock.now(), by
    held.save(update_fields=["undone_at", "undone_by"])
    for step in reversed(held.steps):
        Step(**step).back().take()
    absorbed.merged_into = None
    absorbed.save(update_fields=["merged_into"])
    restored = _restore(kept, held)
    contacts.follow(kept)
    audit.record("unmerged", kept, by=by, fields=restored, ids=[absorbed.pk])
    audit.record("unmerged", absorbed, by=by, ids=[kept.pk])
    return held


def obstacles(merge: Merge) -> list[str]:
    """Sentences, none when it can be undone."""
    return [
        *_own_obstacles(merge),
        *(words for one in concerns.known.values() for words in one.undo_obstacles(merge)),
    ]


def _own_obstacles(merge: Merge) -> list[str]:
    if clock.now() - merge.merged_at >= UNDONE_FOR:
        return [f"Merges are undone within {UNDONE_FOR.days} days. This one is older."]
    both = (merge.kept_id, merge.absorbed_id)
    later = Merge.objects.standing().filter(Q(kept__in=both) | Q(absorbed__in=both), pk__gt=merge.pk)
    if newest := later.select_related("kept", "absorbed").order_by("-pk").first():
        return [
            f"Record {newest.absorbed.number} was merged into record {newest.kept.number} after that. "
            "Undo that merge first."
        ]
    return []


def _restore(kept: Patient, merge: Merge) -> list[str]:
    """Put back each word that the merge wrote and nobody has changed since; their columns."""
    wrote = {column: pair for column, pair in merge.fields.items() if column != "version"}
    back: dict[str, Any] = {
        column: choices.from_json(column, before)
        for column, (before, after) in wrote.items()
        if choices.as_json(getattr(kept, column)) == after
    }
    for column, value in back.items():
        setattr(kept, column, value)
    untouched = kept.version == MERGED_VERSION + merge.pk
    kept.version = merge.fields["version"][0] if untouched else kept.version + 1
    kept.save(update_fields=[*(column.removesuffix("_id") for column in back), "version"])
    return sorted(back)

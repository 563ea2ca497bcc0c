"""A patient's documents as one person may see them, newest first and a page at a time."""

from dataclasses import dataclass

from django.core import signing
from django.db.models import Count, Q
from django.http import QueryDict

from clinic import paging
from clinic.models import Staff
from patients.document_models import Document
from patients.models import Patient

SIZE = 24
REMOVED = "removed"
SEEN_SALT = "patients.documents.seen"
SEEN_SECONDS = 600


@dataclass(frozen=True)
class Filter:
    """One of the keys above the list: what it is called, how many there are, whether it is chosen."""

    value: str
    label: str
    count: int
    on: bool


@dataclass(frozen=True)
class Listed:
    page: paging.Page
    filters: list[Filter]
    kind: str
    total: int


def listed(patient: Patient, staff: Staff, asked: QueryDict) -> Listed:
    """Those of the kind that the address names, all where it names none; removed ones only by that name."""
    mine = patient.documents.visible_to(staff)
    counts = _counts(mine)
    kind = asked.get("kind", "")
    kind = kind if kind in {*Document.Kind.values, REMOVED} else ""
    rows = mine.filter(removed_at__isnull=False) if kind == REMOVED else mine.standing()
    if kind in Document.Kind.values:
        rows = rows.filter(kind=kind)
    page = paging.page(rows.select_related("added_by", "removed_by"), "added_at", asked, SIZE)
    return Listed(page, _filters(counts, kind), kind, sum(counts.values()) - counts[REMOVED])


def _counts(documents: object) -> dict[str, int]:
    """By kind, and those removed; one question to the database."""
    kinds = {kind: Count("pk", filter=Q(kind=kind, removed_at__isnull=True)) for kind in Document.Kind.values}
    return documents.aggregate(  # type: ignore[attr-defined]
        **kinds, **{REMOVED: Count("pk", filter=Q(removed_at__isnull=False))}
    )


def _filters(counts: dict[str, int], kind: str) -> list[Filter]:
    named = [*Document.Kind.choices, (REMOVED, "Removed")]
    some = [
        Filter(str(value), str(label), counts[value], value == kind)
        for value, label in named
        if counts[value] or value == kind
    ]
    if not some:
        return []
    total = sum(counts.values()) - counts[REMOVED]
    return [Filter("", "All", total, not kind), *some]


def seen(patient: Patient, staff: Staff) -> str:
    """A mark that this person's look at the list stands in the audit log, for the thumbnails on it.

    It opens nothing: a thumbnail without it is given out just the same, with a line of its own.
    """
    return signing.dumps([patient.pk, staff.pk], salt=SEEN_SALT)


def was_seen(mark: str, patient: Patient, staff: Staff) -> bool:
    try:
        told: object = signing.loads(mark, salt=SEEN_SALT, max_age=SEEN_SECONDS)
    except signing.BadSignature:
        return False
    return told == [patient.pk, staff.pk]

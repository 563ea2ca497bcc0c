"""Who is around a patient: family, guardians, whom to call; both records show a link between two patients."""

import hashlib
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from clinic import audit, clock
from clinic.models import Staff
from clinic.refusals import Refused
from clinic.transactions import verb
from patients.holding import hold
from patients.models import Patient, Relation

TURNED = {
    Relation.Kind.PARENT: "Parent of",
    Relation.Kind.GUARDIAN: "Guardian of",
    Relation.Kind.PARTNER: "Partner of",
    Relation.Kind.CHILD: "Child of",
    Relation.Kind.SIBLING: "Brother or sister of",
    Relation.Kind.GRANDPARENT: "Grandparent of",
    Relation.Kind.CARER: "Carer of",
    Relation.Kind.FRIEND: "Friend of",
    Relation.Kind.OTHER: "Known to",
}


# What can be changed of a line.
SAID = ("name", "kind", "phone", "knows", "emergency", "signs")


class RelationRefused(Refused):
    """Why two people are not linked."""


class Shown(NamedTuple):
    """One relation as one of its two records tells it."""

    relation: Relation
    who: str
    person: Patient | None
    words: str
    phone: str
    theirs: bool

    @property
    def emergency(self) -> bool:
        return self.relation.emergency and not self.theirs

    @property
    def may_be_told(self) -> str:
        """What the clinic may tell the other one about this patient."""
        knows = self.relation.knows
        return "" if self.theirs or knows == Relation.Knows.NOTHING else self.relation.get_knows_display()


def rows_of(patient: Patient) -> QuerySet[Relation]:
    rows = Relation.objects.standing().filter(Q(patient=patient) | Q(other=patient))
    return rows.select_related("patient", "other").order_by("pk")


def of(patient: Patient, rows: Iterable[Relation] | None = None) -> list[Shown]:
    """Those around this patient, whoever signs first, then the people this patient is around; one query."""
    found = [_shown(row, patient) for row in (rows_of(patient) if rows is None else rows)]
    return sorted(found, key=lambda one: (one.theirs, not one.relation.signs, not one.relation.emergency))


def nobody_signs(patient: Patient, shown: list[Shown]) -> bool:
    """A minor for whom nobody is named who signs."""
    return patient.is_minor and not any(one.relation.signs and not one.theirs for one in shown)


@verb
def add(patient: Patient, *, other: Patient | None = None, by: Staff, **said: Any) -> Relation:
    """Name somebody around the patient; other: when they are a patient here themselves."""
    both = [patient, other] if other else [patient]
    held = {one: hold(one) for one in sorted(both, key=lambda one: one.pk)}[patient]
    _refuse(held, other, signs=bool(said.get("signs")))
    try:
        with transaction.atomic():
            relation = Relation.objects.create(patient=held, other=other, **said)
    except IntegrityError as error:
        raise RelationRefused(f"{other} is named here already.") from error
    _record(relation, by)
    return relation


class ChangedMeanwhile(RelationRefused):
    """Somebody else changed the line first; now: what it says."""

    def __init__(self, now: Relation) -> None:
        words = [now.who, now.get_kind_display().lower(), now.phone]
        words += [f"may be told: {now.get_knows_display().lower()}"]
        words += [word for word, on in (("emergency", now.emergency), ("signs", now.signs)) if on]
        told = ", ".join(filter(None, words))
        super().__init__(
            f"Someone else changed this first. It says now: {told}. "
            "Below is what you typed; save it to put it in its place."
        )
        self.now = now


@verb
def change(relation: Relation, seen: str, *, by: Staff, **said: Any) -> Relation:
    """Say something else of somebody around; seen: mark() of the line as it was shown.

    Who of our patients it is stays; for another one the line is taken away and one is added.
    """
    hold(relation.patient)
    held = Relation.objects.select_related("patient", "other").get(pk=relation.pk)
    if held.removed_at:
        raise RelationRefused(f"{held.who} was taken away meanwhile. Add them again, if that was wrong.")
    changed = [name for name, value in said.items() if getattr(held, name) != value]
    if changed and mark(held) != seen:
        raise ChangedMeanwhile(held)
    _refuse(held.patient, held.other, signs=bool(said.get("signs")))
    if changed:
        for name in changed:
            setattr(held, name, said[name])
        held.save(update_fields=changed)
        _record(held, by)
    return held


def mark(relation: Relation) -> str:
    """Short, and another one for a line that says anything else."""
    told = [str(getattr(relation, name)) for name in SAID]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


@verb
def remove(relation: Relation, *, by: Staff) -> Relation:
    """Take it away from both records; taken away already, it stays so."""
    hold(relation.patient)
    held = Relation.objects.get(pk=relation.pk)
    if held.removed_at is None:
        held.removed_at = clock.now()
        held.save(update_fields=["removed_at"])
        _record(held, by)
    return held


@verb
def restore(relation: Relation, *, by: Staff) -> Relation:
    hold(relation.patient)
    held = Relation.objects.get(pk=relation.pk)
    again = held.other and Relation.objects.standing().filter(patient=held.patient, other=held.other).exists()
    if held.removed_at and not again:
        held.removed_at = None
        held.save(update_fields=["removed_at"])
        _record(held, by)
    return held


def _refuse(patient: Patient, other: Patient | None, *, signs: bool) -> None:
    if other == patient:
        raise RelationRefused("That is this record's own number. Give the other person's.")
    if other and signs and other.is_minor:
        raise RelationRefused(f"{other} is {other.age} and cannot sign for somebody else.")


def _record(relation: Relation, by: Staff) -> None:
    audit.record("changed", relation, by=by, fields=["people around"])
    if relation.other:
        audit.record("changed", relation, patient=relation.other, by=by, fields=["people around"])


def _shown(relation: Relation, patient: Patient) -> Shown:
    if relation.patient_id == patient.pk:
        words = relation.get_kind_display()
        return Shown(relation, relation.who, relation.other, words, relation.reached_at, theirs=False)
    words = TURNED[Relation.Kind(relation.kind)]
    return Shown(
        relation, str(relation.patient), relation.patient, words, relation.patient.phone, theirs=True
    )

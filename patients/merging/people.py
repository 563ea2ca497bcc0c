"""How the rows of this floor get out of each other's way."""

from collections.abc import Iterable, Sequence

from patients.intake.link_models import IntakeLinkQuerySet
from patients.merging import concerns
from patients.merging.steps import Step
from patients.models import MedicalHistory
from patients.person_models import Patient


@concerns.about("patients.Merge")
class Merges(concerns.Concern):
    stays = "what was merged is told of the records it was done to"


@concerns.about("patients.NotTheSame")
class Pairs(concerns.Concern):
    stays = "read through merged_into where pairs are looked for"


@concerns.about("patients.MedicalHistory")
class Histories(concerns.Concern):
    """Versions are counted anew in the order of answering, so that the latest stays the latest."""

    def steps(self, kept: Patient, absorbed: Patient) -> Sequence[Step]:
        rows = MedicalHistory.objects.filter(patient__in=[kept, absorbed]).order_by("answered_at", "pk")
        renumbered = [(row, place) for place, row in enumerate(_in_line(rows), 1) if row.version != place]
        # Upwards from the last one, so that no number is ever taken twice on the way.
        return [
            Step("patients.MedicalHistory", "version", [row.pk], row.version, place)
            for row, place in reversed(renumbered)
        ]


def _in_line(rows: Iterable[MedicalHistory]) -> list[MedicalHistory]:
    """By the time of answering, but never against the order that a record already has."""
    return sorted(rows, key=lambda row: (row.answered_at, row.version, row.pk))


@concerns.about("patients.PatientContact")
class Contacts(concerns.Concern):
    """A number that both have stays where it is; of two preferred ones the absorbed record's steps back."""

    def aside(self, kept: Patient, absorbed: Patient) -> set[int]:
        has = set(kept.contacts.standing().values_list("way", "value"))
        return {row.pk for row in absorbed.contacts.all() if (row.way, row.value) in has}

    def steps(self, kept: Patient, absorbed: Patient) -> Sequence[Step]:
        aside = self.aside(kept, absorbed)
        taken = set(kept.contacts.filter(preferred=True).values_list("way", flat=True))
        rows = absorbed.contacts.filter(preferred=True, way__in=taken).exclude(pk__in=aside)
        return [
            Step("patients.PatientContact", "preferred", [row.pk], was=True, becomes=False) for row in rows
        ]


@concerns.about("patients.Relation")
class Relations(concerns.Concern):
    """A link between the two, or to somebody who is linked already, is not made twice."""

    def aside(self, kept: Patient, absorbed: Patient) -> set[int]:
        between = kept.relations.filter(other=absorbed) | absorbed.relations.filter(other=kept)
        others = kept.relations.standing().values("other").exclude(other=None)
        people = kept.relations_to_others.standing().values("patient")
        twice = absorbed.relations.standing().filter(other__in=others)
        told = absorbed.relations_to_others.standing().filter(patient__in=people)
        return set((between | twice | told).values_list("pk", flat=True))


@concerns.about("patients.PatientTag")
class Tags(concerns.Concern):
    def aside(self, kept: Patient, absorbed: Patient) -> Iterable[int]:
        return absorbed.tagged.filter(tag__in=kept.tagged.values("tag")).values_list("pk", flat=True)


@concerns.about("patients.IntakeLink")
class IntakeLinks(concerns.Concern):
    """Of two links to the questionnaire one is kept: a person has one open at a time."""

    def obstacles(self, kept: Patient, absorbed: Patient) -> Iterable[str]:
        if _open_links(kept).exists() and _open_links(absorbed).live().exists():
            yield f"Number {absorbed.number} has a link to the questionnaire that still works. End it first."

    def aside(self, kept: Patient, absorbed: Patient) -> Iterable[int]:
        """One that ran out stays where it was, if the kept record has one of its own."""
        return _open_links(absorbed).values_list("pk", flat=True) if _open_links(kept).exists() else ()


def _open_links(patient: Patient) -> IntakeLinkQuerySet:
    return patient.intake_links.filter(revoked_at__isnull=True, used_at__isnull=True)

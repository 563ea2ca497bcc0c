"""The clinic's own words for groups of people, and who is in which."""

from django.db.models import Count, Q, QuerySet

from clinic import audit
from clinic.models import Staff
from clinic.transactions import verb
from patients.holding import hold
from patients.models import Patient, PatientTag, Tag


def in_use() -> QuerySet[Tag]:
    """Those that somebody bears who is listed, with how many."""
    listed = Q(tagged__patient__merged_into__isnull=True) & ~Q(tagged__patient__standing="archived")
    return Tag.objects.annotate(people=Count("tagged", filter=listed)).filter(people__gt=0).order_by("name")


def of(patient: Patient) -> QuerySet[Tag]:
    return Tag.objects.filter(tagged__patient=patient)


@verb
def tag(patient: Patient, word: str, *, by: Staff | None) -> Tag:
    """Put the person into the group of that word, whichever its capitals; a new word makes a new group."""
    held = hold(patient)
    group = Tag.objects.filter(name__iexact=word).first() or Tag.objects.create(name=word)
    bears, new = PatientTag.objects.get_or_create(patient=held, tag=group, defaults={"tagged_by": by})
    if new:
        audit.record("changed", bears, by=by, fields=["tags"])
    return group


@verb
def untag(patient: Patient, group: Tag, *, by: Staff) -> None:
    """Take the person out of the group; a word that nobody bears any more is gone from the lists."""
    held = hold(patient)
    for bears in held.tagged.filter(tag=group):
        audit.record("changed", bears, by=by, fields=["tags"])
        bears.delete()

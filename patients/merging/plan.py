"""What merging two records would do: what is in the way, every step, and what moves, as counts."""

from collections import Counter
from typing import NamedTuple

from django.apps import apps
from django.db import models

from patients.merging import concerns, graph
from patients.merging.steps import Step
from patients.person_models import Patient


class Moved(NamedTuple):
    """How many rows of one kind; words: of the kind, in plural if need be."""

    many: int
    words: str


def obstacles(kept: Patient, absorbed: Patient) -> list[str]:
    """Sentences, none when the two can be merged."""
    return [sentence for label in _labels() for sentence in concerns.of(label).obstacles(kept, absorbed)]


def steps(kept: Patient, absorbed: Patient) -> list[Step]:
    """In the order in which they are taken; backwards they undo themselves."""
    first = [step for label in _labels() for step in concerns.of(label).steps(kept, absorbed)]
    return [*first, *moves(kept, absorbed)]


def moves(kept: Patient, absorbed: Patient) -> list[Step]:
    """A step for each column that points at the absorbed record."""
    found = []
    for field in graph.pointers():
        label = graph.label(field)
        concern = concerns.of(label)
        if concern.stays:
            continue
        rows = _rows(field.model).filter(**{field.attname: absorbed.pk})
        keys = sorted(set(rows.values_list("pk", flat=True)) - set(concern.aside(kept, absorbed)))
        if keys:
            found.append(Step(label, field.name, keys, absorbed.pk, kept.pk))
    return found


def counts(kept: Patient, absorbed: Patient) -> list[Moved]:
    """The most first; how many rows would change hands, and nothing of what they say."""
    total: Counter[str] = Counter()
    for step in moves(kept, absorbed):
        total[step.model] += len(step.keys)
    return [Moved(count, _words(label, count)) for label, count in total.most_common()]


def _rows(model: type[models.Model]) -> models.QuerySet:
    """All there are, whatever the model's own manager leaves out."""
    return model._base_manager.all()  # noqa: SLF001  Django's own name for it


def _words(label: str, count: int) -> str:
    meta = apps.get_model(label)._meta
    return str(meta.verbose_name if count == 1 else meta.verbose_name_plural)


def _labels() -> list[str]:
    return [*dict.fromkeys(graph.label(field) for field in graph.pointers())]

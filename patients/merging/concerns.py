"""What a table asks of a merge besides being pointed at the kept record; most ask nothing.

An app writes its own in a module merging.py and registers them there:

    @concerns.about("scheduling.Appointment")
    class Appointments(concerns.Concern):
        def obstacles(self, kept, absorbed):
            yield "Both have an appointment on Tuesday at 10:00. Move one of them first."

The module is found by its name when the clinic starts. tests/patients/test_merging_graph.py names every table
that has a rule of its own about one patient's rows (unique, excluding) and no concern.
"""

from collections.abc import Callable, Iterable, Sequence

from patients.merging.models import Merge
from patients.merging.steps import Step
from patients.person_models import Patient


class Concern:
    """stays: rows that belong to the record they were written for, for the reason given."""

    stays = ""

    def obstacles(self, kept: Patient, absorbed: Patient) -> Iterable[str]:
        """Sentences that say why the two cannot be merged now."""
        return ()

    def aside(self, kept: Patient, absorbed: Patient) -> Iterable[int]:
        """Keys of rows that are left with the absorbed record, because the kept one has the same already."""
        return ()

    def steps(self, kept: Patient, absorbed: Patient) -> Sequence[Step]:
        """Whatever else has to change, before the rows are moved; undone last."""
        return ()

    def undo_obstacles(self, merge: Merge) -> Iterable[str]:
        """Sentences that say why the merge cannot be undone any more."""
        return ()


known: dict[str, Concern] = {}


def about(label: str) -> Callable[[type[Concern]], type[Concern]]:
    """Register the concern of this model."""

    def register(concern: type[Concern]) -> type[Concern]:
        known[label] = concern()
        return concern

    return register


def of(label: str) -> Concern:
    return known.get(label) or Concern()


def moved(merge: Merge, model: str, field: str = "patient") -> set[int]:
    """The keys of the rows of this model that changed hands by this field in the merge."""
    return {
        key
        for step in merge.steps
        if (step["model"], step["field"]) == (model, field)
        for key in step["keys"]
    }

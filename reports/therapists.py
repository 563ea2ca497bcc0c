"""Lines of a table that are about one therapist each: kept apart by their key, called by their name."""

from collections.abc import Iterable
from typing import Any

from clinic.models import Staff
from clinic.same_names import told_apart
from reports.question import Question

Counted = dict[str, Any]


def named(found: Iterable[Counted], question: Question, key: str = "by") -> list[Counted]:
    """In the order of their names; key: where a line has the therapist's.

    name: what to call them; opens: the filter for their rows. Of one asked about no other name is looked up.
    """
    one = question.therapist
    called = told_apart([one] if one else Staff.objects.only("display_name", "legal_name", "email"))
    lines = [line | {"name": called[line[key]], "opens": {"therapist": line[key]}} for line in found]
    return sorted(lines, key=lambda line: (line["name"].casefold(), line[key]))

"""What would be left undone by somebody who leaves, as the apps above say it."""

from collections.abc import Callable

from clinic.models import Staff

Tie = Callable[[Staff], str]
_ties: list[Tie] = []


def tie(found: Tie) -> Tie:
    """Ask this function as well: a sentence on what nobody else can do for them, or nothing.

    An app keeps such functions in a module leaving.py, which is found by its name.
    """
    _ties.append(found)
    return found


def of(person: Staff) -> list[str]:
    return [sentence for found in _ties if (sentence := found(person))]

"""What will stand in the way of each line as it is guessed: looked at only, and nobody's place is held."""

from collections.abc import Sequence

from clinic.models import Staff
from scheduling import obstacles
from scheduling.ics_import.guessing import Guess
from scheduling.ics_import.reading import Entry
from scheduling.known import Known
from scheduling.mobile import readiness
from scheduling.models import Room
from scheduling.refusals import BookingRefused, TimeRefused
from scheduling.wish import Wish

TWICE = "A line above takes this time."


def troubles(entries: Sequence[Entry], guesses: Sequence[Guess], therapist: Staff) -> list[str]:
    """A sentence for each; empty where it can be booked, or where nobody knows yet whose it is."""
    wishes = [_wish(*one, therapist) for one in zip(entries, guesses, strict=True)]
    asked = [one for one in wishes if one]
    if not asked:
        return [""] * len(wishes)
    rooms = [*Room.objects.filter(active=True)]
    known = Known(asked, rooms)
    told, fit = [], list[Wish]()
    for wish in wishes:
        told.append(_trouble(wish, rooms, known, fit) if wish else "")
        fit += [wish] if wish and not told[-1] else []
    return told


def _wish(entry: Entry, guess: Guess, therapist: Staff) -> Wish | None:
    if guess.patient is None or guess.service is None:
        return None
    return Wish.new(guess.patient, therapist, guess.service, entry.minutes, entry.starts_at)


def _trouble(wish: Wish, rooms: Sequence[Room], known: Known, fit: Sequence[Wish]) -> str:
    try:
        obstacles.refuse_unoffered(wish)
        readiness.refuse_nowhere(wish)
        obstacles.refuse_past_or_crooked(wish)
        obstacles.room_for(wish, [one for one in rooms if {*wish.needs} <= {*one.features}], known)
        obstacles.refuse_gone(wish.patient)
    except TimeRefused as refusal:
        return refusal.sentence
    except BookingRefused as refusal:
        return str(refusal)
    return TWICE if any(_meet(wish, other) for other in fit) else ""


def _meet(one: Wish, other: Wish) -> bool:
    mine, taken = one.occupies, other.occupies
    return bool(mine.lower < taken.upper and taken.lower < mine.upper)

"""Whether somebody may treat on a day, and whose credentials end soon."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from clinic import clock
from clinic.models import Credential, Staff

# Without these nobody treats, once they have been entered.
NEEDED = (Credential.Kind.LICENCE, Credential.Kind.INSURANCE)
WARNED_DAYS = (60, 30, 7)


@dataclass(frozen=True)
class Ending:
    """A credential that ends soon, or has ended, and nothing follows it; days: left, below 0 once it has."""

    credential: Credential
    days: int

    @property
    def words(self) -> str:
        """Insurance of Maya Lindqvist ends in 23 days."""
        return f"{self.credential.title} of {self.credential.staff} {self.when}."

    @property
    def when(self) -> str:
        """ended on 20 November, ends today, ends in 23 days."""
        if self.days < 0:
            return f"ended on {self.credential.expires_on:%-d %B %Y}"
        return {0: "ends today", 1: "ends tomorrow"}.get(self.days, f"ends in {self.days} days")

    @property
    def stops(self) -> bool:
        """Whether nobody can be booked with them once it has ended."""
        return self.credential.kind in NEEDED


def lapsed(held: Sequence[Credential], day: date, place: str = "") -> Credential | None:
    """The licence or insurance that has ended by that day, with none in its place; nothing where none was.

    place: the jurisdiction in which the visit is; licences of others count for nothing there.
    """
    for kind in NEEDED:
        mine = [one for one in held if one.kind == kind and one.holds_in(place)]
        ended = [one for one in mine if one.has_ended(day)]
        if ended and not any(one.covers(day) for one in mine):
            return max(ended, key=lambda one: one.expires_on or date.min)
    return None


def licensed_elsewhere(held: Sequence[Credential], place: str) -> Credential | None:
    """A licence, where none of those held is for this place; nothing for somebody of whom none is known."""
    licences = [one for one in held if one.kind == Credential.Kind.LICENCE]
    here = any(one.holds_in(place) for one in licences)
    return None if here else next(iter(licences), None)


def trained(held: Sequence[Credential], modality: str, day: date) -> bool:
    """Whether one of them is for this modality on that day; capitals do not count."""
    return any(one.name.casefold() == modality.casefold() and one.covers(day) for one in held if one.name)


def ending(viewer: Staff) -> list[Ending]:
    """What this person is warned of, soonest first: their own, and to an admin everybody's at work."""
    return _ending(Credential.objects.visible_to(viewer))


def to_warn_of() -> list[tuple[Ending, int]]:
    """Those whose next warning is due, with the number of days that it is for."""
    coming = [(one, stage(one.days)) for one in _ending(Credential.objects.all()) if one.days >= 0]
    return [
        (one, days)
        for one, days in coming
        if one.credential.warned_days is None or days < one.credential.warned_days
    ]


def stage(days: int) -> int:
    """The warning that so many days before the end belong to."""
    return min(one for one in WARNED_DAYS if one >= days)


def _ending(rows: QuerySet[Credential]) -> list[Ending]:
    held = list(rows.filter(withdrawn_at=None, staff__is_active=True).select_related("staff"))
    ends = [(one, one.expires_on) for one in held if one.expires_on and not _followed(one, held)]
    found = [Ending(one, (day - clock.today()).days) for one, day in ends]
    return sorted((one for one in found if one.days <= max(WARNED_DAYS)), key=lambda one: one.days)


def _followed(one: Credential, held: Sequence[Credential]) -> bool:
    """Whether another of its kind goes on when it ends, or does today where it has ended."""
    assert one.expires_on
    then = max(one.expires_on + timedelta(days=1), clock.today())
    return any(_alike(one, other) and other.covers(then) for other in held)


def _alike(one: Credential, other: Credential) -> bool:
    """A licence of one state does not go on with that of another."""
    same = (one.staff_id, one.kind, one.name.casefold()) == (
        other.staff_id,
        other.kind,
        other.name.casefold(),
    )
    return same and other.holds_in(one.jurisdiction)

"""A therapist's calendar address: made, renewed, ended, found again by its hash."""

from collections.abc import Iterable
from dataclasses import dataclass

from clinic import audit, clock
from clinic.models import Staff
from clinic.refusals import Refused
from clinic.secret_links import hashed, new_token
from clinic.transactions import verb
from scheduling.feeds.models import CalendarFeed
from scheduling.locks import therapists


class FeedRefused(Refused):
    """Why nothing was done about a calendar address."""


@dataclass(frozen=True)
class MadeFeed:
    """An address with its secret, which is known at this moment only."""

    feed: CalendarFeed
    token: str


def of(staff: Staff) -> CalendarFeed | None:
    """The address that is open now."""
    return CalendarFeed.objects.visible_to(staff).filter(revoked_at__isnull=True).first()


@verb
def make(*, by: Staff) -> MadeFeed:
    """A new address ends the one before, and shows what that one showed."""
    therapists(by)
    before = of(by)
    if before:
        _end(before)
    token = new_token()
    feed = CalendarFeed.objects.create(
        staff=by,
        token_hash=hashed(token),
        shows=before.shows if before else CalendarFeed.Shows.BUSY,
        made_at=clock.now(),
    )
    audit.record("made a calendar address", feed, by=by)
    return MadeFeed(feed, token)


@verb
def end(*, by: Staff) -> None:
    """The address opens nothing any more."""
    therapists(by)
    feed = _open(by)
    _end(feed)
    audit.record("ended a calendar address", feed, by=by)


@verb
def show(*, shows: str, by: Staff) -> CalendarFeed:
    """Whether the calendar is told first names, or only that the time is taken."""
    therapists(by)
    feed = _open(by)
    if feed.shows != shows:
        feed.shows = shows
        feed.save(update_fields=["shows"])
        audit.record("chose what a calendar shows", feed, by=by, reason=feed.get_shows_display())
    return feed


def find(token: str) -> CalendarFeed | None:
    """The address with this secret, ended ones too; None for any other secret."""
    return CalendarFeed.objects.select_related("staff").filter(token_hash=hashed(token)).first()


def opens(feed: CalendarFeed) -> bool:
    return CalendarFeed.objects.live().filter(pk=feed.pk).exists()


@verb
def was_read(feed: CalendarFeed, *, patients: Iterable[int]) -> None:
    """Note that something was handed over, and whose first names, to whoever holds the address."""
    feed.read_at = clock.now()
    feed.save(update_fields=["read_at"])
    audit.record("read by a calendar", feed, by=feed.staff, ids=patients, fields=["appointments"])


def _open(staff: Staff) -> CalendarFeed:
    feed = of(staff)
    if feed is None:
        raise FeedRefused("There is no calendar address now. Make one first.")
    return feed


def _end(feed: CalendarFeed) -> None:
    feed.revoked_at = clock.now()
    feed.save(update_fields=["revoked_at"])
